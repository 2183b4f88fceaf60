const zone = 'Asia/Shanghai';
const full = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

interface Fields {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

function fieldsOf(milliseconds: number): Fields {
  const parts = Object.fromEntries(full.formatToParts(milliseconds).map((part) => [part.type, part.value]));
  const part = (name: keyof Fields) => parts[name] ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** `2026-11-21 12:03:05` in Shanghai. */
export function fullTime(instant: string): string {
  const f = fieldsOf(Date.parse(instant));
  return `${f.year}-${f.month}-${f.day} ${f.hour}:${f.minute}:${f.second}`;
}

/** `11-21 12:03`, with the year in front where it is not this one. */
export function shortTime(instant: string, now: number): string {
  const f = fieldsOf(Date.parse(instant));
  const year = f.year === fieldsOf(now).year ? '' : `${f.year}-`;
  return `${year}${f.month}-${f.day} ${f.hour}:${f.minute}`;
}

/** The hour an instant lies in, as `2026-11-21 12`. */
export function hourOf(instant: string): string {
  const f = fieldsOf(Date.parse(instant));
  return `${f.year}-${f.month}-${f.day} ${f.hour}`;
}

/** `12:03:05` in Shanghai. */
export function clockTime(milliseconds: number): string {
  const f = fieldsOf(milliseconds);
  return `${f.hour}:${f.minute}:${f.second}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `刚刚`, `3 分钟前`, `2 天后`. */
export function relativeTime(instant: string, now: number): string {
  const distance = Date.parse(instant) - now;
  const size = Math.abs(distance);
  if (size < minute) return '刚刚';
  return `${durationText(size)}${distance < 0 ? '前' : '后'}`;
}

/** The largest unit of a time span: `3 分钟`, `5 小时`, `2 天`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < hour) return `${Math.max(1, Math.floor(milliseconds / minute))} 分钟`;
  if (milliseconds < 2 * day) return `${Math.floor(milliseconds / hour)} 小时`;
  if (milliseconds < 60 * day) return `${Math.floor(milliseconds / day)} 天`;
  return `${Math.floor(milliseconds / (30 * day))} 个月`;
}
