import { foldText } from '#src/lang/fold.ts';
import type { LangTables } from '#src/lang/tables.ts';
import { kindsIn, type ProductRules } from './product-rules.ts';

/** Whether goods are among the certified products; `unsure` where the words do not tell. */
export interface Scope {
  readonly answer: 'in' | 'out' | 'unsure';
  /** The certified product the goods fit, or the reason in Chinese why they do not. */
  readonly reason: string;
}

export interface ScopeDeps {
  readonly products: ProductRules;
  readonly tables: LangTables;
}

interface Certified {
  readonly name: string;
  /** The whole name, folded. */
  readonly folded: string;
  /** Name without brackets, folded. */
  readonly core: string;
  /** Name with brackets and synonyms, folded: what the goods may be called. */
  readonly whole: string;
}

/**
 * Compares what is offered with the certified product names. Packing, flavour, synonym and sub-kind are in scope;
 * another strength, species, form or processed product is not.
 */
export function scopeOf(goods: string, products: readonly string[], deps: ScopeDeps): Scope {
  const text = goodsText(goods, deps);
  const certified = products.map((name) => certifiedOf(name, deps));
  const named = certified.filter((product) => isNamed(text, product, deps.products));
  const fitting = named.find((product) => conflictOf(text, product, certified, deps.products) === undefined);
  if (fitting !== undefined) return { answer: 'in', reason: fitting.name };
  const [first] = named;
  if (first !== undefined) return { answer: 'out', reason: conflictOf(text, first, certified, deps.products) ?? '' };
  return byKind(text, certified, deps.products);
}

/** Titles carry prices, gifts and slogans that say nothing of the goods. */
function goodsText(goods: string, { tables, products }: ScopeDeps): string {
  return products.noise.reduce((text, pattern) => text.replace(pattern, ' '), foldText(goods, tables));
}

function certifiedOf(name: string, deps: ScopeDeps): Certified {
  const folded = foldText(name, deps.tables);
  const core = folded.replace(/[([（［][^)\]）］]*[)\]）］]/gu, '').trim();
  const inner = [...folded.matchAll(/[([（［]([^)\]）］]*)[)\]）］]/gu)].map((match) => match[1] ?? '');
  const synonyms = deps.products.synonyms.filter((group) => group.some((word) => core.includes(word) || inner.includes(word))).flat();
  return { name, folded, core, whole: [folded, ...synonyms].join(' ') };
}

function isNamed(text: string, product: Certified, rules: ProductRules): boolean {
  return (
    variantsOf(product.core, rules).some((core) => includesInOrder(text, core)) ||
    bracketNames(product, rules).some((name) => text.includes(name))
  );
}

/** 澳洲坚果（夏威夷果）: a bracket that holds a kind of its own is another name; one that holds 一级 or 干 is not. */
function bracketNames({ name }: Certified, rules: ProductRules): string[] {
  const inner = /[(（]([^)）]+)[)）]/u.exec(name)?.[1];
  return inner !== undefined && inner.length >= 3 && kindsIn(inner, rules).size > 0 && !rules.exclusive.flat(2).includes(inner)
    ? [inner]
    : [];
}

function variantsOf(core: string, rules: ProductRules): string[] {
  const variants = [core];
  for (const group of rules.synonyms) {
    for (const word of group) {
      if (core.includes(word)) variants.push(...group.filter((other) => other !== word).map((other) => core.replace(word, other)));
    }
  }
  return [...new Set(variants)];
}

const widestGap = 6;

/** The name in one piece, or in two pieces of two characters and more with a few words between (蜀绣|熊猫|摆件). */
function includesInOrder(text: string, name: string): boolean {
  if (text.includes(name)) return true;
  for (let cut = 2; cut <= name.length - 2; cut += 1) {
    const [head, tail] = [name.slice(0, cut), name.slice(cut)];
    const start = text.indexOf(head);
    if (start >= 0 && text.slice(start + cut, start + cut + widestGap + tail.length).includes(tail)) return true;
    const back = text.indexOf(tail);
    if (back >= 0 && text.slice(back + tail.length, back + tail.length + widestGap + head.length).includes(head)) return true;
  }
  return name.length >= 4 && text.includes(name.slice(0, 3)) && !/[酒醋酱茶饼粉油糖]$/u.test(name);
}

/** Why goods that bear the name are still other goods, in Chinese. */
function conflictOf(text: string, product: Certified, all: readonly Certified[], rules: ProductRules): string | undefined {
  const granted = all.map(({ whole }) => whole).join(' ');
  const at = Math.max(0, ...variantsOf(product.core, rules).map((core) => text.indexOf(core)));
  // What stands before the name only describes it: 精油手工皂 is soap.
  const derived = rules.derived.find((word) => text.indexOf(word, at) >= 0 && !granted.includes(word));
  if (derived !== undefined) return `“${derived}”是另一种加工产品`;
  const ending = followedBy(text, product, rules).find((word) => !granted.includes(word));
  if (ending !== undefined) return `后接“${ending}”，是另一种产品`;
  const species = Object.entries(rules.otherSpecies).find(
    ([base, others]) => product.core.includes(base) && others.some((other) => text.includes(other) && !granted.includes(other)),
  );
  if (species !== undefined) return `${species[1].join('、')}与${species[0]}不是同一品种`;
  return (
    durationConflict(text, product) ??
    strengthConflict(text, product) ??
    yearConflict(text, product) ??
    gradeConflict(text, product, rules) ??
    lineConflict(text, product, rules)
  );
}

