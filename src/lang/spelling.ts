import { type LangTables, nearSyllables } from './tables.ts';

/** How a written form departs from the name. `component` and `resemblance` are weaker than `look-alike`: another everyday character. */
export type SpellingRule =
  | 'insert'
  | 'split'
  | 'picture'
  | 'pinyin'
  | 'look-alike'
  | 'homophone'
  | 'near-homophone'
  | 'component'
  | 'resemblance';

/** A name found in a folded text, `[from, to)` in folded units, with every departure that was needed; none means exact. */
export interface Spelled {
  readonly name: number;
  readonly from: number;
  readonly to: number;
  readonly rules: readonly SpellingRule[];
  /** Characters replaced by other characters. */
  readonly replaced: number;
  /** Only a space, and not between all characters, stands inside: may be two words that happen to follow each other. */
  readonly loose: boolean;
}

interface Choice {
  readonly rule: SpellingRule | undefined;
}

interface CharacterForms {
  readonly single: ReadonlyMap<number, Choice>;
  readonly several: readonly { readonly text: string; readonly rule: SpellingRule }[];
}

interface CompiledName {
  readonly index: number;
  readonly forms: readonly CharacterForms[];
  readonly mostReplaced: number;
}

export interface SpellingMatcher {
  /** All departures and exact forms, leftmost first; overlapping forms are all given. */
  findAll(text: string): Spelled[];
  /** The form of any name that begins exactly at `at`, if there is one. */
  matchAt(text: string, at: number): Spelled | undefined;
}

export interface SpellingOptions {
  /** Rules that may be used; all where absent. */
  readonly rules?: readonly SpellingRule[];
}

const longestGap = 8;

/** Compiles names (already folded) for finding in folded text in every known evasive spelling. */
export function createSpellingMatcher(names: readonly string[], tables: LangTables, options: SpellingOptions = {}): SpellingMatcher {
  const allowed = (rule: SpellingRule): boolean => options.rules === undefined || options.rules.includes(rule);
  const compiled = names.map((name, index) => compileName(name, index, { tables, allowed }));
  const byFirst = new Map<number, CompiledName[]>();
  for (const name of compiled) {
    const forms = name.forms[0];
    if (forms === undefined) continue;
    const firsts = new Set([...forms.single.keys(), ...forms.several.map(({ text }) => text.charCodeAt(0))]);
    for (const unit of firsts) byFirst.set(unit, [...(byFirst.get(unit) ?? []), name]);
  }
  const matchesAt = (text: string, at: number): Spelled[] => {
    const candidates = byFirst.get(text.charCodeAt(at));
    if (candidates === undefined || cutsLatinRun(text, at)) return [];
    return candidates.flatMap((name) => matchName(text, at, name, allowed('insert')) ?? []);
  };
  return {
    findAll(text) {
      const found: Spelled[] = [];
      for (let at = 0; at < text.length; at += 1) {
        for (const hit of matchesAt(text, at)) found.push(hit);
      }
      return found;
    },
    matchAt: (text, at) => matchesAt(text, at).sort((a, b) => a.rules.length - b.rules.length || b.to - a.to)[0],
  };
}

interface Compilation {
  readonly tables: LangTables;
  readonly allowed: (rule: SpellingRule) => boolean;
}

function compileName(name: string, index: number, how: Compilation): CompiledName {
  const forms = [...name].map((character) => formsOf(character, how));
  return { index, forms, mostReplaced: Math.max(1, Math.floor(forms.length / 2)) };
}

function formsOf(character: string, { tables, allowed }: Compilation): CharacterForms {
  const single = new Map<number, Choice>();
  const several: { text: string; rule: SpellingRule }[] = [];
  const add = (text: string, rule: SpellingRule | undefined): void => {
    if (text === '' || (rule !== undefined && !allowed(rule))) return;
    if (text.length > 1) several.push({ text, rule: rule ?? 'insert' });
    else if (!single.has(text.charCodeAt(0))) single.set(text.charCodeAt(0), { rule });
  };
  add(character, undefined);
  const { spelling } = tables;
  for (const group of spelling.resemblances) if (group.includes(character)) for (const other of group) add(other, 'resemblance');
  for (const group of spelling.lookAlikes) if (group.includes(character)) for (const other of group) add(other, 'look-alike');
  const syllable = tables.syllableOf.get(character);
  if (syllable !== undefined) {
    for (const other of (tables.bySyllable.get(syllable) ?? '') + (tables.alsoRead.get(syllable) ?? '')) add(other, 'homophone');
    for (const near of nearSyllables(syllable, tables)) for (const other of tables.bySyllable.get(near) ?? '') add(other, 'near-homophone');
    add(syllable, 'pinyin');
    if (syllable.includes('v')) add(syllable.replace('v', 'u'), 'pinyin');
  }
  for (const way of tables.splits[character] ?? []) {
    add(way, 'split');
    const parts = [...way];
    const last = parts[1];
    if (parts.length === 2 && last !== undefined) for (const other of tables.byComponent.get(last) ?? '') add(other, 'component');
  }
  for (const picture of spelling.pictures[character] ?? []) add(picture.replace(/\uFE0F/g, ''), 'picture');
  return { single, several };
}

