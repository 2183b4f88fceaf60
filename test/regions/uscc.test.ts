import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasOrganisationCheck, isUscc, normaliseUscc, registeredRegion, usccCheckCharacter, usccFault } from '#src/regions/uscc.ts';

const PUBLIC_CODES = ['91330100799655058B', '91110000802100433B', '91440300708461136T'];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified social credit code (GB 32100)', () => {
  test.each(PUBLIC_CODES)('%s, published by its holder, is valid in both checks', (code) => {
    expect(isUscc(code)).toBe(true);
    expect(hasOrganisationCheck(code)).toBe(true);
  });

  test('village bodies and cooperatives, which do not begin with a digit, are accepted', () => {
    const body = 'N2330100MF1234567';
    expect(isUscc(body + usccCheckCharacter(body))).toBe(true);
  });

  test('names what is wrong: length, a letter outside the alphabet, the check character', () => {
    expect(usccFault('9133010079965505')).toBe('length');
    expect(usccFault('9133010079965505IB')).toBe('alphabet');
    expect(usccFault('91330100799655058C')).toBe('check');
  });

  test('any single wrong character is noticed', () => {
    const digits = fc.integer({ min: 0, max: 30 }).map((value) => ALPHABET.charAt(value));
    fc.assert(
      fc.property(fc.array(digits, { minLength: 17, maxLength: 17 }), fc.nat(16), digits, (parts, at, other) => {
        const body = parts.join('');
        const code = body + usccCheckCharacter(body);
        fc.pre(other !== code.charAt(at));
        expect(isUscc(code)).toBe(true);
        expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  test('width, case, spaces and hyphens are ways of writing', () => {
    expect(normaliseUscc(' ９１３３０１００-7996 55058b ')).toBe('91330100799655058B');
  });

  test('the registering region is a hint read from characters 3 to 8', () => {
    expect(registeredRegion('91330100799655058B')).toBe('330100');
    expect(registeredRegion('91XX0100799655058B')).toBeUndefined();
  });
});
