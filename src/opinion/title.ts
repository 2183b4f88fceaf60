function pairs(text: string): Set<string> {
  const characters = [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/**
 * What to call an event: the title that says most of what the other titles say. Of equals the earliest counts, and very short titles
 * (后续来了) say little of anything. The first article of an event is often not yet about what the event became.
 */
export function eventTitle(titles: readonly string[]): string {
  const common = new Map<string, number>();
  const sets = titles.map(pairs);
  for (const set of sets) for (const pair of set) common.set(pair, (common.get(pair) ?? 0) + 1);
  let best = titles[0] ?? '';
  let most = -1;
  for (const [index, set] of sets.entries()) {
    const shared = [...set].reduce((sum, pair) => sum + (common.get(pair) ?? 0) - 1, 0);
    const score = shared / Math.sqrt(Math.max(6, set.size));
    if (score > most) [best, most] = [titles[index] ?? '', score];
  }
  return best;
}
