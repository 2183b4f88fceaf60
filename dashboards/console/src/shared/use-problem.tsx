import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { ApiError } from '../api/client.ts';

/** Tells people why a change was refused; where somebody else was faster it offers to load the newest state. */
export function useProblem(): (error: Error) => void {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  return (error) => {
    const overtaken = error instanceof ApiError && (error.status === 412 || error.status === 409);
    if (!overtaken) {
      void message.error(error.message);
      return;
    }
    modal.confirm({
      title: error.title,
      content: error.message,
      okText: '重新加载',
      cancelText: '暂不',
      onOk: () => client.invalidateQueries(),
    });
  };
}
