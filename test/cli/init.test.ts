import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { folderWith, meshlint, SERVICE } from './run.ts';

test('what is written works, and changes nothing', () => {
  const folder = folderWith({ 'package.json': '{}', 'a.yaml': SERVICE, '.github/x': '' });
  const before = meshlint(folder, ['-f', 'json']);
  const { code, stdout } = meshlint(folder, ['init']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout:
      'wrote meshlint.yaml\nwrote .github/workflows/meshlint.yml\nwrote .pre-commit-config.yaml\n',
  });
  const after = meshlint(folder, ['-f', 'json']);
  expect(after.code).toBe(before.code);
  expect(JSON.parse(after.stdout).findings).toEqual(JSON.parse(before.stdout).findings);
  for (const file of ['.github/workflows/meshlint.yml', '.pre-commit-config.yaml']) {
    expect(parseDocument(readFileSync(join(folder, file), 'utf8')).errors).toEqual([]);
  }
});

test('every setting of the configuration is right once it is no comment any more', () => {
  const folder = folderWith({});
  meshlint(folder, ['init']);
  const text = readFileSync(join(folder, 'meshlint.yaml'), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=\S+\/schemas\/config\.schema\.json\n/);
  const on = text.replace(/^# (?=[a-z]+:(?:\n| [a-z]+\n)| {2})/gm, '');
  expect(on).toContain('\nrules:\n  retired-api: info\n');
  const { code, stdout } = meshlint(folderWith({ 'meshlint.yaml': on }), ['show-config']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ migrating: 'auto', hosts: ['*.example.com'] });
});

test('no file is ever written over; what would have to be added is told', () => {
  const files = {
    'meshlint.json': '{}',
    '.pre-commit-config.yaml': 'repos: []\n',
    '.gitlab-ci.yml': 'a: b\n',
  };
  const folder = folderWith(files);
  const { code, stdout } = meshlint(folder, ['init']);
  expect(code).toBe(0);
  expect(stdout).toContain('left meshlint.json alone: it is there already\n');
  expect(stdout).toContain('left .gitlab-ci.yml alone: it is there already. To be added to it:');
  expect(stdout).toContain('entry: npx --no-install meshlint check --staged');
  for (const [name, content] of Object.entries(files)) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
  }
  expect(existsSync(join(folder, 'meshlint.yaml'))).toBe(false);
});

test('what is not wanted is not written', () => {
  const folder = folderWith({ '.github/x': '' });
  expect(meshlint(folder, ['init', '--ci', 'none', '--no-pre-commit']).stdout).toBe(
    'wrote meshlint.yaml\n',
  );
  expect(meshlint(folder, ['init', '--ci=jenkins']).code).toBe(2);
});
