import { Drawer } from 'antd';

interface Rule {
  readonly form: string;
  readonly meaning: string;
  readonly example: string;
}

const words: readonly Rule[] = [
  { form: '甲 乙', meaning: '同时包含；等同于 AND', example: '绿色云南 普洱茶' },
  { form: '甲 OR 乙', meaning: '包含任意一个；AND 先于 OR', example: '天府品质 OR 山西精品' },
  { form: 'NOT 甲', meaning: '不包含', example: '品质云南 NOT 代办' },
  { form: '"甲 乙"', meaning: '短语，字词依次相邻', example: '"认证编号 YN"' },
  { form: '甲 NEAR/n 乙', meaning: '同一字段内，相隔不超过 n 个字', example: '绿色云南 NEAR/5 认证' },
  { form: '( … )', meaning: '分组', example: '(茶 OR 咖啡) AND 绿色云南' },
];

const fields: readonly Rule[] = [
  { form: 'brand:', meaning: '品牌', example: 'brand:云南品牌' },
  { form: 'region:', meaning: '行政区划代码，包含其下辖地区', example: 'region:530000' },
  { form: 'source:', meaning: '来源', example: 'source:news' },
  { form: 'kind:', meaning: '类型：listing 商品，article 文章', example: 'kind:listing' },
  { form: 'level:', meaning: '预警等级：blue、yellow、orange、red', example: 'level:red' },
  { form: 'after:', meaning: '自该日起（含当日，北京时间）', example: 'after:2026-11-01' },
  { form: 'before:', meaning: '在该日之前（不含当日）', example: 'before:2026-12-01' },
];

function RuleTable({ caption, rules, onTry }: { readonly caption: string; readonly rules: readonly Rule[]; onTry(example: string): void }) {
  return (
    <table className="table rules">
      <caption>{caption}</caption>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.form}>
            <th scope="row" className="mono">
              {rule.form}
            </th>
            <td>
              {rule.meaning}
              <br />
              <button type="button" className="link mono" onClick={() => onTry(rule.example)}>
                {rule.example}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface QueryHelpProps {
  readonly open: boolean;
  onClose(): void;
  onTry(example: string): void;
}

export function QueryHelp({ open, onClose, onTry }: QueryHelpProps) {
  return (
    <Drawer title="检索语法" open={open} onClose={onClose} size="min(520px, 96vw)" destroyOnHidden>
      <p className="muted">运算符须用大写。繁体、全角、大小写视为相同；按连续的字匹配，“西精”也能找到“山西精品”。点击示例即可检索。</p>
      <RuleTable caption="字词" rules={words} onTry={onTry} />
      <RuleTable caption="字段" rules={fields} onTry={onTry} />
    </Drawer>
  );
}
