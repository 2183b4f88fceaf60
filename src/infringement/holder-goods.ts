import { foldText } from '#src/lang/fold.ts';
import { type FieldReading, isSaid } from '#src/marks/index.ts';
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
  const said = matter.uses.fields.filter(({ role }) => isSaid(role) || role === 'shop');
  if (said.some(({ folded }) => hasWord(matter, 'ownMaking', folded.text))) return undefined;
  const names = matter.view.namesOf(certificate).filter((name) => !firm || name.length >= 3);
  const found = said.flatMap((reading) => mentionIn(matter, reading, names) ?? []);
  return found.sort((a, b) => b.weight - a.weight)[0];
}

interface WeighedMention extends HolderMention {
  readonly weight: number;
}

/** The first place where a field names the holder: a maker named in words weighs most, then the brand, the title, the shop. */
function mentionIn(matter: Matter, reading: FieldReading, names: readonly string[]): WeighedMention | undefined {
  const { text } = reading.folded;
  const name = names.find((candidate) => text.includes(candidate));
  if (name === undefined) return undefined;
  const at = text.indexOf(name);
  const around = clauseAround(text, at);
  const compared = hasWord(matter, 'copying', around) || (matter.rules.context.words['others'] ?? []).some((word) => around.includes(word));
  if (compared) return undefined;
  const weight = weightOf(matter, reading, { name, around, names });
  if (weight === 0) return undefined;
  const [start, end] = [reading.folded.starts[at] ?? 0, reading.folded.ends[at + name.length - 1] ?? 0];
  const span = [Math.max(0, start - reading.offset), Math.max(0, end - reading.offset)] as const;
  return { field: reading.field, span, text: reading.text.slice(...span), weight };
}

interface NamedHolder {
  readonly name: string;
  readonly around: string;
  readonly names: readonly string[];
}

function weightOf(matter: Matter, reading: FieldReading, { name, around, names }: NamedHolder): number {
  if (reading.role === 'title') return otherBrand(matter, names) ? 0 : 2;
  if (reading.role === 'shop') return 1;
  if (reading.role === 'attribute' && hasWord(matter, 'brandField', reading.lead)) return 3;
  return hasWord(matter, 'origin', around) || name.length >= 4 ? 4 : 0;
}

/** The listing names a brand, and it is not the holder's. */
function otherBrand(matter: Matter, names: readonly string[]): boolean {
  const brands = attributeTexts(matter, 'brandField').map((value) => foldText(value, matter.rules.tables));
  return brands.length > 0 && !brands.some((brand) => names.some((name) => brand.includes(name) || name.includes(brand)));
}

function hasWord({ rules }: Matter, list: string, text: string): boolean {
  return (rules.words[list] ?? []).some((word) => text.includes(word));
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
