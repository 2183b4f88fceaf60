import type { Folded } from '#src/lang/fold.ts';
import { foldText } from '#src/lang/fold.ts';
import { createMatcher } from '#src/lang/matcher.ts';
import { createSpellingMatcher, type Spelled } from '#src/lang/spelling.ts';
import type { LangTables } from '#src/lang/tables.ts';
import type { Mark } from '#src/registry/index.ts';
import { overlap } from './numbers.ts';
import type { ContextRules } from './rules.ts';

/** A mark named in a text, `[from, to)` in folded units. */
export interface Mention extends Pick<Spelled, 'from' | 'to' | 'rules' | 'replaced' | 'loose'> {
  readonly mark: string;
  /** The name goes on as everyday words (山西精品|酒店): needs clearer signs to be a claim. */
  readonly everyday: boolean;
  /** A term of law that claims by itself (地理标志保护产品), not a name that is also a slogan. */
  readonly term: boolean;
}

export interface NameFinder {
  find(folded: Folded): Mention[];
}

interface NamedMark {
  readonly mark: string;
  readonly name: string;
  readonly everyday: boolean;
  readonly term: boolean;
}

/** Compiles the names and aliases of the marks, in every known spelling. */
export function createNameFinder(marks: readonly Mark[], rules: ContextRules, tables: LangTables): NameFinder {
  const names = marks.flatMap((mark) => namesOf(mark, marks, rules).map((named) => ({ ...named, name: foldText(named.name, tables) })));
  const spelling = createSpellingMatcher(
    names.map(({ name }) => name),
    tables,
  );
  const swallowing = createMatcher(rules.swallowing);
  return {
    find(folded) {
      const hits = spelling.findAll(folded.text);
      if (hits.length === 0) return [];
      const swallowed = swallowing.findAll(folded.text);
      const free = hits.filter((hit) => !swallowed.some(({ start, end }) => crosses(hit, { from: start, to: end })));
      return strongest(free).flatMap((hit) => {
        const named = names[hit.name];
        if (named === undefined) return [];
        return [
          {
            mark: named.mark,
            everyday: named.everyday,
            term: named.term,
            from: hit.from,
            to: hit.to,
            rules: hit.rules,
            replaced: hit.replaced,
            loose: hit.loose,
          },
        ];
      });
    },
  };
}

/** Aliases that only add words to the name say nothing new; a brand that no other mark shares is a short form of the name. */
function namesOf(mark: Mark, marks: readonly Mark[], rules: ContextRules): NamedMark[] {
  const ownBrand = marks.every((other) => other.id === mark.id || (other.brand !== mark.brand && other.name !== mark.brand));
  const short = ownBrand && mark.name.startsWith(mark.brand) ? [mark.brand] : [];
  const names = [...new Set([mark.name, ...mark.aliases.filter((alias) => !alias.includes(mark.name)), ...short])];
  return names.map((name) => ({
    mark: mark.id,
    name,
    term: mark.kind === 'quality' || mark.kind === 'gi',
    everyday:
      (name !== mark.name && name === mark.brand) ||
      (mark.kind !== 'quality' && rules.everydayTails.some((tail) => name.endsWith(tail) && name.length <= 4)),
  }));
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Overlaps without holding it whole: 高品质 crosses 品质云南. */
function crosses(hit: Range, word: Range): boolean {
  return overlap(hit, word) && !(hit.from <= word.from && word.to <= hit.to);
}

/** Of overlapping hits the plainest, then the longest, then the first. */
function strongest(hits: readonly Spelled[]): Spelled[] {
  const ranked = [...hits].sort(
    (a, b) => a.replaced - b.replaced || b.to - b.from - (a.to - a.from) || a.rules.length - b.rules.length || a.from - b.from,
  );
  const kept: Spelled[] = [];
  for (const hit of ranked) {
    if (!kept.some((other) => overlap(other, hit))) kept.push(hit);
  }
  return kept.sort((a, b) => a.from - b.from);
}
