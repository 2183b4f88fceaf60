import type { Listing } from '#src/marks/index.ts';
import type { Certificate } from '#src/registry/index.ts';
import { standingOn } from './days.ts';

export function productsOf({ products }: Certificate): string {
  return products.map((name) => `“${name}”`).join('、');
}

export function periodOf({ validFrom, validTo }: Certificate): string {
  return `${validFrom}至${validTo}`;
}

export function sellerOf({ seller }: Listing): string {
  const name = seller.name === '' ? (seller.company ?? '卖家') : seller.name;
  return seller.company === undefined || seller.company === name ? `卖家“${name}”` : `卖家“${name}”（${seller.company}）`;
}

/** A half-sentence on a certificate that is not valid on the day, or nothing. */
export function explainStanding(certificate: Certificate, day: string): string {
  const standing = standingOn(certificate, day);
  if (standing.state === 'expired') return `；该证书有效期至${certificate.validTo}，已过期`;
  if (standing.state === 'ended') return `；该证书自${certificate.statusFrom}起已${standing.how === 'revoked' ? '撤销' : '注销'}`;
  if (standing.state === 'suspended') return `；该证书自${certificate.statusFrom}起暂停使用`;
  return standing.state === 'not-yet' ? `；该证书自${certificate.validFrom}起才有效` : '';
}
