import { foldText } from '#src/lang/fold.ts';
import { createMatcher } from '#src/lang/matcher.ts';
import type { LangTables } from '#src/lang/tables.ts';
import { isUscc, normaliseUscc } from '#src/regions/uscc.ts';
import { type Certificate, certificateKey, type Mark, nameKey, shopUrlKey } from './schemas.ts';

/** Who sells, as far as a listing says. */
export interface SellerIdentity {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly uscc?: string | undefined;
  readonly shopUrl?: string | undefined;
}

/** What a seller may do under one certificate. */
export interface Right {
  readonly certificate: Certificate;
  readonly role: 'holder' | 'authorised';
}

/** A holder named in a folded text: its company name, that name without the legal form, or an alias. */
export interface HolderName {
  readonly certificate: Certificate;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The registry at one moment, in memory, for judging. Never changes after it was built. */
export interface RegistryView {
  readonly marks: readonly Mark[];
  readonly certificates: readonly Certificate[];
  mark(id: string): Mark | undefined;
  /** By number in any way of writing it. */
  byNumber(number: string): Certificate | undefined;
  /** Certificates under which a claim to this mark is good: its own, and those of its brand where it is the umbrella mark. */
  supporting(mark: string): readonly Certificate[];
  supports(certificate: Certificate, mark: string): boolean;
  rightsOf(seller: SellerIdentity): readonly Right[];
  /** Every place where a folded text names a holder. */
  holderNames(folded: string): readonly HolderName[];
  /** All folded names of the holder of a certificate, longest first. */
  namesOf(certificate: Certificate): readonly string[];
}

/** Builds the view; the tables are needed to compare names in traditional and simplified characters. */
export function createRegistryView(marks: readonly Mark[], certificates: readonly Certificate[], tables: LangTables): RegistryView {
  const markById = new Map(marks.map((mark) => [mark.id, mark]));
  const byKey = new Map(certificates.map((certificate) => [certificateKey(certificate.certificateNo), certificate]));
  const key = (name: string): string => foldText(nameKey(name), tables);
  const namesByCertificate = new Map(certificates.map((certificate) => [certificate, holderNamesOf(certificate, key, tables)]));
  const index = indexSellers(certificates, key, (certificate) => namesByCertificate.get(certificate) ?? []);
  const supports = (certificate: Certificate, id: string): boolean =>
    certificate.mark === id || isUmbrella(markById.get(id), markById.get(certificate.mark));
  const supporting = new Map(marks.map((mark) => [mark.id, certificates.filter((certificate) => supports(certificate, mark.id))]));
  return {
    marks,
    certificates,
    mark: (id) => markById.get(id),
    byNumber: (number) => byKey.get(certificateKey(number)),
    supporting: (id) => supporting.get(id) ?? [],
    supports,
    rightsOf: (seller) => rightsOf(seller, index, key),
    holderNames: holderFinder(namesByCertificate),
    namesOf: (certificate) => namesByCertificate.get(certificate) ?? [],
  };
}

/** The mark that is named like the brand covers the other marks of the brand, never the reverse. */
function isUmbrella(umbrella: Mark | undefined, other: Mark | undefined): boolean {
  return (
    umbrella !== undefined &&
    other !== undefined &&
    umbrella.id !== other.id &&
    umbrella.name === umbrella.brand &&
    umbrella.brand === other.brand
  );
}

function holderNamesOf(certificate: Certificate, key: (name: string) => string, tables: LangTables): string[] {
  const full = key(certificate.holder);
  const form = tables.spelling.legalForms.find((ending) => full.endsWith(ending));
  const short = form === undefined ? full : full.slice(0, -form.length);
  const names = [full, short, ...certificate.aliases.flatMap((alias) => [key(alias), foldText(alias, tables)])].filter(
    (name) => name.length >= 2,
  );
  return [...new Set(names)].sort((a, b) => b.length - a.length);
}

interface SellerIndex {
  readonly holders: ReadonlyMap<string, readonly Certificate[]>;
  readonly holdersByUscc: ReadonlyMap<string, readonly Certificate[]>;
  readonly sellers: ReadonlyMap<string, readonly Certificate[]>;
  readonly sellersByUscc: ReadonlyMap<string, readonly Certificate[]>;
  readonly sellersByUrl: ReadonlyMap<string, readonly Certificate[]>;
  readonly ownNames: (certificate: Certificate) => readonly string[];
}

function indexSellers(certificates: readonly Certificate[], key: (name: string) => string, ownNames: SellerIndex['ownNames']): SellerIndex {
  const holders = new Map<string, Certificate[]>();
  const holdersByUscc = new Map<string, Certificate[]>();
  const sellers = new Map<string, Certificate[]>();
  const sellersByUscc = new Map<string, Certificate[]>();
  const sellersByUrl = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    push(holdersByUscc, certificate.holderUscc, certificate);
    for (const name of ownNames(certificate)) push(holders, name, certificate);
    for (const entry of certificate.authorisedSellers) {
      const url = shopUrlKey(entry);
      if (url !== undefined) push(sellersByUrl, url, certificate);
      else if (isUscc(normaliseUscc(entry))) push(sellersByUscc, normaliseUscc(entry), certificate);
      else push(sellers, key(entry), certificate);
    }
  }
  return { holders, holdersByUscc, sellers, sellersByUscc, sellersByUrl, ownNames };
}

function push(map: Map<string, Certificate[]>, key: string, certificate: Certificate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [certificate]);
  else list.push(certificate);
}

function rightsOf(seller: SellerIdentity, index: SellerIndex, key: (name: string) => string): Right[] {
  const name = key(seller.name ?? '');
  const company = key(seller.company ?? '');
  const uscc = normaliseUscc(seller.uscc ?? '');
  const url = shopUrlKey(seller.shopUrl ?? '');
  const roles = new Map<Certificate, Right['role']>();
  for (const certificate of [
    ...find(index.sellers, name),
    ...find(index.sellers, company),
    ...find(index.sellersByUscc, uscc),
    ...find(index.sellersByUrl, url),
  ]) {
    roles.set(certificate, 'authorised');
  }
  for (const certificate of [...find(index.holdersByUscc, uscc), ...find(index.holders, company)]) roles.set(certificate, 'holder');
  // A shop called like the holder is the holder's, unless it says that another company runs it.
  if (company === '' && uscc === '') for (const certificate of find(index.holders, name)) roles.set(certificate, 'holder');
  return [...roles].map(([certificate, role]) => ({ certificate, role }));
}

function find(map: ReadonlyMap<string, readonly Certificate[]>, key: string | undefined): readonly Certificate[] {
  return key === undefined || key === '' ? [] : (map.get(key) ?? []);
}

function holderFinder(namesByCertificate: ReadonlyMap<Certificate, readonly string[]>): RegistryView['holderNames'] {
  const owners = new Map<string, Certificate[]>();
  for (const [certificate, names] of namesByCertificate) for (const name of names) push(owners, name, certificate);
  const names = [...owners.keys()];
  const matcher = createMatcher(names);
  return (folded) =>
    matcher.findAll(folded).flatMap(({ pattern, start, end }) => {
      const name = names[pattern] ?? '';
      return (owners.get(name) ?? []).map((certificate) => ({ certificate, name, start, end }));
    });
}
