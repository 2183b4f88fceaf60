const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of an eight-character organisation part (GB 11714). */
function organisationCheck(body: string): string {
  let sum = 0;
  for (const [index, weight] of organisationWeights.entries()) sum += Number.parseInt(body[index] ?? '0', 36) * weight;
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Check character of the first seventeen characters of a unified social credit code (GB 32100). */
function usccCheck(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const char of code) {
    sum += alphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? '0';
}

/**
 * A code with valid check characters that no registered body can have: its organisation part starts with `XXXX`.
 * @param serial 0 to 9999
 */
export function inventedUscc(region: string, serial: number): string {
  const body = `XXXX${String(serial).padStart(4, '0')}`;
  const head = `91${region}${body}${organisationCheck(body)}`;
  return head + usccCheck(head);
}
