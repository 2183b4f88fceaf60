import { useState } from 'react';
import type { AlertDetail } from '#src/alerts/schemas.ts';
import { CertificateDrawer } from '../registry/certificate-drawer.tsx';
import { AlertSide } from './alert-side.tsx';
import { FindingCard } from './finding-card.tsx';
import { infringementDataOf } from './infringement-data.ts';
import { ListingPanel, SellerPanel } from './listing-panel.tsx';

export function InfringementDetail({ alert }: { readonly alert: AlertDetail }) {
  const { findings, listing, rulesVersion } = infringementDataOf(alert.data);
  const [checking, setChecking] = useState('');
  return (
    <div className="detail-columns">
      <div className="detail-main">
        <section aria-label="研判发现">
          {findings.map((finding) => (
            <FindingCard
              key={`${finding.code} ${finding.field} ${finding.span?.start} ${finding.certificateNo}`}
              finding={finding}
              listing={listing}
              onCheck={setChecking}
            />
          ))}
          {findings.length === 0 ? <p className="muted">声称的标志需要核实，但没有具体违规发现。</p> : null}
        </section>
        <SellerPanel seller={listing.seller} />
        <ListingPanel listing={listing} findings={findings} />
      </div>
      <div className="detail-side">
        <AlertSide alert={alert} />
        {rulesVersion === '' ? null : <p className="muted small">研判规则版本 {rulesVersion}</p>}
      </div>
      <CertificateDrawer number={checking} onClose={() => setChecking('')} />
    </div>
  );
}
