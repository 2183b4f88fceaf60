/** Readers for the free part of an answer (`data`, `content`, `subject`): what is not there or of another shape is left out, never a crash. */
export type Json = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textsOf(value: unknown): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== '');
}

export function pairsOf(value: unknown): [string, string][] {
  return Object.entries(recordOf(value))
    .map(([key, entry]): [string, string] => [key, textOf(entry)])
    .filter(([, text]) => text !== '');
}
