import type { CaseDetail } from '#src/cases/schemas.ts';
import { sellerOf } from '../alerts/infringement-data.ts';
import { SellerFacts } from '../alerts/seller-facts.tsx';
import { textOf } from '../shared/json.ts';
import { Panel } from '../shared/panel.tsx';

/** Whom the case is about: a seller, or for opinion cases an event. */
export function CaseSubject({ subject }: { readonly subject: CaseDetail['subject'] }) {
  const seller = sellerOf(subject['seller'] ?? subject);
  return (
    <Panel title="当事人">
      <SellerFacts seller={{ ...seller, name: seller.name || textOf(subject['title']) }} />
    </Panel>
  );
}
