import { Alert, App, Form, Input, Modal, Select } from 'antd';
import type { CaseDetail } from '#src/cases/schemas.ts';
import { useMoveCase } from '../api/cases.ts';
import { caseStateNames } from '../shared/labels.ts';
import { useProblem } from '../shared/use-problem.tsx';
import { moveFields, reasonOptions } from './move-fields.ts';

interface MoveForm {
  readonly note?: string;
  readonly reason?: string;
  readonly to?: string;
}

interface MoveModalProps {
  readonly item: CaseDetail;
  readonly move: CaseDetail['possible'][number];
  onDone(): void;
}

const longestNote = 5000;
const longestRecipient = 200;

function MoveFields({ move }: { readonly move: MoveModalProps['move'] }) {
  const fields = moveFields(move);
  const needed = (message: string, required: boolean) => (required ? [{ required, whitespace: true, message }] : []);
  return (
    <>
      {fields.missing.length === 0 ? null : <Alert type="warning" showIcon title={`尚缺：${fields.missing.join('；')}`} />}
      {fields.to === 'absent' ? null : (
        <Form.Item name="to" label="移送至（执法机关）" rules={needed('请填写接收的执法机关', fields.to === 'required')}>
          <Input maxLength={longestRecipient} placeholder="例如：昆明市市场监督管理局" />
        </Form.Item>
      )}
      {fields.reason === 'absent' ? null : (
        <Form.Item name="reason" label="原因" rules={needed('请选择原因', fields.reason === 'required')}>
          <Select options={reasonOptions(move)} placeholder="请选择" />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={fields.note === 'required' ? '说明' : '说明（可不填）'}
        rules={needed('请填写说明', fields.note === 'required')}
      >
        <Input.TextArea maxLength={longestNote} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
    </>
  );
}

function filled(form: MoveForm): MoveForm {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => typeof value === 'string' && value.trim() !== ''));
}

function Subject({ item, move }: Pick<MoveModalProps, 'item' | 'move'>) {
  return (
    <p className="modal-subject">
      {item.title}
      <br />
      <span className="muted">
        {caseStateNames[item.state]} → {caseStateNames[move.to]}
        {move.basis === '' ? null : ` · 依据：${move.basis}`}
      </span>
    </p>
  );
}

export function MoveModal({ item, move, onDone }: MoveModalProps) {
  const [form] = Form.useForm<MoveForm>();
  const { message } = App.useApp();
  const onProblem = useProblem();
  const moveCase = useMoveCase();

  const submit = (values: MoveForm) =>
    moveCase.mutate(
      { id: item.id, revision: item.revision, name: move.name, ...filled(values) },
      {
        onSuccess: () => {
          void message.success(`案件已转为“${caseStateNames[move.to]}”`);
          onDone();
        },
        onError: onProblem,
      },
    );

  return (
    <Modal
      title={move.label}
      open
      width={560}
      onCancel={onDone}
      onOk={() => form.submit()}
      okText={move.label}
      okButtonProps={{ loading: moveCase.isPending, danger: move.name === 'dismiss' }}
    >
      <Subject item={item} move={move} />
      <Form<MoveForm> form={form} layout="vertical" onFinish={submit}>
        <MoveFields move={move} />
      </Form>
    </Modal>
  );
}
