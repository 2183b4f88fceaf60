import { z } from 'zod';
import { type Field, fields } from '#src/config/index.ts';

/** What a setting accepts, in words. */
function accepted(field: Field<unknown>): string {
  const schema = z.toJSONSchema(field.schema, { io: 'input', unrepresentable: 'any' });
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum, maximum } = schema;
    if (maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) return `${minimum ?? ''} to ${maximum}`;
    return minimum === undefined ? 'a number' : `${minimum} or more`;
  }
  if (schema.format === 'uri') return 'a URL';
  return schema.pattern === undefined ? 'text' : `text like \`${schema.pattern}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function row(field: Field<unknown>): string {
  const name = field.secret ? `\`${field.env}\` or \`${field.env}_FILE\`` : `\`${field.env}\``;
  const fallback = field.default === undefined || field.default === '' ? 'not set' : `\`${field.default}\``;
  return `| ${name} | ${cell(field.description)} | ${cell(accepted(field))} | ${cell(fallback)} |`;
}

/** `docs/configuration.md`, from the table of settings. */
export function configurationDocument(): string {
  const rows = Object.values<Field<unknown>>(fields).map(row);
  return `<!-- Generated from src/config/fields.ts by \`npm run docs:gen\`. Do not edit. -->

# Configuration

Every setting is an environment variable, and every one has a working default: \`npm start\` needs none of them.
A setting that cannot be used stops the start, and the message names all wrong settings at once.
A setting marked with \`_FILE\` is a secret: put it into a file and name the file in that variable, and it shows up neither in the list of processes nor in any log.

| variable | meaning | accepts | default |
|---|---|---|---|
${rows.join('\n')}
`;
}
