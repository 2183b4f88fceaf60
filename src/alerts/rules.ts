import { z } from 'zod';
import { loadRules, ruleHeaderSchema } from '#src/rulebook/index.ts';
import { closeReasonSchema } from './schemas.ts';

const closeReasonsSchema = ruleHeaderSchema.extend({ reasons: z.record(closeReasonSchema, z.string()) });

let shipped: z.output<typeof closeReasonsSchema> | undefined;

/** What a reason for closing is called. */
export function closeReasonName(reason: z.output<typeof closeReasonSchema>): string {
  shipped ??= loadRules('alerts/close-reasons.yaml', closeReasonsSchema);
  return shipped.reasons[reason];
}
