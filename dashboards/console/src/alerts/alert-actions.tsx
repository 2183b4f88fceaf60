import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { AlertView } from '#src/alerts/schemas.ts';
import { useAcknowledgeAlert } from '../api/alerts.ts';
import { useMay } from '../api/session.ts';
import { useProblem } from '../shared/use-problem.tsx';
import { CaseModal } from './case-modal.tsx';
import { CloseModal } from './close-modal.tsx';
import type { AlertVerbs } from './use-alert-keys.ts';

export interface AlertActions extends AlertVerbs {
  /** Moves to the next or the previous alert of the list. */
  go(step: 1 | -1): void;
}

const ActionsContext = createContext<AlertActions | null>(null);

export function useAlertActions(): AlertActions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error('useAlertActions is used outside of the alerts page');
  return actions;
}

export const AlertActionsProvider = ActionsContext;

interface VerbsAndDialog {
  readonly verbs: AlertVerbs;
  /** The dialog that is open, if any. */
  readonly dialog: ReactNode;
}

/** What can be done with an alert, the same from the keyboard, the list and the detail. */
export function useAlertVerbs(): VerbsAndDialog {
  const { message } = App.useApp();
  const onProblem = useProblem();
  const navigate = useNavigate();
  const acknowledge = useAcknowledgeAlert();
  const mayWrite = useMay('alerts.write');
  const mayOpenCase = useMay('cases.write');
  const [closing, setClosing] = useState<AlertView | null>(null);
  const [casing, setCasing] = useState<AlertView | null>(null);

  const verbs = {
    acknowledge: (alert: AlertView) =>
      mayWrite &&
      acknowledge.mutate(
        { id: alert.id, revision: alert.revision },
        { onSuccess: () => void message.success('已受理'), onError: onProblem },
      ),
    close: (alert: AlertView) => mayWrite && setClosing(alert),
    openCase: (alert: AlertView) => {
      const [existing] = alert.caseIds;
      if (existing === undefined) return mayOpenCase && setCasing(alert);
      void navigate({ to: '/cases/$caseId', params: { caseId: existing } });
    },
  };
  const dialog = (
    <>
      {closing === null ? null : <CloseModal alert={closing} onDone={() => setClosing(null)} />}
      {casing === null ? null : <CaseModal alertId={casing.id} onDone={() => setCasing(null)} />}
    </>
  );
  return { verbs, dialog };
}
