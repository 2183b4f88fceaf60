import { type Json, listOf, recordOf, textOf, textsOf } from '../shared/json.ts';

export interface Certificate {
  readonly number: string;
  readonly mark: string;
  readonly holder: string;
  readonly holderUscc: string;
  readonly products: readonly string[];
  readonly validity: string;
  readonly status: string;
  readonly statusPeriod: string;
  readonly issuer: string;
  readonly authorisedSellers: readonly string[];
}

function period(from: string, to: string, open: string): string {
  if (from === '' && to === '') return '';
  return `${from || '…'} 至 ${to || open}`;
}

/** The certificate in the answer of the public check, wherever it stands in it; null where there is none. */
export function certificateOf(answer: Json): Certificate | null {
  const nested = [answer['certificate'], ...listOf(answer['certificates']), answer['match'], answer]
    .map(recordOf)
    .find((candidate) => textOf(candidate['certificateNo']) !== '' && textOf(candidate['holder']) !== '');
  if (nested === undefined) return null;
  const text = (key: string) => textOf(nested[key]);
  const status = text('status') || textOf(answer['status']);
  return {
    number: text('certificateNo'),
    mark: text('markName') || text('mark'),
    holder: text('holder'),
    holderUscc: text('holderUscc'),
    products: textsOf(nested['products']),
    validity: period(text('validFrom'), text('validTo'), '长期'),
    status,
    statusPeriod: period(text('statusFrom'), text('statusTo'), '今'),
    issuer: text('issuer'),
    authorisedSellers: textsOf(nested['authorisedSellers']),
  };
}
