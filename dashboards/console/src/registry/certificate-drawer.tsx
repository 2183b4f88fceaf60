import { Drawer } from 'antd';
import { useRegistryCheck } from '../api/registry.ts';
import { certificateStatusNames, nameIn } from '../shared/labels.ts';
import { Facts } from '../shared/panel.tsx';
import { EmptyState, stateOf } from '../shared/states.tsx';
import { ToneTag } from '../shared/tags.tsx';
import { certificateOf } from './certificate.ts';

function Answer({ answer, number }: { readonly answer: Readonly<Record<string, unknown>>; readonly number: string }) {
  const certificate = certificateOf(answer);
  if (certificate === null) {
    return <EmptyState title="查无此编号">证书登记中没有编号 {number}。可能是伪造，也可能是登记尚未导入。</EmptyState>;
  }
  const status = nameIn(certificateStatusNames, certificate.status);
  return (
    <Facts
      pairs={[
        ['证书编号', <span key="no" className="mono">{certificate.number}</span>],
        ['状态', status === '' ? null : <ToneTag tone={certificate.status === 'valid' ? 'good' : 'bad'}>{status}</ToneTag>],
        ['标志', certificate.mark],
        ['持证单位', certificate.holder],
        ['统一社会信用代码', certificate.holderUscc],
        ['认证产品', certificate.products.join('、')],
        ['有效期', certificate.validity],
        ['状态期间', certificate.statusPeriod],
        ['发证机构', certificate.issuer],
        ['授权销售方', certificate.authorisedSellers.join('、')],
      ]}
    />
  );
}

/** What the registry says of a certificate number; closed while `number` is empty. */
export function CertificateDrawer({ number, onClose }: { readonly number: string; onClose(): void }) {
  const query = useRegistryCheck(number);
  const missing = query.error !== null && 'status' in query.error && query.error.status === 404;
  return (
    <Drawer title="证书查询" open={number !== ''} onClose={onClose} size="min(480px, 96vw)" destroyOnHidden>
      {number === '' ? null : missing ? <Answer answer={{}} number={number} /> : stateOf(query)}
      {query.data === undefined || number === '' ? null : <Answer answer={query.data} number={number} />}
    </Drawer>
  );
}
