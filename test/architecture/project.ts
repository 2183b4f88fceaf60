import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'vite';

export interface SourceFile {
  /** Relative to the project folder, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  readonly comments: readonly { readonly value: string; readonly start: number }[];
}

/** What the rules look at: the parsed sources and the names of all other files. */
export interface Project {
  readonly sources: readonly SourceFile[];
  /** Every file of the project, parsed or not. */
  readonly paths: ReadonlySet<string>;
  /** Text of a file that is no source, a document for example. */
  read(path: string): string;
}

const SOURCES = '{src,workers,samples,scripts,bench,test,dashboards/console/src}/**/*.{ts,tsx}';
const SKIPPED = ['**/node_modules/**', '**/dist/**', '.git/**', '.hufu/**'];

function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  const error = errors[0];
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  return { path, text, program, comments };
}

/** The project on disk. */
export function readProject(root: string = fileURLToPath(new URL('../..', import.meta.url))): Project {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const paths = globSync('**/*', { cwd: root, exclude: SKIPPED, withFileTypes: false });
  const hidden = globSync(['.ci/*', '.editorconfig', '.gitattributes', '.gitignore'], { cwd: root });
  const sources = globSync([SOURCES, '*.ts'], { cwd: root, exclude: SKIPPED });
  return {
    sources: sources.sort().map((path) => parseSource(path, read(path))),
    paths: new Set([...paths, ...hidden]),
    read,
  };
}

/** A project of a few lines, to show that a rule sees what it is meant to see. */
export function sketch(files: Readonly<Record<string, string>>): Project {
  const sources = Object.entries(files).filter(([path]) => /\.tsx?$/.test(path));
  return {
    sources: sources.map(([path, text]) => parseSource(path, text)),
    paths: new Set(Object.keys(files).flatMap((path) => path.split('/').map((_part, end, parts) => parts.slice(0, end + 1).join('/')))),
    read: (path) => files[path] ?? '',
  };
}

/** 1-based line of a position in the text. */
export function lineAt(file: SourceFile, offset: number): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at >= 0 && at < offset; at = file.text.indexOf('\n', at + 1)) line += 1;
  return line;
}

export function visit(file: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(file.program);
}
