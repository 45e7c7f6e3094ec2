import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { BLOCKED, caller, git, plainEnvironment, put, repositoryWith, SHOP } from './repository.ts';

const DIST = join(import.meta.dirname, '../../dist');
const CLI = join(DIST, 'cli.js');
const NETWORK = /^(?:node:)?(?:net|http|https|http2|tls|dns|dgram|inspector|cluster)(?:\/|$)/;
const PROGRAMS = /^(?:node:)?(?:child_process|worker_threads)$/;

const isPermitted = spawnSync('unshare', ['-rn', 'true']).status === 0;
const skipped = isPermitted ? '' : ' (skipped: unshare is not permitted)';

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.c?js$/.test(name),
);

/** The modules that a text imports or requires, whatever their quotes. */
function modulesOf(text: string): string[] {
  const asked =
    /(?:\bfrom\s*|\bimport\s*\(?\s*|require\w*\s*\(\s*|getBuiltinModule\(\s*)["'`]([^"'`]+)["'`]/g;
  return Array.from(text.matchAll(asked), ([, name = '']) => name);
}

test('the search for modules finds them in every form', () => {
  const text = `import{a}from"node:net";import"http";await import('node:https');require("tls");__require(\`dns\`)`;
  expect(modulesOf(text)).toEqual(['node:net', 'http', 'node:https', 'tls', 'dns']);
  expect(modulesOf(text).filter((name) => NETWORK.test(name))).toHaveLength(5);
});

for (const name of files) {
  test(`dist/${name} has no network code`, () => {
    const text = readFileSync(join(DIST, name), 'utf8');
    expect(modulesOf(text).filter((each) => NETWORK.test(each))).toEqual([]);
    expect(text).not.toMatch(/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource)\s*\(/);
    expect(text).not.toMatch(/\bprocess\.binding\b/);
  });
}

test('one file of the program starts other programs', () => {
  const starting = files.filter((name) =>
    modulesOf(readFileSync(join(DIST, name), 'utf8')).some((each) => PROGRAMS.test(each)),
  );
  expect(starting).toHaveLength(1);
  expect(readFileSync(join(DIST, starting[0] ?? ''), 'utf8')).toMatch(
    /\bspawnSync\)?\(\w+\.program/,
  );
});

const COMMANDS: readonly [args: readonly string[], code: number, words: string][] = [
  [['-f', 'json', '-f', 'sarif=out.sarif', '-f', 'markdown=out.md'], 1, BLOCKED],
  [['--staged'], 1, BLOCKED],
  [['--changed-since', 'HEAD'], 1, BLOCKED],
  [['explain', BLOCKED], 0, BLOCKED],
  [['rules'], 0, BLOCKED],
  [['show-files'], 0, 'new.yaml'],
];

for (const [args, code, words] of COMMANDS) {
  test.skipIf(!isPermitted)(`without a network: ${args.join(' ')}${skipped}`, () => {
    const folder = repositoryWith(SHOP);
    put(folder, { 'new.yaml': caller('new', 'api.newpay.io') });
    git(folder, 'add', '-A');
    const { status, stdout } = spawnSync('unshare', ['-rn', process.execPath, CLI, ...args], {
      cwd: folder,
      env: plainEnvironment(),
      encoding: 'utf8',
    });
    expect(stdout).toContain(words);
    expect(status).toBe(code);
  });
}
