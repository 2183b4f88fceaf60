import { Drawer } from 'antd';
import { useRegistryCheck } from '../api/registry.ts';
import { certificateStatusNames, nameIn } from '../shared/labels.ts';
import { Fact, Facts } from '../shared/panel.tsx';
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
    <Facts>
      <Fact name="证书编号">
        <span className="mono">{certificate.number}</span>
      </Fact>
      <Fact name="状态">{status === '' ? null : <ToneTag tone={certificate.status === 'valid' ? 'good' : 'bad'}>{status}</ToneTag>}</Fact>
      <Fact name="状态期间">{certificate.statusPeriod}</Fact>
      <Fact name="有效期">{certificate.validity}</Fact>
      <Fact name="标志">{certificate.mark}</Fact>
      <Fact name="持证单位">{certificate.holder}</Fact>
      <Fact name="信用代码">{certificate.holderUscc}</Fact>
      <Fact name="认证产品">{certificate.products.join('、')}</Fact>
      <Fact name="发证机构">{certificate.issuer}</Fact>
      <Fact name="授权销售方">{certificate.authorisedSellers.join('、')}</Fact>
    </Facts>
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
