import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command reads and writes; replaced by buffers in tests. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: { write(text: string): void };
  readonly stderr: { write(text: string): void };
}

export interface CommandArgs {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One verb of the command line. `run` returns the exit code: 0 done, 1 failed, 2 done but some input lines were refused, 64 wrong usage. */
export interface Command {
  readonly name: string;
  /** One line for `hufu --help`. */
  readonly summary: string;
  /** Full text for `hufu <name> --help`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  run(args: CommandArgs, io: Io): Promise<number>;
}

/** A string option, or undefined where it was not given. */
export function stringOption(args: CommandArgs, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}
