import { z } from 'zod';
import { isUscc, normaliseUscc } from '#src/regions/uscc.ts';

export const markKinds = ['certification', 'collective', 'gi', 'quality', 'unregistered'] as const;
export const certificateStatuses = ['valid', 'suspended', 'revoked', 'cancelled'] as const;

/** A calendar day `YYYY-MM-DD` that exists. */
export const daySchema = z.string().refine(isDay, { message: 'not a day that exists; write YYYY-MM-DD' });

/** A mark of a brand, as in `marks.yaml`. `numberPattern` is the source of a regular expression that a whole number must match. */
export const markSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens'),
  brand: z.string().min(1),
  name: z.string().min(2),
  aliases: z.array(z.string().min(2)).default([]),
  kind: z.enum(markKinds),
  numberPattern: z.string().min(1),
  authority: z.string().min(1),
  rightsBasis: z.array(z.string().min(1)).default([]),
  requiresNumber: z.boolean(),
});

export type Mark = z.infer<typeof markSchema>;

/** One certificate of one holder under one mark; days are inclusive and in Asia/Shanghai. */
export const certificateSchema = z.object({
  certificateNo: z.string().min(1),
  mark: z.string().min(1),
  holder: z.string().min(1),
  holderUscc: z.string().refine(isUscc, { message: 'the check character does not fit (GB 32100)' }),
  products: z.array(z.string().min(1)).min(1),
  validFrom: daySchema,
  validTo: daySchema,
  status: z.enum(certificateStatuses),
  statusFrom: daySchema.optional(),
  statusTo: daySchema.optional(),
  issuer: z.string(),
  authorisedSellers: z.array(z.string().min(1)),
  aliases: z.array(z.string().min(1)),
});

export type Certificate = z.infer<typeof certificateSchema>;
export type CertificateStatus = Certificate['status'];

export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * The comparison form of a certificate number: letters and digits only, half width, capitals.
 * Width, case, spaces, hyphens, brackets and a closing 号 are ways of writing, not parts of the number.
 */
export function certificateKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

/** The comparison form of a company or shop name: NFKC, no white space and no format characters, lower case. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase();
}

/** The comparison form of a shop address: no scheme, no `www.`, no query, no trailing slash, host in lower case. */
export function shopUrlKey(url: string): string | undefined {
  const text = url.trim();
  if (!URL.canParse(text) || !/^https?:/i.test(text)) return undefined;
  const parsed = new URL(text);
  const path = decodePath(parsed.pathname).replace(/\/+$/, '');
  return `${parsed.host.replace(/^www\./, '')}${path}`;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export { normaliseUscc };
