import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/**
 * The architecture, bottom up. A part is a file or a folder of `src`; it may import the parts and packages on its
 * line. A line may name only parts above it, so there are no circles. `docs/architecture.md` says why.
 */
const LAYERS = new Map([
  ['text.ts', ''],
  ['did-you-mean.ts', ''],
  ['finding.ts', 'text.ts'],
  ['severities.ts', 'finding.ts'],
  ['suppress', 'text.ts finding.ts did-you-mean.ts'],
  ['parse', 'text.ts finding.ts js-yaml yaml dockerfile-ast'],
  ['validation', 'text.ts finding.ts did-you-mean.ts parse ipaddr.js'],
  [
    'facts',
    'text.ts finding.ts parse validation suppress ipaddr.js kubernetes-models @kubernetes-models/istio @kubernetes-models/base',
  ],
  ['environments', 'text.ts finding.ts parse facts'],
  ['mesh', 'text.ts facts ipaddr.js'],
  ['rule.ts', 'finding.ts mesh'],
  ['rules', 'text.ts did-you-mean.ts finding.ts facts mesh rule.ts ipaddr.js'],
  ['merge.ts', 'finding.ts fast-deep-equal'],
  ['file-findings.ts', 'finding.ts severities.ts suppress facts'],
  ['meshes.ts', 'finding.ts facts environments mesh'],
  ['memory.ts', 'finding.ts facts environments meshes.ts fast-deep-equal'],
  [
    'lint.ts',
    'finding.ts severities.ts suppress facts environments mesh rule.ts merge.ts file-findings.ts meshes.ts memory.ts',
  ],
  ['edits', 'finding.ts parse fast-deep-equal'],
  ['fix.ts', 'finding.ts edits'],
  ['graph', 'text.ts finding.ts facts mesh'],
  ['report', 'text.ts finding.ts rule.ts graph diff picocolors node:crypto'],
  [
    'generate',
    'text.ts finding.ts facts mesh report yaml kubernetes-models @kubernetes-models/gateway-api @kubernetes-models/istio',
  ],
  ['baseline.ts', 'finding.ts report'],
  ['config', 'did-you-mean.ts text.ts finding.ts parse facts rule.ts'],
  [
    'project',
    'text.ts finding.ts parse facts environments rule.ts lint.ts ignore node:buffer node:child_process node:crypto node:fs node:os node:path node:util',
  ],
  [
    'run',
    'did-you-mean.ts text.ts finding.ts severities.ts parse facts rule.ts rules meshes.ts lint.ts report baseline.ts config project node:path',
  ],
  [
    'lsp',
    'text.ts finding.ts facts meshes.ts memory.ts lint.ts edits fix.ts report baseline.ts project run vscode-languageserver vscode-languageserver-textdocument node:path node:timers node:url',
  ],
  [
    'cli',
    'did-you-mean.ts text.ts finding.ts severities.ts suppress parse facts mesh rule.ts rules meshes.ts lint.ts edits fix.ts graph report generate baseline.ts config project run lsp commander fast-deep-equal picocolors package.json node:buffer node:fs node:path node:process',
  ],
  ['cli.ts', 'cli project report rules lint.ts commander node:path node:process'],
]);

const IMPORT = /^(?:import|export) [^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm;
const names = [...LAYERS.keys()];

/** What is beside `src`, such as package.json, is named as it lies there. */
function part(path: string): string {
  return path.replace(/^\.\.\//, '').split('/')[0] ?? path;
}

/** `kubernetes-models/v1/Pod` is the package `kubernetes-models`; `@scope/name/x` is `@scope/name`. */
function packageOf(target: string): string {
  const [first = '', second = ''] = target.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

test('no part imports a part below it', () => {
  for (const [name, imports] of LAYERS) {
    const later = imports
      .split(' ')
      .filter((target) => names.indexOf(target) >= names.indexOf(name));
    assert.deepEqual(later, [], name);
  }
});

test('every part has a line', () => {
  assert.deepEqual(readdirSync(SRC).sort(), [...names].sort());
});

test('one file starts other programs', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('.ts') && readFileSync(join(SRC, name), 'utf8').includes('child_process'),
  );
  assert.deepEqual(files, [join('project', 'program.ts')]);
});

for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)) {
  test(`${file} keeps to its layer`, () => {
    const allowed = LAYERS.get(part(file))?.split(' ') ?? [];
    for (const [, from, lazy] of readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)) {
      const target = from ?? lazy ?? '';
      const name = target.startsWith('.') ? part(join(dirname(file), target)) : packageOf(target);
      assert.ok(name === part(file) || allowed.includes(name), `${file} must not import ${target}`);
    }
  });
}
