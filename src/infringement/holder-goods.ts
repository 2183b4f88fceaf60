import { foldText } from '#src/lang/fold.ts';
import { isSaid } from '#src/marks/index.ts';
import type { Certificate } from '#src/registry/index.ts';
import { attributeTexts, type Matter } from './matter.ts';

/** Where a listing says that its goods are a holder's. */
export interface HolderMention {
  readonly field: string;
  readonly span: readonly [number, number];
  readonly text: string;
}

/**
 * Whether a listing presents its goods as the holder's: named as maker or brand, or its name leads the title.
 * Not where the shop makes its own, or compares itself with the holder. `firm` asks for a name that cannot be chance.
 */
export function holdersGoods(matter: Matter, certificate: Certificate, firm: boolean): HolderMention | undefined {
  const { rules, view, uses } = matter;
  const said = uses.fields.filter(({ role }) => isSaid(role) || role === 'shop');
  const has = (text: string, list: string): boolean => (rules.words[list] ?? []).some((word) => text.includes(word));
  if (said.some(({ folded }) => has(folded.text, 'ownMaking'))) return undefined;
  const names = view.namesOf(certificate).filter((name) => !firm || name.length >= 3);
  const brands = attributeTexts(matter, 'brandField').map((value) => foldText(value, rules.tables));
  const otherBrand = brands.length > 0 && !brands.some((brand) => names.some((name) => brand.includes(name) || name.includes(brand)));
  for (const reading of said) {
    const { text } = reading.folded;
    const name = names.find((candidate) => text.includes(candidate));
    if (name === undefined) continue;
    const at = text.indexOf(name);
    const around = clauseAround(text, at);
    if (has(around, 'copying') || (rules.context.words['others'] ?? []).some((word) => around.includes(word))) continue;
    const isBrandField = reading.role === 'attribute' && has(reading.lead, 'brandField');
    const leads = reading.role === 'title' && !otherBrand;
    if (!isBrandField && !leads && reading.role !== 'shop' && !has(around, 'origin') && name.length < 4) continue;
    const [start, end] = [reading.folded.starts[at] ?? 0, reading.folded.ends[at + name.length - 1] ?? 0];
    const span = [Math.max(0, start - reading.offset), Math.max(0, end - reading.offset)] as const;
    return { field: reading.field, span, text: reading.text.slice(...span) };
  }
  return undefined;
}

function clauseAround(text: string, at: number): string {
  const before =
    text
      .slice(0, at)
      .split(/[,。;!?\n]/u)
      .at(-1) ?? '';
  const after = text.slice(at).split(/[,。;!?\n]/u)[0] ?? '';
  return before + after;
}
