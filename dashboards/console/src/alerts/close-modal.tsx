import { App, Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { AlertView } from '#src/alerts/schemas.ts';
import { type CloseReason, useCloseAlert } from '../api/alerts.ts';
import { closeReasonNames } from '../shared/labels.ts';
import { useProblem } from '../shared/use-problem.tsx';

/** `withdrawn` is missing on purpose: with it the machine takes back what does not hold any more. */
const reasons: readonly CloseReason[] = ['lawful', 'authorised', 'fair-use', 'false-alarm', 'insufficient', 'handled'];
const longestNote = 2000;

interface CloseModalProps {
  readonly alert: AlertView;
  onDone(): void;
}

interface ReasonListProps {
  readonly value: CloseReason | null;
  onChange(reason: CloseReason): void;
}

function ReasonList({ value, onChange }: ReasonListProps) {
  return (
    <Radio.Group value={value} onChange={(event) => onChange(event.target.value)} className="reason-list" aria-label="关闭原因">
      {reasons.map((key, index) => (
        <Radio key={key} id={`close-${key}`} value={key} autoFocus={index === 0}>
          <kbd>{index + 1}</kbd> {closeReasonNames[key]}
        </Radio>
      ))}
    </Radio.Group>
  );
}

/** Sends the closing and tells how it went. */
function useClosing({ alert, onDone }: CloseModalProps) {
  const { message } = App.useApp();
  const onProblem = useProblem();
  const close = useCloseAlert();
  const send = (reason: CloseReason, note: string) =>
    close.mutate(
      { id: alert.id, revision: alert.revision, reason, ...(note === '' ? {} : { note }) },
      {
        onSuccess: () => void message.success(`已关闭：${closeReasonNames[reason]}`),
        onError: onProblem,
        onSettled: onDone,
      },
    );
  return { send, busy: close.isPending };
}

export function CloseModal({ alert, onDone }: CloseModalProps) {
  const { send, busy } = useClosing({ alert, onDone });
  const [reason, setReason] = useState<CloseReason | null>(null);
  const [note, setNote] = useState('');

  const submit = () => {
    if (reason !== null && !busy) send(reason, note.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    const chosen = event.target instanceof HTMLTextAreaElement ? undefined : reasons[Number(event.key) - 1];
    if (chosen === undefined) return;
    setReason(chosen);
    document.getElementById(`close-${chosen}`)?.focus();
  };

  const confirm = { disabled: reason === null, loading: busy };
  return (
    <Modal title="关闭预警" open width={480} onCancel={onDone} onOk={submit} okText="关闭预警" okButtonProps={confirm}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: catches the number keys of the controls inside */}
      <div onKeyDown={onKeyDown}>
        <p className="modal-subject">{alert.title}</p>
        <ReasonList value={reason} onChange={setReason} />
        <label htmlFor="close-note" className="field-label">
          说明（可不填）
        </label>
        <Input.TextArea
          id="close-note"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={longestNote}
          autoSize={{ minRows: 2, maxRows: 6 }}
        />
      </div>
    </Modal>
  );
}
