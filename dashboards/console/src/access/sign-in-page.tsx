import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { type Credentials, signIn } from '../api/session.ts';
import { Entrance } from './entrance.tsx';
import { useEntering } from './use-entering.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { back = '/' } = route.useSearch();
  const { submit, problem, busy } = useEntering(signIn, back);
  return (
    <Entrance title="登录" lead="请使用管理员为您开通的账户。">
      <Form<Credentials> layout="vertical" onFinish={(values) => void submit(values)} requiredMark={false}>
        {problem === '' ? null : <Alert type="error" showIcon title={problem} role="alert" className="entrance-problem" />}
        <Form.Item
          label="邮箱"
          name="email"
          rules={[
            { required: true, message: '请输入邮箱' },
            { type: 'email', message: '邮箱格式不正确' },
          ]}
        >
          <Input autoComplete="username" autoFocus inputMode="email" />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          登录
        </Button>
      </Form>
    </Entrance>
  );
}
