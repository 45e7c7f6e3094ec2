import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry } from './repository.ts';
import { DEPLOYMENT, folderWith, meshlint, nginxConfigMap, type Outcome } from './run.ts';

/** A host with a letter missing: safe to mend. */
const MISSPELT = entry('storage', 'storage.googleapi.com');
const MENDED = entry('storage', 'storage.googleapis.com');

const NGINX = nginxConfigMap('location / {', '  proxy_pass http://api;', '}');

/** Exactly what is asked for is checked, whatever rules come and go. */
function fix(folder: string, ...args: readonly string[]): Outcome {
  return meshlint(folder, ['-f', 'concise', '--only', 'misspelt-host', ...args]);
}

function read(folder: string, file = 'a.yaml'): string {
  return readFileSync(join(folder, file), 'utf8');
}

test('--fix mends what it can, reports what is left, and a second time changes nothing', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT, 'b.yaml': MENDED });
  const before = fix(folder);
  expect(before.code).toBe(1);
  expect(before.stderr).toContain('0 errors, 1 warning, 0 info, 1 that --fix would cure\n');
  const first = fix(folder, '--fix');
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toContain('0 errors, 0 warnings, 0 info, 1 fixed\n');
  expect(read(folder)).toBe(MENDED);
  const { mtimeMs } = statSync(join(folder, 'a.yaml'));
  const second = fix(folder, '--fix');
  expect(second.stderr).toContain('0 fixed\n');
  expect(statSync(join(folder, 'a.yaml')).mtimeMs).toBe(mtimeMs);
});

test('--fix names a path behind it, not a value', () => {
  const folder = folderWith({ 'package.json': '{}', 'a.yaml': MISSPELT, 'b.yaml': MISSPELT });
  fix(folder, '--fix', 'b.yaml');
  expect([read(folder), read(folder, 'b.yaml')]).toEqual([MISSPELT, MENDED]);
});

test('JSON tells how many were fixed', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT });
  const { stdout } = fix(folder, '--fix', '-f', 'json=report.json');
  expect(stdout).toBe('');
  expect(JSON.parse(read(folder, 'report.json')).summary).toMatchObject({ fixed: 1, fixable: 0 });
});

test('byte order mark, CRLF, mode and the missing last line break stay', () => {
  const windows = (text: string): string => `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`;
  const folder = folderWith({ 'a.yaml': windows(MISSPELT) });
  chmodSync(join(folder, 'a.yaml'), 0o640);
  fix(folder, '--fix');
  expect(read(folder)).toBe(windows(MENDED));
  expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});

test('nginx in a ConfigMap with CRLF keeps it', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const folder = folderWith({ 'web.yaml': DEPLOYMENT, 'nginx.yaml': crlf(NGINX) });
  meshlint(folder, ['--fix', '--only', 'http10-proxy-pass']);
  expect(read(folder, 'nginx.yaml')).toBe(
    crlf(
      NGINX.replace(
        '        proxy_pass',
        '        proxy_http_version 1.1;\n        proxy_set_header Connection "";\n        proxy_pass',
      ),
    ),
  );
});

test('what is not shown is not fixed', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT });
  fix(folder, '--fix', '--min-severity', 'error');
  fix(folder, '--fix', '--rule', 'misspelt-host=off');
  expect(read(folder)).toBe(MISSPELT);
  fix(folder, '--update-baseline');
  fix(folder, '--fix', '--baseline', 'meshlint-baseline.jsonl');
  expect(read(folder)).toBe(MISSPELT);
});

test('a read-only file is left as it is, and the run has failed', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT, 'b.yaml': MISSPELT });
  chmodSync(join(folder, 'a.yaml'), 0o444);
  const { code, stderr, stdout } = fix(folder, '--fix');
  expect(stderr).toContain('meshlint: a.yaml: left as it is: it is read-only\n');
  expect(stdout).toMatch(/^a\.yaml:8:7: warning\[misspelt-host\][^\n]*\n$/);
  expect(code).toBe(2);
  expect([read(folder), read(folder, 'b.yaml')]).toEqual([MISSPELT, MENDED]);
});

