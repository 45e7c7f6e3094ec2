import { expect, test } from 'vitest';
import { BROKEN, folderWith, meshlint, READING, SERVICE, TWICE } from './run.ts';

type Files = Readonly<Record<string, string>>;
const CLEAN: Files = { 'a.yaml': SERVICE };
const WARNING: Files = { 'a.yaml': TWICE };
const UNREADABLE: Files = { 'a.yaml': BROKEN, 'b.yaml': SERVICE };

const TABLE: readonly [code: number, name: string, files: Files, args: readonly string[]][] = [
  [0, 'nothing wrong', CLEAN, []],
  [0, 'nothing wrong, told by name', CLEAN, ['check', 'a.yaml']],
  [1, 'a warning', WARNING, []],
  [1, 'a warning that is not shown', WARNING, ['--min-severity', 'error']],
  [0, 'a warning below --fail-on', WARNING, ['--fail-on', 'error']],
  [1, 'a warning above --fail-on', WARNING, ['--fail-on', 'info']],
  [0, 'a warning that never fails', WARNING, ['--fail-on', 'never']],
  [1, 'a warning made an error', WARNING, ['--rule', 'duplicate-key=error', '--fail-on', 'error']],
  [0, 'a warning made info', WARNING, ['--rule', 'duplicate-key=info']],
  [0, 'a rule switched off', WARNING, ['--rule', 'duplicate-key=off']],
  [2, 'a file that cannot be parsed', UNREADABLE, []],
  [2, 'a file that cannot be parsed never counts as checked', UNREADABLE, ['--fail-on', 'never']],
  [2, 'nor when other rules alone are asked for', UNREADABLE, ['--only', 'duplicate-key']],
  [0, 'unless that is switched off', UNREADABLE, ['--rule', 'unreadable-file=off']],
  [0, 'a broken file that is not asked about', UNREADABLE, ['b.yaml']],
  [2, 'a path that is not there', CLEAN, ['missing']],
  [2, 'a misspelt command is such a path', CLEAN, ['chekc']],
  [2, 'an empty folder', {}, []],
  [0, 'an empty folder that may be empty', {}, ['--allow-empty']],
  [2, 'files without any configuration', { 'README.md': '', 'a.yaml': 'a: b' }, []],
  [2, 'a dependency list alone', { 'package.json': '{}' }, []],
  [2, 'an option that does not exist', CLEAN, ['--strict']],
  [2, 'a format that does not exist', CLEAN, ['-f', 'xml']],
  [2, 'two formats for standard output', CLEAN, ['-f', 'json', '-f', 'full']],
  [2, 'a rule that does not exist', CLEAN, ['--rule', 'duplicat-key=off']],
  [2, 'a rule alone that does not exist', CLEAN, ['--only', 'duplicat-key']],
  [2, 'a severity that does not exist', CLEAN, ['--rule', 'duplicate-key=fatal']],
  [2, 'a version that is none', CLEAN, ['--istio-version', 'newest']],
  [2, 'a version without a minor', CLEAN, ['--kubernetes-version', '1']],
  [0, 'a version of GKE', CLEAN, ['--kubernetes-version', 'v1.33.4-gke.1036000']],
  [2, 'a namespace that is none', CLEAN, ['--namespace', 'My Shop']],
  [2, 'a cluster without a path', CLEAN, ['--cluster', 'west']],
  [2, 'a context that is not there', CLEAN, ['--context', 'missing']],
  [2, 'a MeshConfig that is not there', CLEAN, ['--mesh-config', 'missing']],
  [2, 'an output file in no folder', CLEAN, ['-f', 'json=missing/out.json']],
  [2, 'a wrong value of --migrating', CLEAN, ['--migrating=maybe']],
  [0, '--migrating alone does not swallow the path', CLEAN, ['--migrating', 'a.yaml']],
  [0, 'no configuration file is asked for', CLEAN, ['--no-config']],
];

for (const [code, name, files, args] of TABLE) {
  test(`${code}: ${name}`, () => {
    const folder = folderWith(files);
    const only = args.includes('--only') || args.includes('--rule') ? [] : READING;
    const outcome = meshlint(folder, [...args, ...only]);
    expect(outcome).toMatchObject({ code });
    if (code === 2) expect(outcome.stderr + outcome.stdout).not.toBe('');
    expect(outcome.stderr).not.toContain('internal error');
  });
}

for (const format of ['full', 'json', 'json=out.json', 'sarif', 'junit', 'github']) {
  test(`every code is the same with -f ${format}`, () => {
    const codes = [CLEAN, WARNING, UNREADABLE, {}].map(
      (files) => meshlint(folderWith(files), ['-f', format, ...READING]).code,
    );
    expect(codes).toEqual([0, 1, 2, 2]);
  });
}

for (const args of [['--help'], ['check', '--help'], ['--version'], ['version'], ['rules']]) {
  test(`0: ${args.join(' ')}`, () => {
    expect(meshlint(folderWith({}), args)).toMatchObject({ code: 0, stderr: '' });
  });
}

test('what was misspelt is told, with what may be meant', () => {
  const { stderr } = meshlint(folderWith(CLEAN), ['--rule', 'duplicat-key=off']);
  expect(stderr).toContain(
    '--rule: there is no rule "duplicat-key", did you mean "duplicate-key"?',
  );
  expect(meshlint(folderWith(CLEAN), ['missing']).stderr).toBe(
    'meshlint: missing: no such file or folder\n',
  );
});
