import { App, Button } from 'antd';
import { useClearSample, useMay } from '../api/session.ts';
import { useProblem } from '../shared/use-problem.tsx';

export function SampleBanner() {
  const { modal, message } = App.useApp();
  const onProblem = useProblem();
  const clear = useClearSample();
  const mayRemove = useMay('sample.remove');
  const ask = () =>
    modal.confirm({
      title: '清除示例数据？',
      content: '将删除所有标有“示例”的证书、来源、商品、文章、预警和案件。您自己导入的数据不受影响。清除后无法恢复。',
      okText: '清除',
      okButtonProps: { danger: true },
      onOk: () =>
        clear.mutateAsync().then(
          () => void message.success('示例数据已清除'),
          (error: Error) => onProblem(error),
        ),
    });
  return (
    <div className="sample-banner" role="status">
      <span>当前展示的是示例数据（虚构）</span>
      {mayRemove ? (
        <Button size="small" onClick={ask} loading={clear.isPending}>
          清除示例数据
        </Button>
      ) : null}
    </div>
  );
}
