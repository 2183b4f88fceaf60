import { InvalidError } from '#src/base/errors.ts';
import { TooLargeError } from './problem.ts';

export interface LineLimits {
  readonly totalBytes: number;
  readonly lineBytes: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const MEBIBYTE = 1024 * 1024;

function decode(bytes: Uint8Array, number: number): string {
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes.subarray(0, end));
  } catch {
    throw new InvalidError(
      `Line ${number} is not UTF-8. Convert the file (iconv -f GB18030 -t UTF-8) and send it again; the lines before it were taken.`,
      {
        line: number,
      },
    );
  }
}

/**
 * Lines of a UTF-8 stream as they arrive, without their ends; what stands after the last line end is a line too. Only one line is held in memory.
 * @throws TooLargeError beyond the limits, InvalidError where a line is not UTF-8; the lines before were handed out
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>, limits: LineLimits): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  let total = 0;
  let number = 0;
  for await (const part of stream) {
    total += part.length;
    if (total > limits.totalBytes) {
      throw new TooLargeError(
        `More than ${limits.totalBytes / MEBIBYTE} MiB in one request; the first ${number} lines were taken. Send the rest in further requests.`,
      );
    }
    let from = 0;
    for (let end = part.indexOf(LINE_FEED); end >= 0; end = part.indexOf(LINE_FEED, from)) {
      number += 1;
      yield decode(Buffer.concat([rest, part.subarray(from, end)]), number);
      rest = new Uint8Array(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, part.subarray(from)]);
    if (rest.length > limits.lineBytes) {
      throw new TooLargeError(`Line ${number + 1} is longer than ${limits.lineBytes / MEBIBYTE} MiB; the lines before it were taken.`, {
        line: number + 1,
      });
    }
  }
  if (rest.length > 0) yield decode(rest, number + 1);
}
