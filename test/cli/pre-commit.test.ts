import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, OFFLINE, pack } from './packed.ts';
import {
  caller,
  entry,
  git,
  OLD,
  plainEnvironment,
  put,
  repositoryWith,
  SHOP,
} from './repository.ts';

const ROOT = join(import.meta.dirname, '../..');
const MIRROR = join(ROOT, 'pre-commit-mirror');
const isInstalled = spawnSync('pre-commit', ['--version']).status === 0;
const skipped = isInstalled ? '' : ' (skipped: pre-commit is not installed)';

/** Of all tests here: what pre-commit installs, and the repository that it installs from. */
const place = { home: '', hooks: '', bin: '' };

beforeAll(() => {
  if (!isInstalled) return;
  place.home = mkdtempSync(join(tmpdir(), 'meshlint-pre-commit-'));
  const archive = pack(place.home);
  place.bin = install(place.home, archive);
  place.hooks = join(place.home, 'mirror');
  cpSync(MIRROR, place.hooks, { recursive: true });
  const file = join(place.hooks, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  // Not published yet, and there is no network here.
  manifest.dependencies.meshlint = `file:${archive}`;
  writeFileSync(file, JSON.stringify(manifest));
  git(place.hooks, 'init', '-q');
  git(place.hooks, 'add', '-A');
  git(place.hooks, 'commit', '-q', '-m', 'first');
  git(place.hooks, 'tag', 'v0.1.0');
});

afterAll(() => {
  if (place.home !== '') rmSync(place.home, { recursive: true, force: true });
});

function environment(): NodeJS.ProcessEnv {
  const env: Record<string, string | undefined> = {
    ...plainEnvironment(),
    ...OFFLINE,
    PRE_COMMIT_HOME: join(place.home, 'cache'),
  };
  // pre-commit takes the Node that is there only if it lies outside of the home folder, else it fetches one.
  return { ...env, HOME: place.home, PATH: [place.bin, env.PATH].join(delimiter) };
}

/** A repository in which all is well but for one file, with a hook. */
function shopWith(hook: string): string {
  const folder = repositoryWith({
    ...SHOP,
    ...OLD,
    '.pre-commit-config.yaml': `repos:\n- repo: ${place.hooks}\n  rev: v0.1.0\n  hooks:\n  - id: ${hook}\n`,
  });
  const { status, stderr } = run(folder, 'pre-commit', 'install');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return folder;
}

function run(
  folder: string,
  command: string,
  ...args: readonly string[]
): { status: number | null; output: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr, stderr };
}

function commit(folder: string): { status: number | null; output: string } {
  const settings = ['-c', 'user.name=Shop', '-c', 'user.email=shop@shop.test'];
  return run(folder, 'git', ...settings, 'commit', '-m', 'next');
}

for (const hook of ['meshlint-system', 'meshlint']) {
  test.skipIf(!isInstalled)(
    `${hook} stops a bad commit and lets a good one pass${skipped}`,
    () => {
      const folder = shopWith(hook);
      put(folder, { 'new.yaml': caller('new', 'api.newpay.io') });
      git(folder, 'add', '-A');
      const bad = commit(folder);
      expect(bad.output).toContain('error[missing-service-entry]: Deployment shop/new calls');
      expect(bad.output).not.toContain('Deployment shop/old calls');
      expect(bad.output).toContain('1 finding in files you did not touch, not shown');
      expect(bad.status).toBe(1);

      put(folder, { 'new.yaml': caller('new', 'api.paywell.io') });
      git(folder, 'add', '-A');
      const good = commit(folder);
      expect(good.output).toContain('Passed');
      expect(good.status).toBe(0);
    },
    120_000,
  );
}

test.skipIf(!isInstalled)(
  `a commit that only deletes what others need is stopped${skipped}`,
  () => {
    const folder = shopWith('meshlint-system');
    git(folder, 'rm', '-q', 'entry.yaml');
    const { status, output } = commit(folder);
    expect(output).toContain('error[missing-service-entry]: Deployment shop/api calls');
    expect(output).toContain('1 finding in files you did not touch, shown because');
    expect(status).toBe(1);
  },
);

test.skipIf(!isInstalled)(`a file is judged as it is staged${skipped}`, () => {
  const folder = shopWith('meshlint-system');
  put(folder, { 'api.yaml': caller('api', 'api.newpay.io') });
  git(folder, 'add', '-A');
  put(folder, { 'api.yaml': SHOP['api.yaml'] ?? '' });
  expect(commit(folder).status).toBe(1);

  git(folder, 'add', '-A');
  put(folder, { 'README.md': 'the shop', 'api.yaml': caller('api', 'api.newpay.io') });
  git(folder, 'add', 'README.md');
  expect(commit(folder).status).toBe(0);
  expect(readFileSync(join(folder, 'api.yaml'), 'utf8')).toContain('api.newpay.io');
});

test.skipIf(!isInstalled)(
  `meshlint-fix mends what is staged, also in part, and lets it pass when it is added${skipped}`,
  () => {
    const folder = shopWith('meshlint-fix');
    const misspelt = entry('storage', 'storage.googleapi.com');
    const mended = entry('storage', 'storage.googleapis.com');
    put(folder, { 'storage.yaml': misspelt });
    git(folder, 'add', '-A');
    put(folder, { 'storage.yaml': `${misspelt}# not staged\n` });
    const stopped = commit(folder);
    expect(stopped.output).toContain('files were modified by this hook');
    expect(stopped.output).toContain('1 fixed');
    expect(stopped.status).toBe(1);
    expect(readFileSync(join(folder, 'storage.yaml'), 'utf8')).toBe(`${mended}# not staged\n`);

    git(folder, 'add', '-A');
    expect(commit(folder).status).toBe(0);
    expect(git(folder, 'show', 'HEAD:storage.yaml')).toContain(mended);
  },
  120_000,
);

test.skipIf(!isInstalled)(
  `meshlint-all fails for anything, in CI too${skipped}`,
  () => {
    const folder = shopWith('meshlint-all');
    const { status, output } = run(folder, 'pre-commit', 'run', '--all-files');
    expect(output).toContain('Deployment shop/old calls');
    expect(status).toBe(1);
  },
  120_000,
);

test('the mirror has the hooks and the version of this package', () => {
  const [mirror, own] = [MIRROR, ROOT].map((folder) => ({
    hooks: readFileSync(join(folder, '.pre-commit-hooks.yaml'), 'utf8').replace(/^(?:#.*\n)*/, ''),
    ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  }));
  expect(mirror.hooks).toBe(own.hooks);
  expect(mirror).toMatchObject({
    version: own.version,
    engines: own.engines,
    license: own.license,
    dependencies: { meshlint: own.version },
  });
});
