import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { createFirstAccount, type FirstAccount } from '../api/session.ts';

import { Entrance } from './entrance.tsx';
import { useEntering } from './use-entering.ts';

const route = getRouteApi('/setup');
const shortestPassword = 10;

interface SetupForm extends FirstAccount {
  readonly again: string;
}

const rules = {
  token: [{ required: true, message: '请输入启动时显示的设置口令' }],
  name: [{ required: true, message: '请输入姓名' }],
  email: [
    { required: true, message: '请输入邮箱' },
    { type: 'email' as const, message: '邮箱格式不正确' },
  ],
  password: [
    { required: true, message: '请设置密码' },
    { min: shortestPassword, message: `密码至少 ${shortestPassword} 个字符` },
  ],
};

function SetupFields({ token }: { readonly token: string | undefined }) {
  return (
    <>
      <Form.Item label="设置口令" name="token" rules={rules.token} extra="服务首次启动时显示在终端和日志中，只能使用一次。">
        <Input autoComplete="off" spellCheck={false} autoFocus={token === undefined} />
      </Form.Item>
      <Form.Item label="姓名" name="name" rules={rules.name}>
        <Input autoComplete="name" autoFocus={token !== undefined} />
      </Form.Item>
      <Form.Item label="邮箱" name="email" rules={rules.email} extra="用于登录。">
        <Input autoComplete="username" inputMode="email" />
      </Form.Item>
      <Form.Item label="密码" name="password" rules={rules.password}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        label="再次输入密码"
        name="again"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再次输入密码' },
          ({ getFieldValue }) => ({
            validator: (_rule, value: string) =>
              value === undefined || value === '' || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入的密码不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

export function SetupPage() {
  const { token } = route.useSearch();
  const { submit, problem, busy } = useEntering(({ again: _again, ...account }: SetupForm) => createFirstAccount(account), '/');
  return (
    <Entrance title="首次设置" lead="创建第一个管理员账户。完成后本页面即关闭。">
      <Form<SetupForm> layout="vertical" requiredMark={false} initialValues={{ token }} onFinish={(values) => void submit(values)}>
        {problem === '' ? null : <Alert type="error" showIcon title={problem} role="alert" className="entrance-problem" />}
        <SetupFields token={token} />
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          创建账户并登录
        </Button>
      </Form>
    </Entrance>
  );
}
