import LogoutOutlined from '@ant-design/icons/LogoutOutlined';
import UserOutlined from '@ant-design/icons/UserOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { signOut, useSession } from '../api/session.ts';
import { useProblem } from '../shared/use-problem.tsx';

export function UserMenu() {
  const session = useSession();
  const client = useQueryClient();
  const router = useRouter();
  const onProblem = useProblem();
  const user = session.data?.user;
  if (user === null || user === undefined) return null;

  const leave = async () => {
    try {
      await signOut();
      client.clear();
      await router.invalidate();
    } catch (error) {
      if (error instanceof Error) onProblem(error);
    }
  };
  const items = [
    { key: 'who', type: 'group' as const, label: user.email ?? user.name },
    { key: 'leave', icon: <LogoutOutlined />, label: '退出登录', onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
      <button type="button" className="user" title={user.name}>
        <UserOutlined />
        <span className="room-name">{user.name}</span>
      </button>
    </Dropdown>
  );
}
