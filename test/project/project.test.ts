import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { isCandidate, isTemplate } from '../../src/project/candidates.ts';
import { byCodeUnits, isWithin, reportPath } from '../../src/project/paths.ts';
import { decode } from '../../src/project/read-text.ts';
import { troubleOf } from '../../src/project/trouble.ts';

const NAMES: readonly [path: string, read: boolean][] = [
  ['a.yaml', true],
  ['a.yml', true],
  ['a/b.JSON', true],
  ['Kustomization', true],
  ['a/kustomization.yaml', true],
  ['Dockerfile', true],
  ['a/Dockerfile.dev', true],
  ['web.Dockerfile', true],
  ['nginx.conf', true],
  ['default.conf.template', true],
  ['conf.d/site', true],
  ['sites-enabled/shop', true],
  ['chart/templates/_helpers.tpl', true],
  ['a.yaml.tmpl', true],
  ['a.yml.j2', true],
  ['package.json', true],
  ['requirements.txt', true],
  ['go.mod', true],
  ['README.md', false],
  ['main.go', false],
  ['a.yaml.bak', false],
  ['yaml', false],
  ['notes.txt', false],
  ['nginx/entrypoint.sh', false],
];

for (const [path, read] of NAMES) {
  test(`${path} is ${read ? 'read' : 'passed over'}`, () => {
    expect(isCandidate(path)).toBe(read);
  });
}

test('templates of YAML by their names, but no templates of nginx', () => {
  expect(['a.yaml.tmpl', 'a.json.erb', 'a.conf.j2', 'a.tpl', 'a.yaml'].map(isTemplate)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

const UTF16 = { problem: 'it is UTF-16, but Kubernetes and nginx read UTF-8 only' };
const BYTES: readonly [name: string, bytes: Buffer, read: ReturnType<typeof decode>][] = [
  ['ASCII', Buffer.from('a: b'), { text: 'a: b' }],
  ['UTF-8', Buffer.from('a: é日😀'), { text: 'a: é日😀' }],
  ['nothing', Buffer.alloc(0), { text: '' }],
  ['a BOM stays, for the sake of offsets', Buffer.from('\ufeffa'), { text: '\ufeffa' }],
  ['CRLF stays', Buffer.from('a\r\nb'), { text: 'a\r\nb' }],
  ['a NUL among ASCII', Buffer.from('a\0'), { skipped: 'binary' }],
  ['a NUL among UTF-8', Buffer.from('é\0'), { skipped: 'binary' }],
  ['latin 1', Buffer.from([0x61, 0xe9]), { skipped: 'binary' }],
  ['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80]), { skipped: 'binary' }],
  ['UTF-16, little end first', Buffer.from('\ufeffa', 'utf16le'), UTF16],
  ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 0x61]), UTF16],
];

for (const [name, bytes, read] of BYTES) {
  test(`bytes: ${name}`, () => {
    expect(decode(bytes)).toEqual(read);
  });
}

test('names in reports', () => {
  expect(reportPath('/home/me', '/home/me')).toBe('.');
  expect(reportPath('/home/me', '/home/me/a/b.yaml')).toBe('a/b.yaml');
  expect(reportPath('/home/me', '/home/me/..a.yaml')).toBe('..a.yaml');
  expect(reportPath('/home/me', '/other/a.yaml')).toBe('/other/a.yaml');
  expect(reportPath('/home/me', '/home/meshop/a.yaml')).toBe('/home/meshop/a.yaml');
});

test('what lies in a folder', () => {
  expect(isWithin('a/b.yaml', 'a')).toBe(true);
  expect(isWithin('a', 'a')).toBe(true);
  expect(isWithin('ab/c.yaml', 'a')).toBe(false);
  expect(isWithin('a/b.yaml', '.')).toBe(true);
  expect(isWithin('/other/b.yaml', '.')).toBe(false);
  expect(isWithin('/other/b.yaml', '/')).toBe(true);
});

test('the order of names does not depend on the language', () => {
  expect(['é', 'a', 'Z', 'z', '_'].sort(byCodeUnits)).toEqual(['Z', '_', 'a', 'z', 'é']);
});

test('troubles of the file system have words; anything else is a bug', () => {
  const error = (code: string): Error => Object.assign(new Error('x'), { code });
  expect(troubleOf(error('EACCES'))).toBe('you may not read it');
  expect(troubleOf(error('EIO'))).toBe('i/o error');
  expect(() => troubleOf(new TypeError('bug'))).toThrow('bug');
});
