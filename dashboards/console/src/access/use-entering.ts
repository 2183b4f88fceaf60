import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionKey } from '../api/session.ts';

/** Sends the form that leads inside and goes to `target`; says why where it was refused. */
export function useEntering<T>(send: (input: T) => Promise<unknown>, target: string) {
  const client = useQueryClient();
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (input: T) => {
    setBusy(true);
    setProblem('');
    try {
      await send(input);
      client.removeQueries({ queryKey: sessionKey });
      router.history.push(target);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '操作未完成，请重试。');
      setBusy(false);
    }
  };
  return { submit, problem, busy };
}
