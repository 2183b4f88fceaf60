import { shanghaiDay } from '#src/base/days.ts';
import { foldText } from '#src/lang/fold.ts';
import { type Claim, findClaims, isSaid, type Listing, type MarkUses } from '#src/marks/index.ts';
import type { Certificate, RegistryView, Right } from '#src/registry/index.ts';
import type { InfringementRules } from './rules.ts';
import type { Code, Finding } from './schemas.ts';
import { type Scope, scopeOf } from './scope.ts';

/** A listing laid open for judging: what it says, who sells, and what the seller may. */
export interface Matter {
  readonly listing: Listing;
  /** Shanghai day of the capture. */
  readonly day: string;
  readonly view: RegistryView;
  readonly rules: InfringementRules;
  readonly uses: MarkUses;
  readonly rights: ReadonlyMap<Certificate, Right['role']>;
  /** False where nobody can tell who sells. */
  readonly identified: boolean;
}

export function openMatter(listing: Listing, view: RegistryView, at: Date, rules: InfringementRules): Matter {
  const uses = findClaims(listing, rules.finderFor(view));
  const rights = new Map(uses.claims.length === 0 ? [] : view.rightsOf(listing.seller).map(({ certificate, role }) => [certificate, role]));
  return { listing, day: shanghaiDay(at), view, rules, uses, rights, identified: rights.size > 0 || isIdentified(listing, rules) };
}

function isIdentified({ seller }: Listing, rules: InfringementRules): boolean {
  if ((seller.company ?? '').trim() !== '' || (seller.uscc ?? '').trim() !== '') return true;
  const name = foldText(seller.name, rules.tables).trim();
  return !rules.unidentified.some((pattern) => pattern.test(name));
}

/** Certificates under which this seller may claim this mark. */
export function rightsFor(matter: Matter, mark: string): Certificate[] {
  return [...matter.rights.keys()].filter((certificate) => matter.view.supports(certificate, mark));
}

export interface FindingInput {
  readonly code: Code;
  readonly mark: string;
  /** Where it stands. */
  readonly at: Pick<Claim, 'field' | 'span' | 'text'> & Partial<Pick<Claim, 'evasion' | 'replaced'>>;
  readonly certificateNo?: string;
  readonly explanation: string;
  readonly factor?: number;
  readonly curable?: true;
  readonly notYet?: true;
}

export function findingOf({ rules, view }: Matter, input: FindingInput): Finding {
  const rule = rules.codes[input.code];
  const mark = view.mark(input.mark);
  const { at } = input;
  const evasive = (at.evasion ?? []).length > 0;
  const spelling = (at.replaced ?? 0) > 0 ? rules.confidence.replaced : evasive ? rules.confidence.evasive : 1;
  return {
    code: input.code,
    name: rule.name,
    level: rule.level,
    mark: input.mark,
    markName: mark?.name ?? input.mark,
    ...(input.certificateNo === undefined ? {} : { certificateNo: input.certificateNo }),
    field: at.field,
    span: at.span,
    text: at.text,
    confidence: Math.round(rule.confidence * spelling * (input.factor ?? 1) * 100) / 100,
    ...(input.curable === undefined ? {} : { curable: input.curable }),
    ...(input.notYet === undefined ? {} : { notYet: input.notYet }),
    ...(evasive ? { evasion: at.evasion ?? [] } : {}),
    basis: [...rule.basis, ...(mark === undefined || input.code === 'S2' || input.code === 'P1' ? [] : (rules.byKind[mark.kind] ?? []))],
    measures: rule.measures,
    explanation: input.explanation,
  };
}

/** Whether the goods offered are among the products of a certificate. The holder's own name in the title says nothing of the goods. */
export function goodsScope(matter: Matter, certificate: Certificate): Scope {
  const { listing, rules, view } = matter;
  const names = view.namesOf(certificate);
  const strip = (text: string): string => names.reduce((rest, name) => rest.replaceAll(name, ' '), foldText(text, rules.tables));
  const deps = { products: rules.products, tables: rules.tables };
  const strength = attributeTexts(matter, 'strengthField').map((value) => (/^\d+(?:\.\d+)?$/.test(value) ? `${value}度` : value));
  const title = strip(listing.title);
  const items = title.split(/[+＋]/u);
  const scopes = items.map((item) => scopeOf([item, ...strength].join(' '), certificate.products, deps));
  const fitting = scopes.find(({ answer }) => answer === 'in');
  if (fitting !== undefined && items.length > 1 && claimsEveryItem(matter)) return scopes.find(({ answer }) => answer === 'out') ?? fitting;
  if (fitting !== undefined) return fitting;
  const [whole] = scopes;
  if (items.length === 1 && whole?.answer === 'out') return whole;
  if (scopes.every(({ answer }) => answer === 'out')) return scopes[0] ?? { answer: 'unsure', reason: '' };
  return scopeOf([title, ...attributeTexts(matter, 'goodsField')].join(' '), certificate.products, deps);
}

/** 三样均通过… says all of a box; 仅火腿切片为… says which. */
function claimsEveryItem({ uses, rules }: Matter): boolean {
  const contexts = uses.claims.filter(({ claims }) => claims).map(({ context }) => context);
  const has = (list: string): boolean => contexts.some((context) => (rules.words[list] ?? []).some((word) => context.includes(word)));
  return has('everyItem') && !has('onlyItem');
}

/** Values of the attributes whose name is in a word list. */
export function attributeTexts({ listing, rules }: Matter, list: string): string[] {
  const names = rules.words[list] ?? [];
  return Object.entries(listing.attributes ?? {}).flatMap(([name, value]) =>
    value !== null && names.some((word) => name.includes(word)) ? [String(value)] : [],
  );
}

/** Claims about the goods themselves, of one kind. */
export function saidClaims({ uses }: Matter, kind: Claim['kind']): Claim[] {
  return uses.claims.filter((claim) => claim.kind === kind && claim.claims && isSaid(claim.role));
}
