import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const NowContext = createContext(0);
const tick = 15_000;

/** The one place that reads the wall clock: everything that says "3 分钟前" moves on together. */
export function NowProvider({ children }: { readonly children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Milliseconds since the epoch, moving every 15 seconds. */
export function useNow(): number {
  return useContext(NowContext);
}
