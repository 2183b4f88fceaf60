import { decodePage } from '#src/fetch/index.ts';
import { extractArticle } from '#src/sources/extract-article.ts';
import { extractListing } from '#src/sources/extract-listing.ts';
import { type Command, stringOption } from './command.ts';
import { readAll } from './ndjson.ts';

const usage = `usage: hufu extract article|listing [--url URL] [--charset NAME] < page.html

Reads one HTML page from standard input and writes what it holds as one JSON line.
  article   {title, author, outlet, publishedAt, text, html, images, language}
  listing   {title, price, currency, seller, shopUrl, sku, availability, images, description, attributes, …}
Unknown fields are null.

  --url URL       address of the page: makes links absolute, and may hold a date
  --charset NAME  character set the server declared; a hint only`;

/** `hufu extract`: what a page holds, without a database. */
export const command: Command = {
  name: 'extract',
  summary: 'Read an article or a shop listing from an HTML page.',
  usage,
  options: { url: { type: 'string' }, charset: { type: 'string' } },
  run: async (args, io) => {
    const [kind] = args.positionals;
    if ((kind !== 'article' && kind !== 'listing') || args.positionals.length > 1) {
      io.stderr.write(`${usage}\n`);
      return 64;
    }
    const url = stringOption(args, 'url');
    if (url !== undefined && URL.parse(url) === null) {
      io.stderr.write(`--url ${url} is not an absolute address: write it with http:// or https://, or leave it out.\n`);
      return 64;
    }
    const { text } = decodePage(await readAll(io.stdin), stringOption(args, 'charset'));
    const found = kind === 'article' ? extractArticle(text, { url }) : extractListing(text, { url });
    io.stdout.write(`${JSON.stringify(found)}\n`);
    return 0;
  },
};
