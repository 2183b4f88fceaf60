import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type Credentials, sessionKey, signIn } from '../api/session.ts';

import { Entrance } from './entrance.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { back } = route.useSearch();
  const client = useQueryClient();
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (credentials: Credentials) => {
    setBusy(true);
    setProblem('');
    try {
      await signIn(credentials);
      client.removeQueries({ queryKey: sessionKey });
      router.history.push(back ?? '/');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '登录未完成，请重试。');
      setBusy(false);
    }
  };

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