interface State {
  readonly character: number;
  readonly at: number;
  readonly replaced: number;
  readonly rules: readonly SpellingRule[];
  readonly gaps: readonly string[];
}

function matchName(text: string, at: number, name: CompiledName, mayInsert: boolean): Spelled | undefined {
  const stack: State[] = [{ character: 0, at, replaced: 0, rules: [], gaps: [] }];
  let best: Spelled | undefined;
  while (stack.length > 0) {
    const state = stack.pop();
    if (state === undefined) break;
    if (state.character === name.forms.length) {
      const spelled = finish(text, at, state, name);
      if (spelled !== undefined && (best === undefined || spelled.rules.length < best.rules.length)) best = spelled;
      continue;
    }
    for (const next of advance(text, state, name, mayInsert)) stack.push(next);
  }
  return best;
}

function advance(text: string, state: State, name: CompiledName, mayInsert: boolean): State[] {
  if (state.character === 0 || !mayInsert) return takeForms(text, { ...state, gaps: [...state.gaps, ''] }, name);
  const gap = gapAt(text, state.at);
  const decoy = gap === '' && /[a-z0-9]/.test(text[state.at] ?? '') ? 1 : gap.length;
  const offsets = decoy === 0 ? [0] : [decoy, 0];
  return offsets.flatMap((offset) =>
    takeForms(text, { ...state, at: state.at + offset, gaps: [...state.gaps, text.slice(state.at, state.at + offset)] }, name),
  );
}

function takeForms(text: string, state: State, name: CompiledName): State[] {
  const forms = name.forms[state.character];
  if (forms === undefined) return [];
  const next: State[] = [];
  const choice = forms.single.get(text.charCodeAt(state.at));
  if (choice !== undefined) {
    const replaced = state.replaced + (choice.rule === undefined ? 0 : 1);
    const rules = choice.rule === undefined ? state.rules : [...state.rules, choice.rule];
    if (replaced <= name.mostReplaced) next.push({ ...state, character: state.character + 1, at: state.at + 1, replaced, rules });
  }
  for (const form of forms.several) {
    if (!text.startsWith(form.text, state.at)) continue;
    next.push({ ...state, character: state.character + 1, at: state.at + form.text.length, rules: [...state.rules, form.rule] });
  }
  return next;
}

/** Symbols, pictures and spaces that may stand between two characters of a name. */
function gapAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && end - at < longestGap && /[^\p{L}\p{N}]/u.test(text[end] ?? '')) end += 1;
  return text.slice(at, end);
}

function finish(text: string, from: number, state: State, name: CompiledName): Spelled | undefined {
  if (state.rules.includes('pinyin') && cutsLatinRun(text, state.at)) return undefined;
  const gaps = state.gaps.slice(1);
  const filled = gaps.filter((gap) => gap !== '');
  const everywhere = filled.length === gaps.length && gaps.length > 0;
  const latin = state.rules.length > 0 && state.rules.every((rule) => rule === 'pinyin');
  if (!everywhere && filled.some((gap) => /[a-z0-9\n,.;:!?。、，！？；：()（）【】[\]]/.test(gap))) return undefined;
  const onlySpaces = filled.every((gap) => gap.trim() === '');
  const inserted = filled.length > 0 && !(latin && onlySpaces);
  const rules: SpellingRule[] = [...new Set(inserted ? [...state.rules, 'insert' as const] : state.rules)];
  const loose = filled.length > 0 && !everywhere && onlySpaces && !latin;
  return { name: name.index, from, to: state.at, rules, replaced: state.replaced, loose };
}

/** True where a Latin letter stands on both sides of `at`: half a word is not a syllable. */
function cutsLatinRun(text: string, at: number): boolean {
  return /[a-z]/.test(text[at - 1] ?? '') && /[a-z]/.test(text[at] ?? '');
}