test('a link is followed to its file, but not out of the project', () => {
  const folder = folderWith({
    'project/.git/HEAD': '',
    'project/real/a.yml': MISSPELT,
    'elsewhere/b.yaml': MISSPELT,
  });
  const project = join(folder, 'project');
  symlinkSync('real/a.yml', join(project, 'a.yaml'));
  symlinkSync('../elsewhere/b.yaml', join(project, 'b.yaml'));
  fix(project, '--fix', 'a.yaml');
  expect(lstatSync(join(project, 'a.yaml')).isSymbolicLink()).toBe(true);
  expect(read(project, 'real/a.yml')).toBe(MENDED);

  const { code, stderr } = fix(project, '--fix', 'b.yaml');
  expect(stderr).toContain('meshlint: b.yaml: left as it is: it is a link out of the project\n');
  expect(code).toBe(2);
  expect(read(folder, 'elsewhere/b.yaml')).toBe(MISSPELT);
});

test('a file outside of the current directory is fixed when it is named', () => {
  const folder = folderWith({ 'here/x.yaml': MENDED, 'there/a.yaml': MISSPELT });
  fix(join(folder, 'here'), '--fix', '../there/a.yaml');
  expect(read(folder, 'there/a.yaml')).toBe(MENDED);
});

test('files that exist in the cluster are never touched', () => {
  const folder = folderWith({ 'a.yaml': MENDED, 'cluster/dump.yaml': MISSPELT });
  fix(folder, '--fix', '--context', 'cluster');
  expect(read(folder, 'cluster/dump.yaml')).toBe(MISSPELT);
});

test('--fix on standard input is a usage error', () => {
  const { code, stderr } = meshlint(folderWith({}), ['--fix', '-'], { input: MISSPELT });
  expect(code).toBe(2);
  expect(stderr).toBe('meshlint: --fix: standard input is no file\n');
});

test('--fix=wrong is a usage error', () => {
  const { code, stderr } = meshlint(folderWith({}), ['--fix=wrong']);
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are safe, unsafe.');
});

const DIFF = `--- a/a.yaml
+++ b/a.yaml
@@ -5,7 +5,7 @@
   namespace: shop
 spec:
   hosts:
-    - storage.googleapi.com
+    - storage.googleapis.com
   location: MESH_EXTERNAL
   ports:
     - number: 443
`;

test('--diff prints a patch, changes nothing, and ends as the check does', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT });
  const { code, stdout, stderr } = meshlint(folder, ['--diff', '--only', 'misspelt-host']);
  expect(stdout).toBe(DIFF);
  expect(code).toBe(1);
  expect(stderr).toContain('1 that --fix would cure');
  expect(read(folder)).toBe(MISSPELT);
  expect(meshlint(folder, ['--diff', '--fix', '--only', 'misspelt-host']).stdout).toBe(DIFF);
  expect(read(folder)).toBe(MISSPELT);
});

test('--diff leaves standard output to the patch', () => {
  const folder = folderWith({ 'a.yaml': MISSPELT });
  const { code, stderr } = fix(folder, '--diff');
  expect(code).toBe(2);
  expect(stderr).toBe(
    'meshlint: --diff: the patch takes standard output, name a file as in -f json=report.json\n',
  );
});

test('the patch gives no orders to terminals and tells no Secret', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: nginx
  namespace: shop
stringData:
  password: swordfish
  default.conf: |
    # \u001b[31mred
    ${NGINX.split('default.conf: |\n')[1]?.trim()}
`;
  const web = DEPLOYMENT.replace('configMap:\n          name', 'secret:\n          secretName');
  const folder = folderWith({ 'web.yaml': web, 'secret.yaml': secret });
  const { stdout } = meshlint(folder, ['--diff', '--only', 'http10-proxy-pass']);
  expect(stdout).toContain('+++ b/secret.yaml');
  for (const word of ['swordfish', '\u001b', 'proxy_http_version'])
    expect(stdout).not.toContain(word);
});
