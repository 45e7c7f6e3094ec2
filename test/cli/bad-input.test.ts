import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { chmodSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { BROKEN, folderWith, found, meshlint, READING, SERVICE, TWICE } from './run.ts';

/** Whatever else lies in the folder, this finding must be there. */
const OTHER = { 'other.yaml': TWICE };
const OTHER_FOUND = 'other.yaml:5 duplicate-key';

const DEEP = 100_000;
const LAUGHS = Array.from(
  { length: 30 },
  (_, i) => `x${i}: &x${i} [${Array(9).fill(i === 0 ? 'lol' : `*x${i - 1}`)}]\n`,
).join('');

const UNREADABLE: readonly [name: string, file: string, content: string | Buffer][] = [
  ['broken YAML', 'bad.yaml', BROKEN],
  ['broken nginx', 'nginx.conf', 'http {\n  server { listen 80; location / { root /x; }\n'],
  [
    'UTF-16',
    'bad.yaml',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SERVICE, 'utf16le')]),
  ],
  ['lists in lists', 'bad.yaml', `kind: Service\nspec: ${'['.repeat(DEEP)}${']'.repeat(DEEP)}\n`],
];

for (const [name, file, content] of UNREADABLE) {
  test(`${name} is a finding, and everything else is checked`, () => {
    const folder = folderWith({ ...OTHER, [file]: content });
    expect(meshlint(folder, READING).code).toBe(2);
    const lines = found(folder, READING);
    expect(lines.some((line) => line.startsWith(file) && line.endsWith('unreadable-file'))).toBe(
      true,
    );
    expect(lines).toContain(OTHER_FOUND);
  });
}

const HARMLESS: readonly [name: string, file: string, content: string | Buffer][] = [
  ['a NUL', 'bad.yaml', 'kind: Service\u0000\n'],
  ['bytes that are no UTF-8', 'bad.yaml', Buffer.from([0x6b, 0x3a, 0x20, 0xe9, 0x0a])],
  ['a git-crypt file', 'secret.yaml', Buffer.from('\u0000GITCRYPT\u0000abc')],
  ['an empty file', 'bad.yaml', ''],
  ['a Helm template', 'chart/templates/a.yaml', '{{- if .Values.x }}\nkind: Service\n{{ end }}\n'],
  ['a template by its name', 'a.yaml.tmpl', 'kind: {{ x'],
  ['broken JSON that is no manifest', 'README.md', '{'],
  ['broken text of another language', 'settings.conf', 'include "x" {\n'],
];

for (const [name, file, content] of HARMLESS) {
  test(`${name} is no finding`, () => {
    const folder = folderWith({ ...OTHER, [file]: content });
    expect(found(folder, READING)).toEqual([OTHER_FOUND]);
    expect(meshlint(folder, READING).code).toBe(1);
  });
}

