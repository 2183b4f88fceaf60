import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** An error as a log line shows it. Libraries hang whole connections on theirs, with all that is in them. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorFields(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}

/** Structured log lines on stderr, so that stdout stays free for command output. Messages are static; facts go into fields. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFields } }, destination);
}
