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
  onDone(closed: boolean): void;
}

export function CloseModal({ alert, onDone }: CloseModalProps) {
  const { message } = App.useApp();
  const onProblem = useProblem();
  const close = useCloseAlert();
  const [reason, setReason] = useState<CloseReason | null>(null);
  const [note, setNote] = useState('');

  const submit = () => {
    if (reason === null || close.isPending) return;
    close.mutate(
      { id: alert.id, revision: alert.revision, reason, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      {
        onSuccess: () => {
          void message.success(`已关闭：${closeReasonNames[reason]}`);
          onDone(true);
        },
        onError: (error) => {
          onProblem(error);
          onDone(false);
        },
      },
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    if (event.target instanceof HTMLTextAreaElement) return;
    const chosen = reasons[Number(event.key) - 1];
    if (chosen === undefined) return;
    setReason(chosen);
    document.getElementById(`close-${chosen}`)?.focus();
  };

  return (
    <Modal
      title="关闭预警"
      open
      onCancel={() => onDone(false)}
      onOk={submit}
      okText="关闭预警"
      okButtonProps={{ disabled: reason === null, loading: close.isPending }}
      width={480}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: catches the number keys of the controls inside */}
      <div onKeyDown={onKeyDown}>
        <p className="modal-subject">{alert.title}</p>
        <Radio.Group value={reason} onChange={(event) => setReason(event.target.value)} className="reason-list" aria-label="关闭原因">
          {reasons.map((key, index) => (
            <Radio key={key} id={`close-${key}`} value={key} autoFocus={index === 0}>
              <kbd>{index + 1}</kbd> {closeReasonNames[key]}
            </Radio>
          ))}
        </Radio.Group>
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
