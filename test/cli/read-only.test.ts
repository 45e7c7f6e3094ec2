import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith, meshlint, SERVICE } from './run.ts';

/** Commands that are told of no file to write. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check', '--no-render'],
  ['check', '--no-render', '--diff'],
  ['generate'],
  ['graph'],
  ['show-config'],
  ['show-files'],
  ['explain', 'leftover-ingress'],
];

test.each(COMMANDS)(
  '%s %s writes nothing: not there, not at home, not where temporary files go',
  (...args) => {
    const folder = folderWith({ 'service.yaml': SERVICE });
    const elsewhere = folderWith({});
    meshlint(folder, args, {
      env: { HOME: elsewhere, TMPDIR: elsewhere, XDG_CACHE_HOME: elsewhere },
    });
    expect(readdirSync(folder)).toEqual(['service.yaml']);
    expect(readdirSync(elsewhere)).toEqual([]);
  },
);
