import type { AlertView } from '#src/alerts/schemas.ts';

/** What an alert is about, without the codes its title starts with: where its code tags stand beside, they would be said twice. */
export function subjectOf(alert: Pick<AlertView, 'codes' | 'title'>): string {
  const colon = alert.title.indexOf('：');
  const named = alert.codes.some((code) => alert.title.startsWith(`${code} `));
  return named && colon > 0 && colon < alert.title.length - 1 ? alert.title.slice(colon + 1) : alert.title;
}
