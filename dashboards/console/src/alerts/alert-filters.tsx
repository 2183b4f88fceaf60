import { Button, Segmented, Select, Switch } from 'antd';
import type { AlertView } from '#src/alerts/schemas.ts';
import { codeNames, kindNames, levelNames, levelOrder } from '../shared/labels.ts';
import { type AlertSearch, changed, isNarrowed } from './alert-search.ts';

interface AlertFiltersProps {
  readonly search: AlertSearch;
  readonly alerts: readonly AlertView[];
  readonly counts: Readonly<Record<AlertView['level'], number>> | undefined;
  onChange(search: AlertSearch): void;
}

const states = [
  { value: 'open', label: '待处理' },
  { value: 'acknowledged', label: '已受理' },
  { value: 'closed', label: '已关闭' },
  { value: 'all', label: '全部' },
] as const;

const codeOptions = Object.entries(codeNames).map(([value, name]) => ({ value, label: `${value} ${name}` }));
const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value, label }));

function LevelFilter({ search, counts, onChange }: Omit<AlertFiltersProps, 'alerts'>) {
  return (
    <fieldset className="level-filter">
      <legend className="visually-hidden">按等级筛选</legend>
      {levelOrder.map((level) => (
        <button
          key={level}
          type="button"
          aria-pressed={search.level === level}
          title={`只看${levelNames[level]}色预警`}
          onClick={() => onChange(changed(search, { level: search.level === level ? undefined : level }))}
        >
          <span className={`level level-${level}`}>{levelNames[level]}</span>
          {counts === undefined ? null : <span className="level-count">{counts[level]}</span>}
        </button>
      ))}
    </fieldset>
  );
}

interface FilterSelectsProps extends Pick<AlertFiltersProps, 'search' | 'alerts'> {
  set(change: Parameters<typeof changed>[1]): void;
}

function FilterSelects({ search, alerts, set }: FilterSelectsProps) {
  const brands = [...new Set([...alerts.map((alert) => alert.brand), search.brand])].filter((brand) => typeof brand === 'string');
  return (
    <>
      <Select
        aria-label="类型"
        placeholder="类型"
        allowClear
        className="filter-kind"
        value={search.kind ?? null}
        options={kindOptions}
        onChange={(kind: AlertSearch['kind'] | null) => set({ kind: kind ?? undefined })}
      />
      <Select
        aria-label="违规代码"
        placeholder="代码"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        className="filter-code"
        value={search.code ?? null}
        options={codeOptions}
        onChange={(code: string | null) => set({ code: code ?? undefined })}
      />
      <Select
        aria-label="品牌"
        placeholder="品牌"
        allowClear
        className="filter-brand"
        value={search.brand ?? null}
        options={brands.map((brand) => ({ value: brand, label: brand }))}
        onChange={(brand: string | null) => set({ brand: brand ?? undefined })}
        notFoundContent="列表中没有品牌"
      />
    </>
  );
}

export function AlertFilters({ search, alerts, counts, onChange }: AlertFiltersProps) {
  const set = (change: Parameters<typeof changed>[1]) => onChange(changed(search, change));
  return (
    <search className="filters" aria-label="筛选预警">
      <Segmented
        aria-label="状态"
        value={search.state ?? 'open'}
        options={[...states]}
        onChange={(state: 'open' | NonNullable<AlertSearch['state']>) => set({ state: state === 'open' ? undefined : state })}
      />
      <LevelFilter search={search} counts={counts} onChange={onChange} />
      <FilterSelects search={search} alerts={alerts} set={set} />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
      <label className="filter-group">
        <Switch size="small" checked={search.view === 'group'} onChange={(on) => set({ view: on ? 'group' : undefined })} />
        归组显示
      </label>
      {isNarrowed(search) ? (
        <Button
          type="link"
          size="small"
          onClick={() => set({ kind: undefined, level: undefined, brand: undefined, code: undefined, group: undefined })}
        >
          清除筛选
        </Button>
      ) : null}
    </search>
  );
}
