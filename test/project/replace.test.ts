import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hindranceOf, replaceText } from '../../src/project/replace.ts';

/** A folder with a project in `here`, which has one file `a.yaml`, and something beside it. */
function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'meshlint-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const name of ['here/.git', 'here/below', 'there']) {
    mkdirSync(join(path, name), { recursive: true });
  }
  writeFileSync(join(path, 'here/a.yaml'), 'a: 1\n');
  writeFileSync(join(path, 'there/b.yaml'), 'b: 1\n');
  return path;
}

test('a file may change as long as it is what was judged', () => {
  const here = join(folder(), 'here');
  expect(hindranceOf(here, 'a.yaml', 'a: 1\n')).toBe(undefined);
  expect(hindranceOf(here, 'a.yaml', 'a: 2\n')).toBe('changed');
  expect(hindranceOf(here, 'gone.yaml', '')).toBe('changed');
  writeFileSync(join(here, 'a.yaml'), Buffer.from([0xff, 0x00]));
  expect(hindranceOf(here, 'a.yaml', 'a: 1\n')).toBe('changed');
});

test('a file that nobody may write is read-only, for root too', () => {
  const here = join(folder(), 'here');
  chmodSync(join(here, 'a.yaml'), 0o444);
  expect(hindranceOf(here, 'a.yaml', 'a: 1\n')).toBe('read-only');
});

test('links may lead through the project, and not out of it', () => {
  const path = folder();
  const here = join(path, 'here');
  symlinkSync('../a.yaml', join(here, 'below/in.yaml'));
  symlinkSync('below/in.yaml', join(here, 'twice.yaml'));
  symlinkSync('../there/b.yaml', join(here, 'out.yaml'));
  symlinkSync('../there', join(here, 'folder'));
  symlinkSync('round.yaml', join(here, 'round.yaml'));
  expect(hindranceOf(here, 'below/in.yaml', 'a: 1\n')).toBe(undefined);
  expect(hindranceOf(here, 'twice.yaml', 'a: 1\n')).toBe(undefined);
  expect(hindranceOf(join(here, 'below'), '../a.yaml', 'a: 1\n')).toBe(undefined);
  expect(hindranceOf(here, 'out.yaml', 'b: 1\n')).toBe('outside');
  expect(hindranceOf(here, 'folder/b.yaml', 'b: 1\n')).toBe('outside');
  expect(hindranceOf(here, 'round.yaml', '')).toBe('changed');
});

test('a file outside that was named may change, but what a link there leads to may not', () => {
  const path = folder();
  symlinkSync('../here/a.yaml', join(path, 'there/link.yaml'));
  expect(hindranceOf(join(path, 'here'), join(path, 'there/b.yaml'), 'b: 1\n')).toBe(undefined);
  const link = join(path, 'there/link.yaml');
  expect(hindranceOf(join(path, 'here'), link, 'a: 1\n')).toBe('outside');
});

test('a project that is reached by a link is no way out', () => {
  const path = folder();
  symlinkSync('here', join(path, 'linked'));
  expect(hindranceOf(join(path, 'linked'), 'a.yaml', 'a: 1\n')).toBe(undefined);
});

test('a text is replaced with its mode, through a link, and leaves nothing else behind', () => {
  const here = join(folder(), 'here');
  chmodSync(join(here, 'a.yaml'), 0o640);
  symlinkSync('../a.yaml', join(here, 'below/in.yaml'));
  expect(replaceText(here, 'below/in.yaml', 'a: \u{1f980}')).toBe(undefined);
  expect(readFileSync(join(here, 'a.yaml'), 'utf8')).toBe('a: \u{1f980}');
  expect(statSync(join(here, 'a.yaml')).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(here, 'below/in.yaml')).isSymbolicLink()).toBe(true);
  expect(readdirSync(here).sort()).toEqual(['.git', 'a.yaml', 'below']);
});

test('what cannot be replaced says why, and stays as it is', () => {
  const here = join(folder(), 'here');
  expect(replaceText(here, 'gone.yaml', '')).toBe('it is not there');
  expect(replaceText(here, 'below', 'x')).toMatch(/./);
  expect(readdirSync(here).sort()).toEqual(['.git', 'a.yaml', 'below']);
});
