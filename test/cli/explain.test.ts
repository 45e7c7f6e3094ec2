import { expect, test } from 'vitest';
import { FILE_RULES } from '../../src/file-findings.ts';
import { rulePage } from '../../src/report/rule-pages/rule-page.ts';
import { rules } from '../../src/rules/index.ts';
import { folderWith, meshlint } from './run.ts';

test('every rule is explained, by its id and by its codes', () => {
  const folder = folderWith({});
  const [first] = rules.filter(({ codes = [] }) => codes.length > 0);
  const { stdout, code } = meshlint(folder, ['explain', first?.id ?? '']);
  expect(code).toBe(0);
  expect(stdout).toContain(`# ${first?.id}\n\n${first?.summary}. Default severity:`);
  for (const name of first?.codes ?? []) {
    expect(meshlint(folder, ['explain', name.toLowerCase()]).stdout).toContain(stdout);
  }
});

test('what reading a file finds is explained too', () => {
  for (const id of ['unreadable-file', 'duplicate-key']) {
    expect(meshlint(folderWith({}), ['explain', id]).stdout).toContain(`# ${id}\n`);
  }
});

test('an unknown rule or code gets the nearest one', () => {
  expect(meshlint(folderWith({}), ['explain', 'unreadable-fil'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'meshlint: explain: there is no rule or code "unreadable-fil", did you mean "unreadable-file"?\n',
  });
});

test('the list of rules, also as JSON', () => {
  const folder = folderWith({});
  const lines = meshlint(folder, ['rules']).stdout.trimEnd().split('\n');
  const listed = JSON.parse(meshlint(folder, ['rules', '--json']).stdout);
  expect(lines).toHaveLength(listed.length);
  expect(listed.map(({ id }: { id: string }) => id)).toEqual(
    [...rules.map(({ id }) => id), ...FILE_RULES].sort(),
  );
});

test('the list of rules says which have fixes, and what they do', () => {
  const folder = folderWith({});
  const listed = JSON.parse(meshlint(folder, ['rules', '--json']).stdout);
  const of = (id: string): object => listed.find((rule: { id: string }) => rule.id === id);
  expect(of('misspelt-host')).toMatchObject({
    fixable: true,
    fixes: [{ does: 'write the host as its provider does', safe: true }],
  });
  expect(of('unreadable-file')).toMatchObject({ fixable: false, fixes: [] });
  const lines = meshlint(folder, ['rules']).stdout.split('\n');
  expect(lines.find((line) => line.includes(' misspelt-host '))).toMatch(/ \[fixable\]$/);
});

test('a page holds all that the rule says; a block of code is not ended by its text', () => {
  const page = rulePage(
    {
      id: 'x',
      summary: 'It is wrong',
      severity: 'info',
      codes: ['IST0001', 'KIA0001'],
      why: '\nBecause.\n',
      sources: ['https://istio.io/'],
      options: { known: { about: 'Names', default: ['a'] } },
    },
    { wrong: [{ language: 'yaml', text: '````\na: b\n' }], right: [] },
  );
  expect(page).toBe(`# x

It is wrong. Default severity: info. Other tools say it as IST0001, KIA0001.

Because.

## Options

- \`known\`: Names. Default: \`["a"]\`.

## Wrong

\`\`\`\`\`yaml
\`\`\`\`
a: b
\`\`\`\`\`

## Sources

- <https://istio.io/>
`);
});
