import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { sarifErrors } from '../report/formats/sarif-schema.ts';
import { BROKEN, DEPLOYMENT, folderWith, meshlint, nginxConfigMap, SERVICE, TWICE } from './run.ts';

const NGINX = nginxConfigMap(
  'location /api/ { proxy_pass http://shop:80; }',
  'location /old/ { proxy_pass http://shop:80; }',
);

const ONE_LINE = 'apiVersion: v1\nkind: Service\nmetadata: {name: a, name: b, name: c}\n';

/** Two findings on one line, names that need escaping, a finding with a fix, a broken file, and one beside the repository. */
const FILES = {
  'shop/k8s/broken.yaml': BROKEN,
  'shop/k8s/deployment.yaml': DEPLOYMENT,
  'shop/k8s/nginx.yaml': NGINX,
  'shop/k8s/service.yaml': SERVICE,
  'shop/k8s/my file #1, 100%: a&b.yaml': ONE_LINE,
  'shop/k8s/日本/ä.yaml': TWICE,
  'outside/twice.yaml': TWICE,
};

const ARGS = [
  ...['--only', 'duplicate-key,unreadable-file,http10-proxy-pass', '--istio-version=1.20'],
  ...['--quiet', '.', '../../outside'],
];

/** No variables of the CI in which the tests themselves run. */
const QUIET_ENV = { GITHUB_SHA: '', CI_COMMIT_SHA: '' };

/** What one format says of the project, run in a folder of the repository. */
function written(format: string): string {
  const folder = folderWith(FILES);
  mkdirSync(join(folder, 'shop/.git'));
  const { stdout, stderr, code } = meshlint(join(folder, 'shop/k8s'), ['-f', format, ...ARGS], {
    env: QUIET_ENV,
  });
  expect(stderr).toBe('');
  expect(code).toBe(2);
  return stdout.replaceAll(folder, '/tmp/x');
}

test('sarif', async () => {
  const text = written('sarif');
  const log = JSON.parse(text);
  expect(sarifErrors(log)).toEqual([]);
  const [run] = log.runs;
  const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id);
  for (const result of run.results) {
    expect(ids[result.ruleIndex]).toBe(result.ruleId);
    delete result.ruleIndex;
  }
  for (const { associatedRule } of run.invocations[0].toolExecutionNotifications) {
    expect(ids[associatedRule.index]).toBe(associatedRule.id);
    delete associatedRule.index;
  }
  delete run.tool.driver.rules;
  await expect(`${JSON.stringify(log, null, 2)}\n`).toMatchFileSnapshot('golden/report.sarif');
});

for (const [format, file] of [
  ['github', 'github.txt'],
  ['gitlab', 'gitlab.json'],
  ['markdown', 'markdown.md'],
] as const) {
  test(format, async () => {
    await expect(written(format)).toMatchFileSnapshot(`golden/${file}`);
  });
}

for (const format of ['junit', 'checkstyle']) {
  test(format, async () => {
    const text = written(format).replace(/ time="[\d.]+"/, ' time="0"');
    expect(XMLValidator.validate(text)).toBe(true);
    await expect(text).toMatchFileSnapshot(`golden/${format}.xml`);
  });
}

test('a clean run is a whole report in every format', () => {
  const clean = (format: string): string => {
    const { stdout, code } = meshlint(
      folderWith({ 'a.yaml': SERVICE }),
      ['-f', format, '--quiet', '--only', 'duplicate-key'],
      { env: QUIET_ENV },
    );
    expect(code).toBe(0);
    return stdout;
  };
  const sarif = JSON.parse(clean('sarif'));
  expect(sarifErrors(sarif)).toEqual([]);
  expect(sarif.runs[0].results).toEqual([]);
  expect(sarif.runs[0].tool.driver.rules.length).toBeGreaterThan(15);
  expect(clean('github')).toBe('');
  expect(JSON.parse(clean('gitlab'))).toEqual([]);
  expect(clean('markdown')).toBe('## meshlint\n\n**Nothing found** in 1 file with 1 resource.\n');
  const parser = new XMLParser({ ignoreAttributes: false });
  expect(parser.parse(clean('junit')).testsuites).toMatchObject({
    '@_tests': '1',
    '@_failures': '0',
    testsuite: { testcase: { '@_name': 'no findings' } },
  });
  expect(parser.parse(clean('checkstyle')).checkstyle).toEqual({ '@_version': '4.3' });
});

test('SARIF beside another report, and links to the commit that CI looks at', () => {
  const folder = folderWith({ 'a.yaml': TWICE });
  const { stdout } = meshlint(
    folder,
    ['-f', 'sarif=out.sarif', '-f', 'markdown', '--only', 'duplicate-key'],
    {
      env: {
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'team/shop',
        GITHUB_SHA: 'abc',
      },
    },
  );
  expect(stdout).toContain('(https://github.example/team/shop/blob/abc/a.yaml#L5)');
  const log = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'));
  expect(sarifErrors(log)).toEqual([]);
  expect(log.runs[0].results).toHaveLength(1);
});

test('a repository inside another one, and a worktree, whose .git is a file', () => {
  const folder = folderWith({ 'inner/.git': 'gitdir: /x\n', 'inner/k8s/a.yaml': TWICE });
  mkdirSync(join(folder, '.git'));
  const { stdout } = meshlint(join(folder, 'inner/k8s'), ['-f', 'github', '--quiet']);
  expect(stdout).toContain('file=k8s/a.yaml,line=5,');
});

test('a link that is named is reported where its file lies', () => {
  const folder = folderWith({ 'real/a.yaml': TWICE });
  mkdirSync(join(folder, '.git'));
  symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
  const { stdout } = meshlint(folder, ['-f', 'github', '--quiet', 'link.yaml']);
  expect(stdout).toContain('file=real/a.yaml,line=5,');
});
