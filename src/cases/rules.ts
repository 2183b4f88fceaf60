import { z } from 'zod';
import { loadRules, ruleHeaderSchema } from '#src/rulebook/index.ts';
import { type CaseState, caseStateSchema, transitionNameSchema } from './schemas.ts';

const levelNumbers = z.strictObject({ red: z.number(), orange: z.number(), yellow: z.number(), blue: z.number() });

const clockSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  startsIn: caseStateSchema,
  stopsOn: z.array(caseStateSchema),
  unit: z.literal('workingDays'),
  length: levelNumbers,
  origin: z.enum(['statutory', 'agreement', 'office']),
  basis: z.string(),
});
export type ClockRule = z.output<typeof clockSchema>;

const transitionSchema = z.strictObject({
  name: transitionNameSchema,
  label: z.string(),
  from: z.array(caseStateSchema).min(1),
  to: caseStateSchema,
  requires: z.array(z.enum(['note', 'to', 'reason'])),
  basis: z.string(),
});
export type TransitionRule = z.output<typeof transitionSchema>;

const clueSchema = ruleHeaderSchema.extend({
  states: z.record(caseStateSchema, z.strictObject({ name: z.string(), open: z.boolean() })),
  transitions: z.array(transitionSchema),
  reasons: z.record(z.string(), z.record(z.string(), z.string())),
  clocks: z.array(clockSchema),
  thresholds: z.strictObject({ amber: z.number(), red: z.number() }),
});
export type ClueRules = z.output<typeof clueSchema>;

const proposeSchema = ruleHeaderSchema.extend({
  rules: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      codes: z.array(z.string()).min(1),
      minimumAlerts: z.number().int().min(1),
      level: z.enum(['blue', 'yellow', 'orange', 'red']),
    }),
  ),
});
export type ProposeRules = z.output<typeof proposeSchema>;

export interface CaseRules {
  readonly clue: ClueRules;
  readonly propose: ProposeRules;
}

export function loadCaseRules(folder?: string): CaseRules {
  return { clue: loadRules('cases/clue.yaml', clueSchema, folder), propose: loadRules('cases/propose.yaml', proposeSchema, folder) };
}

export function isOpen(rules: ClueRules, state: CaseState): boolean {
  return rules.states[state]?.open ?? false;
}

let shipped: CaseRules | undefined;

/** The rules of this installation, read once. */
export function caseRules(): CaseRules {
  shipped ??= loadCaseRules();
  return shipped;
}
