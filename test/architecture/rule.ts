import { test } from 'vitest';
import { lineAt, type Project, readProject, type SourceFile } from './project.ts';

export interface Violation {
  readonly path: string;
  readonly line?: number;
  readonly what: string;
}

/** One house rule: what it is called, what to do about a violation, and how to find one. */
export interface Rule {
  readonly name: string;
  readonly remedy: string;
  find(project: Project): Violation[];
}

let house: Project | undefined;

/** Violations of a rule as a reader wants them: where, what, and how to mend it. */
export function violationsOf(rule: Rule, project: Project): string[] {
  return rule.find(project).map(({ path, line, what }) => `${path}${line === undefined ? '' : `:${line}`} ${what}. ${rule.remedy}`);
}

/** Declares the test that the whole project keeps a rule. */
export function keeps(rule: Rule): void {
  test(rule.name, () => {
    house ??= readProject();
    const found = violationsOf(rule, house);
    if (found.length > 0) throw new Error(`${found.length} found:\n${found.join('\n')}`);
  });
}

export function at(file: SourceFile, offset: number, what: string): Violation {
  return { path: file.path, line: lineAt(file, offset), what };
}
