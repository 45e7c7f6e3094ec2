import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { fileRules } from '../src/report/rule-pages/file-rules.ts';
import { type Example, rulePage } from '../src/report/rule-pages/rule-page.ts';
import type { Rule } from '../src/rule.ts';
import { rules } from '../src/rules/index.ts';

const ROOT = join(import.meta.dirname, '..');
const LANGUAGES = new Map([
  ['.conf', 'nginx'],
  ['.json', 'json'],
  ['.yaml', 'yaml'],
]);

/** The page of one rule: its own words, and its first bad and good case. */
export function pageOf(rule: Rule): string {
  return rulePage(rule, { wrong: examples(rule, 'bad-'), right: examples(rule, 'good-') });
}

/** The files of the rule's first case with this prefix. */
function examples(rule: Rule, prefix: string): Example[] {
  const folder = join(ROOT, 'test/cases', rule.id);
  const name = readdirSync(folder)
    .filter((entry) => entry.startsWith(prefix) && !entry.includes('.fixed.'))
    .sort()[0];
  if (name === undefined) return [];
  const path = join(folder, name);
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((entry) => join(path, entry))
        .filter((file) => statSync(file).isFile() && !file.includes('.fixed.'))
        .sort()
    : [path];
  return files.map((file) => ({
    language: LANGUAGES.get(extname(file)) ?? 'text',
    text: readFileSync(file, 'utf8').trim(),
  }));
}

/** The list of all pages. */
export function indexPage(): string {
  const all = [...rules, ...fileRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = all.map(
    ({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary} |`,
  );
  const fixes = all.flatMap(({ id, fixes = [] }) =>
    fixes.map(({ does, safe }) => `| [${id}](${id}.md) | ${safe ? 'safe' : 'unsafe'} | ${does} |`),
  );
  return [
    '# Rules\n',
    '| Rule | Severity | What is wrong when it speaks |\n| --- | --- | --- |',
    ...rows,
    '\n## Fixes\n',
    'What [`--fix`](../fixing.md) does, and `--fix=unsafe` beside it, where it is certain.\n',
    '| Rule | | What its fix does |\n| --- | --- | --- |',
    ...fixes,
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const write = (id: string, page: string): void =>
    writeFileSync(join(ROOT, 'docs/rules', `${id}.md`), page);
  for (const rule of rules) write(rule.id, pageOf(rule));
  for (const rule of fileRules) write(rule.id, rulePage(rule));
  write('README', indexPage());
}
