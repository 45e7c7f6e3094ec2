import assert from 'node:assert/strict';
import { test } from 'vitest';
import type { FileFacts } from '../../../src/facts/facts.ts';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { answerDeclared } from '../../../src/mesh/objects/known-declared.ts';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\n';
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: api, namespace: shop }
spec: { host: api, subsets: [{ name: v1, labels: { version: v1 } }] }
`;

/** As a kustomization would name its objects. */
function renamed(facts: FileFacts, name: string): FileFacts {
  return { ...facts, resources: facts.resources.map((resource) => ({ ...resource, name })) };
}

const api = readFacts('api.yaml', SERVICE);
const rule = readFacts('rule.yaml', RULE);
const moved = readFacts('api.yaml', `# moved\n${SERVICE}`);
const FILES = [api, rule, renamed(api, 'prod-api')];

const CASES: readonly [what: string, files: readonly FileFacts[], isKept: boolean][] = [
  ['the same files', [...FILES], true],
  ['a file whose objects lie elsewhere in it', [moved, rule, renamed(moved, 'prod-api')], true],
  [
    'a file that declares the same in other words',
    [api, readFacts('rule.yaml', RULE.replace('version: v1', 'version: v2')), FILES[2] ?? api],
    true,
  ],
  ['a file of which only some facts were made anew', [moved, rule, FILES[2] ?? api], false],
  [
    'another name',
    [readFacts('api.yaml', SERVICE.replace('api', 'web')), ...FILES.slice(1)],
    false,
  ],
  [
    'another namespace',
    [readFacts('api.yaml', SERVICE.replace('shop', 'x')), ...FILES.slice(1)],
    false,
  ],
  [
    'another subset',
    [api, readFacts('rule.yaml', RULE.replace('name: v1', 'name: v2')), FILES[2] ?? api],
    false,
  ],
  ['one file more', [...FILES, readFacts('again.yaml', SERVICE)], false],
  ['one file less', FILES.slice(1), false],
  [
    'an object more',
    [readFacts('api.yaml', `${SERVICE}---\n${SERVICE}`), ...FILES.slice(1)],
    false,
  ],
];

for (const [what, files, isKept] of CASES) {
  test(`${what}: answers are ${isKept ? 'kept' : 'worked out again'}, and are those of a fresh look`, () => {
    const declaredOf = answerDeclared();
    const before = declaredOf(FILES);
    before.signature();
    const now = declaredOf(files);
    assert.equal(now === before, isKept);
    assert.equal(now.signature(), declaredIn(() => files).signature());
  });
}

test('two objects in one place are told from two in two places', () => {
  const other = renamed(readFacts('other.yaml', SERVICE), 'x');
  const together = [api, renamed(api, 'x')];
  const declaredOf = answerDeclared();
  const before = declaredOf(together);
  assert.equal(declaredOf([moved, renamed(moved, 'x')]), before);
  assert.notEqual(declaredOf([moved, other]), before);
});