const ODD: readonly [name: string, file: string, content: string][] = [
  ['aliases of aliases', 'bad.yaml', `${LAUGHS}kind: Service\n`],
  [
    'keys of the prototype',
    'bad.yaml',
    'kind: Service\n__proto__:\n  polluted: 1\nconstructor: 2\n',
  ],
  [
    'keys of the prototype as labels',
    'bad.yaml',
    `${SERVICE}  selector: {__proto__: a, toString: b}\n`,
  ],
  ['the two bytes that end nginx-conf', 'nginx.conf', 'server { listen 80; }\n#\r'],
  ['a deep nginx file', 'nginx.conf', `${'a {'.repeat(DEEP)}${'}'.repeat(DEEP)}\n`],
  ['deep maps', 'bad.json', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['deep indentation', 'bad.yaml', `kind: Service\nspec:\n${deepMap(3000)}`],
  ['a long line', 'bad.yaml', `kind: ConfigMap\ndata: {a: "${'x'.repeat(5_000_000)}"}\n`],
  ['many documents', 'bad.yaml', '---\nkind: Service\n'.repeat(2000)],
  ['a Dockerfile that never ends', 'Dockerfile', `FROM a\nRUN ${'x \\\n'.repeat(50_000)}`],
];

function deepMap(depth: number): string {
  return Array.from({ length: depth }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('');
}

for (const [name, file, content] of ODD) {
  test(`${name}: an answer in bounded time, and everything else is checked`, () => {
    const folder = folderWith({ ...OTHER, [file]: content });
    const { code, stderr } = meshlint(folder, []);
    expect(stderr).not.toContain('internal error');
    expect([1, 2]).toContain(code);
    expect(found(folder, [])).toContain(OTHER_FOUND);
  });
}

test('a file of 3 GB is passed over without being read', () => {
  const folder = folderWith(OTHER);
  ftruncateSync(openSync(join(folder, 'huge.yaml'), 'w'), 3_000_000_000);
  const { code, stderr } = meshlint(folder, READING);
  expect(code).toBe(1);
  expect(stderr).toContain('huge.yaml (larger than 20 MB)');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read (not tried as root)', () => {
  const folder = folderWith({ ...OTHER, 'bad.yaml': SERVICE });
  chmodSync(join(folder, 'bad.yaml'), 0);
  const { code, stdout } = meshlint(folder, ['-f', 'concise', ...READING]);
  expect(code).toBe(2);
  expect(stdout).toContain('you may not read it');
});

test.skipIf(process.platform !== 'linux')('a name that is no UTF-8', () => {
  const folder = folderWith(OTHER);
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x2e]), Buffer.from('yaml')]),
    SERVICE,
  );
  expect(meshlint(folder, READING).code).toBe(2);
  expect(found(folder, READING)).toContain(OTHER_FOUND);
});

test('links: none is read twice, none leads out, none goes round for ever', () => {
  const outside = folderWith({ 'secret.yaml': TWICE });
  const folder = folderWith({ ...OTHER, 'real/a.yaml': TWICE });
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'out.yaml'));
  symlinkSync(outside, join(folder, 'outside'));
  symlinkSync('..', join(folder, 'real/loop'));
  symlinkSync('real', join(folder, 'again'));
  symlinkSync('other.yaml', join(folder, 'same.yaml'));
  symlinkSync('self.yaml', join(folder, 'self.yaml'));
  symlinkSync('missing.yaml', join(folder, '.#lock.yaml'));
  expect(found(folder, READING)).toEqual([OTHER_FOUND, 'real/a.yaml:5 duplicate-key']);
  const { stderr, code } = meshlint(folder, READING);
  expect(code).toBe(1);
  expect(stderr).toContain('skipped: 2 links out of the project');
});

test('a link to a file that is not read by itself', () => {
  const folder = folderWith({ ...OTHER, 'target.txt': TWICE });
  symlinkSync('target.txt', join(folder, 'a.yaml'));
  expect(found(folder, READING)).toContain('a.yaml:5 duplicate-key');
});

test.skipIf(process.platform === 'win32')('pipes are never opened', () => {
  const folder = folderWith(OTHER);
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  expect(found(folder, READING)).toEqual([OTHER_FOUND]);
  expect(meshlint(folder, ['pipe.yaml']).stderr).toContain('neither a file nor a folder');
});

test.skipIf(process.platform === 'win32')('a name with a line end and an escape sequence', () => {
  const name = 'a\n\u001b[31m\u202e.yaml';
  const folder = folderWith({ [name]: TWICE });
  for (const format of ['full', 'concise', 'json']) {
    const { stdout, stderr } = meshlint(folder, ['-f', format, ...READING]);
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  }
  expect(found(folder, READING)).toEqual([`${name}:5 duplicate-key`]);
});

test('a deep path', () => {
  const folder = folderWith(OTHER);
  const deep = join(folder, ...Array<string>(60).fill('folder'));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'a.yaml'), TWICE);
  expect(found(folder, READING)).toHaveLength(2);
});
