import type { PlantedListing } from '../data.ts';
import { type Draft, draftOf, type Workshop } from './draft.ts';

/** Codes that only call for checking with the holder; the contract's verdict for all others is violation. */
const verifyCodes = new Set(['S2', 'P1']);
/** In the data: a claim whose seller nobody can identify. It has a verdict but no code. */
const unidentified = 'U';

function draftPlanted(written: PlantedListing, workshop: Workshop): Draft {
  const base = draftOf(written, workshop);
  const tag = written.evasion === undefined ? written.code : `${written.code} ${written.evasion}`;
  if (written.code === unidentified) return { ...base, verdict: 'verify', codes: [], accept: [[]], tag: 'unidentified' };
  const codes = [written.code];
  return { ...base, verdict: verifyCodes.has(written.code) ? 'verify' : 'violation', codes, accept: written.accept ?? [codes], tag };
}

export function plantedDrafts(workshop: Workshop): Draft[] {
  return workshop.data.planted.map((written) => draftPlanted(written, workshop));
}
