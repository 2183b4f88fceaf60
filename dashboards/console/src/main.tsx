import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { Providers } from './app/providers.tsx';
import { createConsoleRouter } from './router.tsx';
import './app/base.css';
import './app/shell.css';
import './app/parts.css';
import './app/detail.css';

function start(element: HTMLElement): void {
  const client = createQueryClient(() => void router.invalidate());
  const router = createConsoleRouter(client);
  createRoot(element).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}

const element = document.getElementById('root');
if (element !== null) start(element);
