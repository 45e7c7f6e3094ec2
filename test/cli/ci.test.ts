import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { install, OFFLINE, pack } from './packed.ts';
import {
  caller,
  type Files,
  git,
  OLD,
  plainEnvironment,
  put,
  repositoryWith,
  SHOP,
} from './repository.ts';
import { BROKEN, folderWith } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const DOCS = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');

/** The installed program, for all tests here. */
const place = { home: '', archive: '' };

beforeAll(() => {
  place.home = mkdtempSync(join(tmpdir(), 'meshlint-ci-'));
  place.archive = pack(place.home);
  install(place.home, place.archive);
}, 60_000);

afterAll(() => rmSync(place.home, { recursive: true, force: true }));

/** A repository that has the program as a dependency. */
function shop(files: Files = {}): string {
  const folder = repositoryWith({ ...SHOP, ...files });
  symlinkSync(join(place.home, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As a runner of GitHub does for `shell: bash`. */
function bash(folder: string, script: string, env: Readonly<Record<string, string>>): Ran {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    { cwd: folder, env: { ...plainEnvironment(), ...OFFLINE, ...env }, encoding: 'utf8' },
  );
  return { code: status, stdout, stderr };
}

interface Acted extends Ran {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly temp: string;
}

/** Runs the action's own steps one after the other, with inputs as GitHub hands them over; other actions are left out. */
function act(folder: string, given: Readonly<Record<string, string>> = {}): Acted {
  const temp = folderWith({ output: '', summary: '' });
  const inputs: Record<string, string> = { ...defaults(), ...given };
  const around = {
    RUNNER_TEMP: temp,
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    GITHUB_ACTION_PATH: ROOT,
  };
  const outputs = (): Record<string, string> =>
    Object.fromEntries(
      Array.from(
        readFileSync(around.GITHUB_OUTPUT, 'utf8').matchAll(/^([^=]+)=(.*)$/gm),
        (line) => [line[1] ?? '', line[2] ?? ''],
      ),
    );
  const value = (text: string): string =>
    text.replaceAll(/\$\{\{ (inputs|steps\.check\.outputs)\.([\w-]+) \}\}/g, (_, from, name) => {
      const found = from === 'inputs' ? inputs[name] : outputs()[name];
      if (found === undefined) throw new Error(`nothing is called ${name}`);
      return found;
    });
  let ran: Ran = { code: 0, stdout: '', stderr: '' };
  for (const { run, env = {}, 'working-directory': below = '.' } of ACTION.runs.steps) {
    if (run === undefined) continue;
    const own = Object.entries<string>(env).map(([name, text]) => [name, value(text)]);
    const { code, stdout, stderr } = bash(join(folder, value(below)), run, {
      ...around,
      ...Object.fromEntries(own),
    });
    ran = { code, stdout: ran.stdout + stdout, stderr: ran.stderr + stderr };
    if (code !== 0) break;
  }
  return { ...ran, temp, outputs: outputs(), summary: readFileSync(join(temp, 'summary'), 'utf8') };
}

function defaults(): Record<string, string> {
  const inputs = Object.entries<{ default: string }>(ACTION.inputs);
  return Object.fromEntries(inputs.map(([name, input]) => [name, input.default]));
}

test('action: findings fail the job, with annotations, summary and SARIF', () => {
  const { code, stdout, summary, outputs } = act(shop(OLD));
  expect(stdout).toContain('::error file=old.yaml,line=20,');
  expect(summary).toContain('missing-service-entry');
  expect(outputs['exit-code']).toBe('1');
  const sarif = JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8'));
  expect(sarif.runs[0].results).toHaveLength(1);
  expect(code).toBe(1);
});

test('action: where all is well the job passes, and SARIF is there to close alerts', () => {
  const { code, outputs, stdout } = act(shop());
  expect(stdout).toBe('');
  expect(code).toBe(0);
  expect(existsSync(outputs.sarif ?? '')).toBe(true);
});

test('action: each input does what it says', () => {
  const folder = shop({ ...OLD, 'a folder/new.yaml': caller('new', 'api.newpay.io') });
  expect(act(folder, { 'fail-on': 'never' })).toMatchObject({
    code: 0,
    outputs: { 'exit-code': '0' },
  });
  const narrow = act(folder, { paths: 'a folder\ngateway\n' });
  expect(narrow.stdout).toContain('::error file=a folder/new.yaml');
  expect(narrow.stdout).not.toContain('old.yaml');
  expect(act(folder, { args: '--rule missing-service-entry=off\n--quiet' })).toMatchObject({
    code: 0,
    stderr: '',
  });
});

test('action: in a folder of the repository, places are told from its top', () => {
  const files = Object.entries({ ...SHOP, ...OLD }).map(([name, text]) => [`shop/${name}`, text]);
  const folder = repositoryWith(Object.fromEntries(files));
  symlinkSync(join(place.home, 'node_modules'), join(folder, 'shop/node_modules'));
  const { code, stdout } = act(folder, { 'working-directory': 'shop' });
  expect(stdout).toContain('::error file=shop/old.yaml,line=20,');
  expect(code).toBe(1);
});

test('action: a version is fetched by npx', () => {
  const folder = repositoryWith({ ...SHOP, ...OLD });
  const { code, stdout } = act(folder, { version: `file:${place.archive}` });
  expect(stdout).toContain('::error file=old.yaml,line=20,');
  expect(code).toBe(1);
});

test('action: what cannot be done is exit code 2', () => {
  expect(act(shop({ 'broken.yaml': BROKEN })).code).toBe(2);
  const { code, outputs } = act(shop(), { 'fail-on': 'sometimes' });
  expect(code).toBe(2);
  expect(outputs).toEqual({ 'exit-code': '2' });
});

test('action: inputs are never run', () => {
  const folder = shop();
  const before = readdirSync(folder).sort();
  const texts = ['$(touch made) `touch made`', '"; touch made; \'; touch made; * &'];
  for (const text of texts) {
    for (const input of ['paths', 'args', 'fail-on', 'version']) {
      expect(act(folder, { [input]: text }).code).not.toBe(0);
    }
  }
  expect(readdirSync(folder).sort()).toEqual(before);
  for (const { run = '' } of ACTION.runs.steps) expect(run).not.toContain('${{');
}, 120_000);

test('action: other actions are pinned to a major version', () => {
  const used = ACTION.runs.steps.flatMap(({ uses }: { uses?: string }) => uses ?? []);
  expect(used).toEqual(['github/codeql-action/upload-sarif@v4']);
});

/** The examples in the documentation that begin with the name of their file. */
function example(file: string): string {
  const found = Array.from(
    DOCS.matchAll(/^```\w+\n(# [^\n]*\n[\s\S]*?)^```$/gm),
    ([, text]) => text,
  );
  const text = found.find((each) => each?.split('\n')[0]?.includes(file));
  if (text === undefined) throw new Error(`no example of ${file}`);
  return text;
}

test('documentation: the workflow and the table name inputs that the action has', () => {
  const steps = parse(example('.github/workflows/meshlint.yml')).jobs.meshlint.steps;
  for (const { uses, with: inputs = {} } of steps) {
    if (!uses.includes('/meshlint@')) continue;
    for (const name of Object.keys(inputs)) expect(ACTION.inputs).toHaveProperty(name);
  }
  const rows = Array.from(DOCS.matchAll(/^\| `([\w-]+)` \| (?:`([^`]*)`)? ?\|/gm), (row) => row);
  expect(Object.fromEntries(rows.map(([, name, text = '']) => [name, text]))).toEqual(defaults());
});

test('documentation: the jobs of GitLab run', () => {
  const jobs = parse(example('.gitlab-ci.yml'));
  const folder = shop(OLD);
  const whole = bash(folder, jobs.meshlint.script.join('\n'), {});
  expect(whole.stdout).toContain('error[missing-service-entry]');
  expect(whole.code).toBe(1);
  const { codequality, junit } = jobs.meshlint.artifacts.reports;
  expect(JSON.parse(readFileSync(join(folder, codequality), 'utf8'))).toHaveLength(1);
  expect(readFileSync(join(folder, junit), 'utf8')).toContain('<testsuite');

  const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folder, 'rev-parse', 'HEAD').trim() };
  const changes = jobs['meshlint-changes'].script.join('\n');
  expect(bash(folder, changes, env).code).toBe(0);
  put(folder, { 'new.yaml': caller('new', 'api.newpay.io') });
  expect(bash(folder, changes, env)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Deployment shop/new'),
  });
});

test('documentation: the step of Cloud Build runs', () => {
  const [{ entrypoint, args }] = parse(example('cloudbuild.yaml')).steps;
  const words = [entrypoint, ...args].map((word) => `'${word}'`).join(' ');
  expect(bash(shop(OLD), words, {}).code).toBe(1);
  expect(bash(shop(), words, {}).code).toBe(0);
});

test('documentation: the lines for husky and lefthook run', () => {
  const lefthook = parse(example('lefthook.yml'));
  const folder = shop(OLD);
  const bad = { 'new.yaml': caller('new', 'api.newpay.io') };
  for (const script of [
    example('.husky/pre-commit'),
    lefthook['pre-commit'].commands.meshlint.run,
  ]) {
    expect(bash(folder, script, {}).code).toBe(0);
    put(folder, bad);
    git(folder, 'add', 'new.yaml');
    expect(bash(folder, script, {}).code).toBe(1);
    git(folder, 'rm', '-qf', 'new.yaml');
  }
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  put(folder, bad);
  const push = lefthook['pre-push'].commands.meshlint.run;
  expect(bash(folder, push, {}).code).toBe(1);
});

test('documentation: every version is that of this package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const texts = [DOCS, readFileSync(join(ROOT, 'pre-commit-mirror/README.md'), 'utf8')];
  const versions = texts.flatMap((text) =>
    Array.from(text.matchAll(/(?:meshlint@v?|rev: v)(\d[\w.-]*)/g), ([, found]) => found),
  );
  expect(versions.length).toBeGreaterThan(5);
  expect(new Set(versions)).toEqual(new Set([version]));
});
