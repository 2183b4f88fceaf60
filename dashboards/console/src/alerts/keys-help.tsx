import { Modal } from 'antd';

const keys: readonly (readonly [string, string])[] = [
  ['J', '下一条'],
  ['K', '上一条'],
  ['Enter', '打开所选预警'],
  ['A', '受理（表示已有人处理）'],
  ['X', '关闭，并选择原因'],
  ['C', '转为案件'],
  ['Esc', '回到列表'],
  ['?', '显示本说明'],
];

export function KeysHelp({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Modal title="键盘操作" open={open} onCancel={onClose} footer={null} width={420} destroyOnHidden>
      <dl className="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">在关闭预警的对话框中，按数字键选择原因，按 Ctrl + Enter 提交。</p>
    </Modal>
  );
}
