import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import { type ReactNode, useState } from 'react';
import { NowProvider } from '../shared/now.tsx';
import { theme } from './theme.ts';

export function Providers({ client, children }: { readonly client: QueryClient; readonly children: ReactNode }) {
  const [still] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  return (
    <ConfigProvider
      locale={chinese}
      theme={still ? { ...theme, token: { ...theme.token, motion: false } } : theme}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>
        <QueryClientProvider client={client}>
          <NowProvider>{children}</NowProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
