import { expect, test } from 'vitest';
import { full } from '../../../src/report/formats/full.ts';
import { finding, placeOf, report } from '../sample.ts';

/** What is shown of the line that holds `find`. */
function shown(text: string, find: string): string {
  const sources = new Map([['a.yaml', text]]);
  const written = full(report(sources, [finding(placeOf(sources, 'a.yaml', find))]), false);
  return /^ *\d+ \| (.*)$/m.exec(written)?.[1] ?? '';
}

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: db
  annotations:
    last-applied: '{"password":"hunter2"}'
stringData:
  password: hunter2
  name: hunter2
  config: |
    metadata:
      name: hunter2
    user:hunter2
`;

const LINES: readonly [find: string, text: string, line: string][] = [
  ['password:', SECRET, '  password: [hidden]'],
  ['name: db', SECRET, '  name: db'],
  ['kind', SECRET, 'kind: Secret'],
  ['stringData', SECRET, 'stringData:'],
  ['name: hunter2\n  config', SECRET, '  name: [hidden]'],
  ['name: hunter2\n    user', SECRET, '      name: [hidden]'],
  ['user:', SECRET, '    [hidden]'],
  ['last-applied', SECRET, '    last-applied: [hidden]'],
  ['password', '{"kind": "Secret", "data": {"password": "aHVudGVy"}}', '[hidden]'],
  ['pass', 'kind: List\nitems:\n- kind: Secret\n  data:\n    pass: x\n', '    pass: [hidden]'],
  ['p: x', 'kind: ConfigMap\n---\n"kind": "Secret"\ndata:\n  p: x\n', '  p: [hidden]'],
  ['- a=x', 'secretGenerator:\n- name: s\n  literals:\n  - a=x\n', '  [hidden]'],
  ['p: x', 'kind: Secret\ndata: {}\n---\nkind: ConfigMap\ndata:\n  p: x\n', '  p: x'],
  ['- kind', 'kind: Gateway\nspec:\n  refs:\n  - kind: Secret\n    name: x\n', '  - kind: Secret'],
];

for (const [find, text, line] of LINES) {
  test(`${JSON.stringify(find)} is shown as ${JSON.stringify(line)}`, () => {
    expect(shown(text, find)).toBe(line);
  });
}

test('a finding about a Secret never shows a value, whatever the document looks like', () => {
  const sources = new Map([['a.yaml', 'foo: [{password: hunter2}]\n']]);
  const place = placeOf(sources, 'a.yaml', 'password');
  const resource = { apiVersion: 'v1', kind: 'Secret', namespace: '', name: 'x' };
  expect(full(report(sources, [finding(place, { resource })]), false)).not.toContain('hunter2');
});
