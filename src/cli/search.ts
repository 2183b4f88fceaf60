import { openClient } from './client.ts';
import { type Command, stringOption } from './command.ts';

export const command: Command = {
  name: 'search',
  summary: 'find documents of the running service, newest first',
  usage: `Usage: hufu search [--limit N] [--url ADDRESS] QUERY

Asks the running service and prints one JSON object a document. The query has words, "phrases", AND OR NOT, parentheses,
NEAR/n and the fields brand: region: source: kind: level: after: before:. Several arguments are joined with blanks.

  --limit N      at most N documents (default 20, at most 200)
  --url ADDRESS  address of the service (default: HUFU_HOST and HUFU_PORT)`,
  options: { limit: { type: 'string' }, url: { type: 'string' } },
  run: async (args, io) => {
    const query = args.positionals.join(' ');
    const limit = stringOption(args, 'limit') ?? '20';
    const client = openClient(stringOption(args, 'url'));
    const answer = (await client.request(`/api/documents?${new URLSearchParams({ q: query, limit })}`)) as { items: unknown[] };
    for (const item of answer.items) io.stdout.write(`${JSON.stringify(item)}\n`);
    return 0;
  },
};
