import { Drawer } from 'antd';
import { type RegistryAnswer, useRegistryCheck } from '../api/registry.ts';
import { certificateStateNames, nameIn } from '../shared/labels.ts';
import { Fact, Facts } from '../shared/panel.tsx';
import { stateOf } from '../shared/states.tsx';
import { ToneTag } from '../shared/tags.tsx';

function validityOf({ validFrom, validTo }: RegistryAnswer): string {
  return validFrom === undefined || validTo === undefined ? '' : `${validFrom} 至 ${validTo}`;
}

function Answer({ answer }: { readonly answer: RegistryAnswer }) {
  return (
    <>
      <p className="modal-subject">{answer.text}</p>
      <Facts>
        <Fact name="证书编号">
          <span className="mono">{answer.number}</span>
        </Fact>
        <Fact name="状态">
          <ToneTag tone={answer.state === 'valid' ? 'good' : 'bad'}>{nameIn(certificateStateNames, answer.state)}</ToneTag>
        </Fact>
        <Fact name="标志">{answer.mark?.name}</Fact>
        <Fact name="品牌">{answer.mark?.brand}</Fact>
        <Fact name="持证单位">{answer.holder}</Fact>
        <Fact name="认证产品">{answer.products?.join('、')}</Fact>
        <Fact name="有效期">{validityOf(answer)}</Fact>
        <Fact name="查询日">{answer.asOf}</Fact>
      </Facts>
      <p className="panel-note">以上为查询当日的登记状态；研判以页面采集当时的状态为准。</p>
    </>
  );
}

/** What the registry says of a certificate number; closed while `number` is empty. */
export function CertificateDrawer({ number, onClose }: { readonly number: string; onClose(): void }) {
  const query = useRegistryCheck(number);
  return (
    <Drawer title="证书查询" open={number !== ''} onClose={onClose} size="min(480px, 96vw)" destroyOnHidden>
      {number === '' ? null : stateOf(query)}
      {query.data === undefined ? null : <Answer answer={query.data} />}
    </Drawer>
  );
}
