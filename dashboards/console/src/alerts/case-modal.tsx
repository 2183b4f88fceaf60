import { useNavigate } from '@tanstack/react-router';
import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { AlertDetail } from '#src/alerts/schemas.ts';
import { useAlert } from '../api/alerts.ts';
import { useOpenCase } from '../api/cases.ts';
import { ApiError } from '../api/client.ts';
import { stateOf } from '../shared/states.tsx';
import { LevelTag } from '../shared/tags.tsx';
import { useProblem } from '../shared/use-problem.tsx';
import { groupName } from './alert-order.ts';

interface CaseForm {
  readonly title: string;
  readonly summary: string;
  /** Absent where the group has no others to choose from. */
  readonly others?: readonly string[];
}

const longestTitle = 200;
const longestSummary = 5000;

interface CaseModalProps {
  readonly alertId: string;
  onDone(): void;
}

function GroupChoice({ alert }: { readonly alert: AlertDetail }) {
  const open = alert.group.filter((member) => member.state !== 'closed' && member.id !== alert.id);
  if (open.length === 0) return null;
  return (
    <Form.Item name="others" label={`一并纳入${groupName(alert.kind)}的其他预警`}>
      <Checkbox.Group className="choice-list">
        {open.map((member) => (
          <Checkbox key={member.id} value={member.id}>
            <LevelTag level={member.level} /> {member.title}
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}

/** Opens the case and goes there; where the subject has an open case already, offers to go to that one. */
function useOpening(alert: AlertDetail, onDone: () => void) {
  const { message, modal } = App.useApp();
  const onProblem = useProblem();
  const navigate = useNavigate();
  const openCase = useOpenCase();
  const goTo = (caseId: string) => {
    onDone();
    void navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  const onRefused = (error: Error) => {
    const running = error instanceof ApiError ? error.details['caseId'] : undefined;
    if (typeof running !== 'string') return onProblem(error);
    modal.confirm({
      title: '同一对象已有办理中的案件',
      content: '请在该案件中继续办理。',
      okText: '查看该案件',
      onOk: () => goTo(running),
    });
  };
  const submit = ({ title, summary, others = [] }: CaseForm) =>
    openCase.mutate(
      { title: title.trim(), summary: summary.trim(), alertIds: [alert.id, ...others] },
      {
        onSuccess: (opened) => {
          void message.success(`案件 ${opened.number} 已建立`);
          goTo(opened.id);
        },
        onError: onRefused,
      },
    );
  return { submit, busy: openCase.isPending };
}

function initialOf(alert: AlertDetail): CaseForm {
  const others = alert.group.filter((member) => member.state === 'open' && member.id !== alert.id).map((member) => member.id);
  return { title: alert.title.slice(0, longestTitle), summary: alert.summary, others };
}

function CaseFields({ alert, onDone }: { readonly alert: AlertDetail; onDone(): void }) {
  const [form] = Form.useForm<CaseForm>();
  const { submit, busy } = useOpening(alert, onDone);
  return (
    <Modal
      title="转为案件"
      open
      width={600}
      onCancel={onDone}
      onOk={() => form.submit()}
      okText="建立案件"
      okButtonProps={{ loading: busy }}
    >
      <Form<CaseForm> form={form} layout="vertical" initialValues={initialOf(alert)} onFinish={submit}>
        <Form.Item name="title" label="案由" rules={[{ required: true, whitespace: true, message: '请填写案由' }]}>
          <Input maxLength={longestTitle} autoFocus />
        </Form.Item>
        <Form.Item name="summary" label="情况说明">
          <Input.TextArea maxLength={longestSummary} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <GroupChoice alert={alert} />
      </Form>
    </Modal>
  );
}

/** Makes a case of an alert, and of others of its group if wanted. */
export function CaseModal({ alertId, onDone }: CaseModalProps) {
  const query = useAlert(alertId);
  if (query.data !== undefined) return <CaseFields alert={query.data} onDone={onDone} />;
  return (
    <Modal title="转为案件" open footer={null} onCancel={onDone}>
      {stateOf(query)}
    </Modal>
  );
}