function followedBy(text: string, product: Certified, rules: ProductRules): string[] {
  const base = variantsOf(product.core, rules).find((core) => text.includes(core));
  if (base === undefined) return [];
  const rest = text.slice(text.indexOf(base) + base.length);
  if (/^\S{1,3}(?:味|香|口味)/u.test(rest)) return [];
  return rules.endings.filter((ending) => rest.startsWith(ending) && !rules.shapes.includes(`${base.at(-1)}${ending}`));
}

function strengthConflict(text: string, { name }: Certified): string | undefined {
  const certified = strengths(name);
  const offered = strengths(text);
  if (certified.length === 0 || offered.length === 0 || offered.some((value) => certified.includes(value))) return undefined;
  return `标示${offered.join('、')}度，证书为${certified.join('、')}度`;
}

function strengths(text: string): number[] {
  return [...text.matchAll(/(?<![\d.])(\d{1,2}(?:\.\d)?)\s?(?:度(?!电|角)|°(?!c)|%\s?vol|vol|%(?=\s|$|酒))/giu)].map((match) =>
    Number(match[1]),
  );
}

const numerals: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

function yearConflict(text: string, { name }: Certified): string | undefined {
  const certified = ages(name);
  const offered = ages(text);
  if (certified.length === 0 || offered.length === 0 || offered.some((value) => certified.includes(value))) return undefined;
  return `标示${offered.join('、')}年，证书为${certified.join('、')}年`;
}

function ages(text: string): number[] {
  const found = [
    ...text.matchAll(/(?<!\d)(\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])年(?:陈|份|窖|藏|老|酿|原)/gu),
  ];
  return found.map((match) => numberOf(match[1] ?? ''));
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' || tens === undefined ? 1 : (numerals[tens] ?? 0)) * 10 : 0;
  return ten + (ones === '' || ones === undefined ? 0 : (numerals[ones] ?? 0));
}

function durationConflict(text: string, { name }: Certified): string | undefined {
  const [certified, offered] = [days(name), days(text)];
  if (certified.length === 0 || offered.length === 0 || offered.some((value) => certified.includes(value))) return undefined;
  return `标示${offered.join('、')}日，证书为${certified.join('、')}日`;
}

function days(text: string): number[] {
  return [...text.matchAll(/(?<![\d年月])(\d{1,2}|[一二两三四五六七八九十])(?:日|天)(?:游|团|线|行|[)）]|$)/gu)].map((match) =>
    numberOf(match[1] ?? ''),
  );
}

function gradeConflict(text: string, { name }: Certified, rules: ProductRules): string | undefined {
  const certified = rules.grades.filter((grade) => name.includes(grade));
  const offered = rules.grades.filter((grade) => text.includes(grade));
  if (certified.length === 0 || offered.length === 0 || offered.some((grade) => certified.includes(grade))) return undefined;
  return `标示“${offered.join('、')}”，证书为“${certified.join('、')}”`;
}

function lineConflict(text: string, product: Certified, rules: ProductRules): string | undefined {
  for (const line of rules.exclusive) {
    const certified = line.find((side) => side.some((word) => product.folded.includes(word)));
    if (certified === undefined || certified.some((word) => text.includes(word))) continue;
    const other = line.filter((side) => side !== certified).flat();
    const offered = other.find((word) => text.includes(word));
    if (offered !== undefined) return `标示“${offered}”，与证书产品不同`;
  }
  return undefined;
}

/** Where no certified name stands in the text: kinds decide if both sides have one. */
function byKind(text: string, certified: readonly Certified[], rules: ProductRules): Scope {
  const offered = kindsIn(text, rules);
  const derived = rules.derived.find((word) => text.includes(word) && !certified.some(({ whole }) => whole.includes(word)));
  let known = false;
  for (const product of certified) {
    const kinds = kindsIn(product.whole, rules);
    known ||= kinds.size > 0;
    const fits = [...kinds].some((kind) =>
      [...offered].some((other) => other === kind || other.startsWith(`${kind}/`) || kind.startsWith(`${other}/`)),
    );
    if (fits && derived === undefined && conflictOf(text, product, certified, rules) === undefined)
      return { answer: 'in', reason: product.name };
  }
  if (derived !== undefined && offered.size > 0) return { answer: 'out', reason: `“${derived}”不在证书产品之列` };
  if (!known || offered.size === 0) return byHead(text, certified, rules);
  return { answer: 'out', reason: '品类与证书产品不同' };
}

/** The last character of a word is the weakest sign of a kind: used only where it speaks clearly against. */
function byHead(text: string, certified: readonly Certified[], rules: ProductRules): Scope {
  const offered = rules.heads.filter((head) => text.split(/[^\p{Script=Han}]+/u).some((word) => word.length >= 2 && word.endsWith(head)));
  const shared = offered.some((head) => certified.some(({ whole }) => whole.includes(head)));
  if (offered.length === 0 || shared || !certified.every(({ core }) => rules.heads.some((head) => core.endsWith(head))))
    return { answer: 'unsure', reason: '' };
  return { answer: 'out', reason: `“${offered.join('、')}”与证书产品不是同类` };
}
