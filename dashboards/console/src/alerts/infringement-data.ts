import { type Json, listOf, numberOf, pairsOf, recordOf, textOf, textsOf } from '../shared/json.ts';

export interface Basis {
  readonly citation: string;
  readonly text: string;
  /** How sure the wording is: `read` in the act itself, `excerpt` in a part of it, `memory` still to be checked. */
  readonly verified: string;
}

export interface Finding {
  readonly code: string;
  readonly name: string;
  readonly mark: string;
  readonly certificateNo: string;
  readonly field: string;
  /** UTF-16 positions in the text of the field. */
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly text: string;
  readonly confidence: number | null;
  readonly basis: readonly Basis[];
  readonly explanation: string;
  readonly measures: readonly string[];
  readonly curable: boolean;
  /** Used before the first valid day. */
  readonly notYet: boolean;
  /** How the name of the mark was disguised. */
  readonly evasion: readonly string[];
}

export interface Seller {
  readonly name: string;
  readonly company: string;
  readonly uscc: string;
  readonly shopUrl: string;
  readonly region: string;
}

export interface Listing {
  readonly title: string;
  readonly description: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly keywords: readonly string[];
  readonly imageTexts: readonly string[];
  readonly seller: Seller;
  readonly price: string;
  readonly capturedAt: string;
}

export interface InfringementData {
  readonly findings: readonly Finding[];
  readonly listing: Listing;
  readonly rulesVersion: string;
}

function basisOf(value: unknown): Basis {
  if (typeof value === 'string') return { citation: value, text: '', verified: 'read' };
  const { citation, text, verified } = recordOf(value);
  return { citation: textOf(citation), text: textOf(text), verified: textOf(verified) || 'read' };
}

function spanOf(value: unknown): Finding['span'] {
  const [start, end] = listOf(value).map(numberOf);
  return typeof start === 'number' && typeof end === 'number' && end > start ? { start, end } : null;
}

function findingOf(value: unknown): Finding {
  const data = recordOf(value);
  return {
    code: textOf(data['code']),
    name: textOf(data['name']),
    mark: textOf(data['markName']) || textOf(data['mark']),
    certificateNo: textOf(data['certificateNo']),
    field: textOf(data['field']),
    span: spanOf(data['span']),
    text: textOf(data['text']),
    confidence: numberOf(data['confidence']),
    basis: listOf(data['basis'])
      .map(basisOf)
      .filter((basis) => basis.citation !== ''),
    explanation: textOf(data['explanation']),
    measures: textsOf(data['measures']),
    curable: data['curable'] === true,
    notYet: data['notYet'] === true,
    evasion: textsOf(data['evasion']),
  };
}

export function sellerOf(value: unknown): Seller {
  const seller = recordOf(value);
  return {
    name: textOf(seller['name']),
    company: textOf(seller['company']),
    uscc: textOf(seller['uscc']),
    shopUrl: textOf(seller['shopUrl']),
    region: textOf(seller['region']),
  };
}

export function listingOf(value: unknown): Listing {
  const listing = recordOf(value);
  return {
    title: textOf(listing['title']),
    description: textOf(listing['description']),
    attributes: pairsOf(listing['attributes']),
    // Findings name these by their place, so that empty ones must stay.
    keywords: listOf(listing['keywords']).map(textOf),
    imageTexts: listOf(listing['imageTexts']).map(textOf),
    seller: sellerOf(listing['seller']),
    price: textOf(listing['price']),
    capturedAt: textOf(listing['capturedAt']),
  };
}

/** The `data` of an infringement alert. */
export function infringementDataOf(data: Json): InfringementData {
  const listing = recordOf(data['listing']);
  return {
    findings: listOf(data['findings']).map(findingOf),
    listing: listingOf({ ...listing, seller: listing['seller'] ?? data['seller'] }),
    // One version a rule file, joined by slashes; most of the time they are the same.
    rulesVersion: [...new Set(textOf(data['rulesVersion']).split('/'))].join(' / '),
  };
}

/** The text a finding's field names, as the listing gives it; empty where it names none. */
export function fieldTextOf(listing: Listing, field: string): string {
  const [room, key] = splitField(field);
  if (room === 'title') return listing.title;
  if (room === 'description') return listing.description;
  if (room === 'attributes') return listing.attributes.find(([name]) => name === key)?.[1] ?? '';
  if (room === 'keywords') return listing.keywords[Number(key)] ?? '';
  if (room === 'imageTexts') return listing.imageTexts[Number(key)] ?? '';
  return field === 'seller.name' ? listing.seller.name : '';
}

/** `属性“认证标志”` for `attributes.认证标志`. */
export function fieldNameOf(field: string): string {
  const [room, key] = splitField(field);
  if (room === 'title') return '标题';
  if (room === 'description') return '描述';
  if (room === 'attributes') return `属性“${key}”`;
  if (room === 'keywords') return `搜索关键词 ${Number(key) + 1}`;
  if (room === 'imageTexts') return `图片文字 ${Number(key) + 1}`;
  return field === 'seller.name' ? '店铺名' : field;
}

function splitField(field: string): [string, string] {
  const dot = field.indexOf('.');
  return dot === -1 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)];
}
