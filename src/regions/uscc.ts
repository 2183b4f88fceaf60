/** Characters of GB 32100-2015 in order of their value: no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Why a text is not a unified social credit code. */
export type UsccFault = 'length' | 'alphabet' | 'check';

/** Half-width capitals without spaces and hyphens; says nothing about validity. */
export function normaliseUscc(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase();
}

/** The 18th character of GB 32100-2015 for the first 17, or undefined where one of them is outside the alphabet. */
export function usccCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(index) || ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/**
 * What is wrong with a normalised code, or undefined where it is valid.
 * Only length, alphabet and check character count: farmers' cooperatives and village bodies have letters in front.
 */
export function usccFault(code: string): UsccFault | undefined {
  if (code.length !== 18) return 'length';
  const check = usccCheckCharacter(code.slice(0, 17));
  if (check === undefined || !ALPHABET.includes(code.charAt(17))) return 'alphabet';
  return check === code.charAt(17) ? undefined : 'check';
}

export function isUscc(code: string): boolean {
  return usccFault(code) === undefined;
}

/** Whether characters 9 to 17 carry the check character of GB 11714 (organisation code) as well. */
export function hasOrganisationCheck(code: string): boolean {
  const part = code.slice(8, 17);
  let sum = 0;
  for (const [index, weight] of ORGANISATION_WEIGHTS.entries()) {
    const value = Number.parseInt(part.charAt(index), 36);
    if (Number.isNaN(value)) return false;
    sum += value * weight;
  }
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  return part.charAt(8) === expected;
}

/** GB/T 2260 code of the authority that registered the body first; a hint only, since bodies move and codes end. */
export function registeredRegion(code: string): string | undefined {
  const region = code.slice(2, 8);
  return /^\d{6}$/.test(region) ? region : undefined;
}
