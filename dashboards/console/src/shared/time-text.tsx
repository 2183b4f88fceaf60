import { useNow } from './now.tsx';
import { fullTime, relativeTime, shortTime } from './time.ts';

interface TimeTextProps {
  readonly at: string;
  /** `both` shows `3 分钟前 · 11-21 12:03`; `relative` leaves the day to the tooltip. */
  readonly show?: 'both' | 'relative' | 'absolute';
}

export function TimeText({ at, show = 'both' }: TimeTextProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={`${fullTime(at)}（北京时间）`} className="time">
      {show === 'absolute' ? null : relativeTime(at, now)}
      {show === 'relative' ? null : (
        <span className="time-absolute">
          {show === 'both' ? ' · ' : null}
          {shortTime(at, now)}
        </span>
      )}
    </time>
  );
}
