import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { BROKEN, folderWith, found, meshlint } from '../run.ts';
import { objectsOf } from './drafts.ts';

/** A Deployment that calls a host outside, about to come into a mesh that is closed. */
function calling(host: string, name = 'api'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    spec:
      containers:
      - name: api
        image: registry.acme.dev/api:1
        env: [{name: PAYMENT_URL, value: "https://${host}"}]
`;
}

test('--out writes files, and never over one without --force', () => {
  const folder = folderWith({ 'app.yaml': calling('api.stripe.com') });
  const { code, stdout, stderr } = meshlint(folder, ['generate', '--out', 'k8s/drafts']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote k8s/drafts/service-entries.yaml\n' });
  expect(stderr).toContain('--migrating=yes');
  const file = join(folder, 'k8s/drafts/service-entries.yaml');
  const first = readFileSync(file, 'utf8');
  expect(first).toContain('- api.stripe.com\n');

  expect(meshlint(folder, ['generate', '--out', 'k8s/drafts'])).toMatchObject({
    code: 0,
    stdout: '',
  });
  writeFileSync(join(folder, 'more.yaml'), calling('hooks.slack.com', 'more'));
  const refused = meshlint(folder, ['generate', '--out', 'k8s/drafts', '--migrating']);
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'meshlint: k8s/drafts/service-entries.yaml: there already; --force writes over it\n',
  });
  expect(readFileSync(file, 'utf8')).toBe(first);
});

test('--force drafts all anew: what it writes over is no input', () => {
  const folder = folderWith({ 'app.yaml': calling('api.stripe.com') });
  meshlint(folder, ['generate', '--out', 'drafts']);
  writeFileSync(join(folder, 'more.yaml'), calling('hooks.slack.com', 'more'));
  const again = ['generate', '--out', 'drafts', '--force', '--migrating'];
  expect(meshlint(folder, again)).toMatchObject({ code: 0 });
  const file = join(folder, 'drafts/service-entries.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('- api.stripe.com\n');
  expect(text).toContain('- hooks.slack.com\n');
  expect(found(folder, ['--migrating'])).toEqual([]);
  meshlint(folder, again);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(meshlint(folder, ['generate', '--force']).code).toBe(2);
});

test('each environment has files of its own', async () => {
  const folder = folderWith({
    'dev/app.yaml': calling('api.stripe.com'),
    'prod/app.yaml': calling('hooks.slack.com'),
  });
  const all = await objectsOf(meshlint(folder, ['generate']).stdout);
  expect(all.map(({ metadata }) => metadata.name)).toEqual(['stripe', 'slack']);
  expect(meshlint(folder, ['generate', 'prod']).stdout).not.toContain('stripe');
  const { stdout } = meshlint(folder, ['generate', '--out', 'drafts']);
  expect(stdout).toBe(
    'wrote drafts/dev/service-entries.yaml\nwrote drafts/prod/service-entries.yaml\n',
  );
  const text = readFileSync(join(folder, 'drafts/prod/service-entries.yaml'), 'utf8');
  expect(text).toMatch(/^# Drafts of meshlint: service-entries for prod\./);
  expect(text).not.toContain('stripe');
});

test('no environment leads out of the folder, and none overwrites another', () => {
  const folder = folderWith({
    'a.yaml': calling('api.stripe.com'),
    'b.yaml': calling('api.stripe.com'),
    'c.yaml': calling('api.stripe.com'),
  });
  const clusters = ['../../x=a.yaml', 'X=b.yaml', '::error::=c.yaml'];
  const { code, stdout } = meshlint(folder, [
    'generate',
    '--out',
    'drafts',
    ...clusters.flatMap((cluster) => ['--cluster', cluster]),
  ]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: ['x', 'X-2', '_error_']
      .map((name) => `wrote drafts/${name}/service-entries.yaml\n`)
      .join(''),
  });
});

test('links inside the folder are not followed out of it', () => {
  const outside = folderWith({ 'victim.yaml': 'mine\n' });
  const folder = folderWith({
    'dev/app.yaml': calling('api.stripe.com'),
    'prod/app.yaml': calling('api.stripe.com'),
  });
  mkdirSync(join(folder, 'drafts/dev'), { recursive: true });
  symlinkSync(join(outside, 'victim.yaml'), join(folder, 'drafts/dev/service-entries.yaml'));
  symlinkSync(outside, join(folder, 'drafts/prod'));
  const { code, stderr } = meshlint(folder, ['generate', '--out', 'drafts', '--force']);
  expect(code).toBe(2);
  expect(stderr).toContain('a link leads out of');
  expect(readFileSync(join(outside, 'victim.yaml'), 'utf8')).toBe('mine\n');
  expect(existsSync(join(outside, 'service-entries.yaml'))).toBe(false);
});

test('usage errors, nothing to read and broken input end with 2', () => {
  const folder = folderWith({ 'app.yaml': calling('api.stripe.com') });
  expect(meshlint(folder, ['generate', '--topic', 'serviceentries']).stderr).toContain(
    'Topics are',
  );
  expect(meshlint(folder, ['generate', 'nowhere']).code).toBe(2);
  expect(meshlint(folderWith({}), ['generate']).code).toBe(2);
  writeFileSync(join(folder, 'broken.yaml'), BROKEN);
  const { code, stdout } = meshlint(folder, ['generate']);
  expect(code).toBe(2);
  expect(stdout).toContain('api.stripe.com');
  expect(meshlint(folder, ['generate', '--out', 'app.yaml']).stderr).toContain('cannot be written');
});

const HOSTILE = '"x\\u202e\\u0000\\n---\\nkind: Evil #\\u0085{{ }} ##[error] on"';

test('hostile text stays in quotes and comments', async () => {
  const text = calling('api.stripe.com').replace('namespace: shop', `namespace: ${HOSTILE}`);
  const folder = folderWith({ 'app.yaml': text.replace('name: api\n', `name: ${HOSTILE}\n`) });
  const { stdout, code } = meshlint(folder, ['generate']);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/[^\P{C}\n]|##\[|^kind: Evil/mu);
  const objects = await objectsOf(stdout);
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceEntry']);
  expect(objects[0]?.metadata.namespace).toBe(JSON.parse(HOSTILE));
});

test('words that Kubernetes would read as something else are quoted', () => {
  const text = calling('api.stripe.com').replace('namespace: shop', 'namespace: "on"');
  const { stdout } = meshlint(folderWith({ 'app.yaml': text }), ['generate']);
  expect(stdout).toContain('namespace: "on"\n');
});

test('hostile hosts, paths, Services and Secrets of an Ingress stay in quotes, too', async () => {
  const text = JSON.parse(HOSTILE);
  const backend = { service: { name: text, port: { name: text } } };
  const ingress = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: text,
      namespace: 'shop',
      annotations: { 'networking.gke.io/managed-certificates': text },
    },
    spec: {
      tls: [{ secretName: 'a\n---\nkind: Evil' }],
      rules: [{ host: 'a\u202e\n---\nkind: Evil', http: { paths: [{ path: '/a\nb', backend }] } }],
    },
  });
  const safe = ingress.replaceAll('{{ }}', '');
  for (const args of [[], ['--gateway-api']]) {
    const { stdout, code } = meshlint(folderWith({ 'ingress.yaml': safe }), [
      'generate',
      '--migrating',
      '--min-severity=info',
      ...args,
    ]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[^\P{C}\n]|##\[|^kind: Evil/mu);
    const kinds = parseAllDocuments(stdout).map((document) => document.get?.('kind'));
    expect(new Set(kinds)).toEqual(
      new Set(['Gateway', args.length === 0 ? 'VirtualService' : 'HTTPRoute']),
    );
  }
});
