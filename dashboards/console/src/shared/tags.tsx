import type { AlertView } from '#src/alerts/schemas.ts';
import { codeNames, levelNames } from './labels.ts';

export function LevelTag({ level }: { readonly level: AlertView['level'] | null }) {
  if (level === null)
    return (
      <span className="level level-none" title="未达到预警等级">
        —<span className="visually-hidden">未预警</span>
      </span>
    );
  return (
    <span className={`level level-${level}`} title={`${levelNames[level]}色预警`}>
      {levelNames[level]}
    </span>
  );
}

export function CodeTag({ code }: { readonly code: string }) {
  return (
    <span className={`code code-${code.charAt(0)}`}>
      <b>{code}</b> {codeNames[code] ?? ''}
    </span>
  );
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

export function ToneTag({ tone = 'plain', title, children }: { readonly tone?: Tone; readonly title?: string; readonly children: string }) {
  return (
    <span className={`tone tone-${tone}`} title={title}>
      {children}
    </span>
  );
}

/** Marks invented data, wherever one of its items is shown. */
export function SampleTag({ sample }: { readonly sample: boolean }) {
  if (!sample) return null;
  return (
    <span className="tone tone-sample" title="虚构的示例数据">
      示例
    </span>
  );
}
