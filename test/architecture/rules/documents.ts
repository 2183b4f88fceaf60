import { dirname, join } from 'node:path/posix';
import type { Project } from '../project.ts';
import type { Rule, Violation } from '../rule.ts';

const DOCUMENTS = /^(?:README\.md|docs\/.*\.md|rules\/.*\.md|dashboards\/.*\.md|samples\/.*\.md|bench\/.*\.md)$/;

/** First part of what can be a path of this project; other code spans are commands, settings, types. */
const TOP_LEVEL = /^(?:\.ci|bench|bin|dashboards|docs|rules|samples|scripts|src|test|workers)\/|^[A-Za-z.-]+\.(?:md|ts|js|json|ya?ml)$/;

interface Citation {
  readonly line: number;
  readonly path: string;
}

function withoutCodeBlocks(text: string): string {
  return text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

/** Paths of this project that a document cites in code spans and relative links. */
export function citations(path: string, text: string): Citation[] {
  const found: Citation[] = [];
  for (const [index, line] of withoutCodeBlocks(text).split('\n').entries()) {
    for (const [, span = ''] of line.matchAll(/`([^`\s]+)`/g)) {
      if (TOP_LEVEL.test(span)) found.push({ line: index + 1, path: span.replace(/:\d+$/, '').replace(/\/$/, '') });
    }
    for (const [, link = ''] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:[a-z]+:|#)/.test(link)) continue;
      found.push({ line: index + 1, path: join(dirname(path), link.replace(/#.*$/, '')).replace(/\/$/, '') });
    }
  }
  return found;
}

/** `<feature>`, `*`, `NNNN` and `{a,b}` stand for something, so that one match is enough. */
function asPattern(path: string): RegExp {
  const source = path
    .replaceAll(/[.+?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{([^}]*)\}/g, (_all, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replaceAll(/<[^>]*>|NNNN/g, '[^/]+')
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '.*');
  return new RegExp(`^${source}$`);
}

function exists(project: Project, path: string): boolean {
  if (project.paths.has(path)) return true;
  // A name without a folder (`store.ts`) means the kind of file.
  const pattern = path.includes('/') ? asPattern(path) : new RegExp(`/${asPattern(path).source.slice(1)}`);
  for (const each of project.paths) if (pattern.test(each)) return true;
  return false;
}

export const citedPathsExist: Rule = {
  name: 'every path that a document cites exists',
  remedy: 'Correct the document, or mend what was moved',
  find: (project) => {
    const found: Violation[] = [];
    for (const path of project.paths) {
      if (!DOCUMENTS.test(path)) continue;
      for (const cited of citations(path, project.read(path))) {
        // A README beside its files names them without a folder.
        const candidates = [cited.path, join(dirname(path), cited.path)];
        if (!candidates.some((candidate) => exists(project, candidate)))
          found.push({ path, line: cited.line, what: `cites ${cited.path}, which does not exist` });
      }
    }
    return found;
  },
};

const DECISION = /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/;
const SECTIONS = ['Context', 'Decision', 'Consequences', 'Confirmation'];

export const decisionsAreChecked: Rule = {
  name: 'every decision record says how it is confirmed',
  remedy: `A record has the sections ${SECTIONS.join(', ')}; see docs/adr/0001-record-decisions.md`,
  find: (project) =>
    [...project.paths]
      .filter((path) => DECISION.test(path))
      .flatMap((path) => {
        const text = project.read(path);
        return SECTIONS.filter((section) => !text.includes(`\n## ${section}\n`)).map((section) => ({
          path,
          what: `has no section ${section}`,
        }));
      }),
};

/** Trained models and recorded texts state their origin in the README beside them. */
const NOT_RULES = /^rules\/[^/]+\/(?:models|training)\//;

export const rulesSayWhereTheyComeFrom: Rule = {
  name: 'every file of rules says its version and its source',
  remedy: 'Add `version` and `source` at the top; a file whose shape is a bare list says both in comments',
  find: (project) =>
    [...project.paths]
      .filter((path) => /^rules\/.*\.(?:ya?ml|json)$/.test(path) && !NOT_RULES.test(path))
      .flatMap((path) => {
        const head = project.read(path).slice(0, 2_000);
        return ['version', 'source']
          .filter((key) => !new RegExp(`(?:^|[{,\\n])\\s*(?:#\\s*)?"?${key}"?\\s*:`).test(head))
          .map((key) => ({ path, what: `says no ${key}` }));
      }),
};
