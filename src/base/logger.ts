import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** Structured log lines on stderr, so that stdout stays free for command output. Messages are static; facts go into fields. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
