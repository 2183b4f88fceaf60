import { messageOf } from '#src/base/errors.ts';
import type { Io } from './command.ts';

/** The whole of a byte stream. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Lines of a UTF-8 byte stream without their terminators; a byte order mark at the start is dropped. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const part of stream) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/**
 * Parses each non-empty line as JSON with `parse` and hands it to `handle`; what `handle` returns is written as one JSON line.
 * A line that is not JSON or that `parse` refuses is reported on stderr with its number, and the rest goes on.
 * @returns 0, or 2 when at least one line was refused
 */
export async function forEachRecord<T>(io: Io, parse: (value: unknown) => T, handle: (record: T) => unknown): Promise<number> {
  let number = 0;
  let refused = false;
  for await (const line of readLines(io.stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    let record: T;
    try {
      record = parse(JSON.parse(line));
    } catch (error) {
      refused = true;
      io.stderr.write(`line ${number}: ${messageOf(error)}\n`);
      continue;
    }
    const answer = await handle(record);
    if (answer !== undefined) io.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return refused ? 2 : 0;
}
