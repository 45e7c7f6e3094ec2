import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { BROKEN, DEPLOYMENT, folderWith, meshlint, SERVICE } from './run.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/gke-shop/before');
/** Rules that do not come and go with others. */
const ONLY = [
  '--only',
  'http10-proxy-pass,leftover-ingress,missing-service-entry,namespace-injection',
];

const SCHEMA = join(import.meta.dirname, '../../schemas/graph.schema.json');
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

test.each([
  ['text', 'txt'],
  ['dot', 'dot'],
  ['mermaid', 'mmd'],
  ['json', 'json'],
])('the example as %s is as it was', async (format, ending) => {
  const { stdout, stderr, code } = meshlint(EXAMPLE, ['graph', '-f', format, ...ONLY]);
  expect({ stderr, code }).toEqual({
    stderr: '1 environment, 18 nodes, 17 edges; findings marked: 5\n',
    code: 0,
  });
  await expect(stdout).toMatchFileSnapshot(`golden/graph.${ending}`);
});

test('json is as its schema says', () => {
  isValid(JSON.parse(meshlint(EXAMPLE, ['graph', '-f', 'json']).stdout));
  expect(isValid.errors).toBe(null);
});

test.each(['text', 'dot', 'mermaid', 'json'])('two runs draw the same %s', (format) => {
  const [first, second] = [1, 2].map(() => meshlint(EXAMPLE, ['graph', '-f', format]).stdout);
  expect(first).toBe(second);
});

/** Two variants that each declare the same objects, and one thing that they do not share. */
const VARIANTS = {
  'package.json': '{}',
  'prod/service.yaml': SERVICE,
  'prod/deployment.yaml': DEPLOYMENT,
  'test/service.yaml': SERVICE,
  'test/deployment.yaml': DEPLOYMENT.replaceAll('name: web', 'name: other'),
};

function environments(args: readonly string[]): Record<string, string[]> {
  const { stdout } = meshlint(folderWith(VARIANTS), ['graph', '-f', 'json', ...args]);
  const content = JSON.parse(stdout);
  return Object.fromEntries(
    content.environments.map(({ name, nodes }: { name: string; nodes: { id: string }[] }) => [
      name,
      nodes.map(({ id }) => id),
    ]),
  );
}

test('one graph for each environment; paths choose among them', () => {
  const pods = 'pods of Service shop/shop';
  const prod = ['Service shop/shop', 'Deployment shop/web', pods];
  const other = ['Service shop/shop', 'Deployment shop/other', pods];
  expect(environments([])).toEqual({ prod, test: other });
  expect(environments(['prod'])).toEqual({ prod });
  expect(environments(['--focus', 'shop/other'])).toEqual({ test: ['Deployment shop/other'] });
});

test('environments are clusters and subgraphs', () => {
  const folder = folderWith(VARIANTS);
  expect(meshlint(folder, ['graph', '-f', 'dot']).stdout.match(/subgraph cluster_\d/g)).toEqual([
    'subgraph cluster_0',
    'subgraph cluster_1',
  ]);
  expect(meshlint(folder, ['graph', '-f', 'mermaid']).stdout.match(/subgraph e\d/g)).toEqual([
    'subgraph e0',
    'subgraph e1',
  ]);
});

test('a focus that names nothing is a mistake of usage, and the nearest name is told', () => {
  const { stdout, stderr, code } = meshlint(EXAMPLE, ['graph', '--focus', 'shop/wep']);
  expect({ stdout, stderr, code }).toEqual({
    stdout: '',
    stderr:
      'meshlint: --focus: no host and no object is called "shop/wep", did you mean "shop/web"?\n',
    code: 2,
  });
});

test('several formats, one of them on standard output', () => {
  const folder = folderWith({ 'service.yaml': SERVICE });
  const both = ['-f', 'dot=graph.dot', '-f', 'text'];
  const { stdout, code } = meshlint(folder, ['graph', ...both, 'service.yaml']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^environment/);
  expect(readFileSync(join(folder, 'graph.dot'), 'utf8')).toMatch(/^digraph/);
  const twice = meshlint(folder, ['graph', '-f', 'dot', '-f', 'text', 'service.yaml']);
  expect(twice.code).toBe(2);
  expect(twice.stderr).toContain('two formats for standard output');
});

test.each([
  ['a format of check', ['-f', 'sarif'], {}, 'Formats are text, dot, mermaid, json.'],
  ['nothing to draw', [], {}, 'nothing to check'],
  ['a path that is not there', ['gone'], {}, 'gone'],
])('exit code 2: %s', (_name, args, files, said) => {
  const { code, stderr } = meshlint(folderWith(files), ['graph', ...args]);
  expect({ code, said: stderr.includes(said) }).toEqual({ code: 2, said: true });
});

test('a file that cannot be read is told, and the rest is drawn', () => {
  const files = { 'broken.yaml': BROKEN, 'service.yaml': SERVICE };
  const { code, stdout, stderr } = meshlint(folderWith(files), ['graph', '.']);
  expect(code).toBe(2);
  expect(stdout).toContain('Service shop/shop');
  expect(stderr).toMatch(/^meshlint: broken\.yaml: .*; what it holds may be missing\n/);
});

test('findings draw with exit code 0, are hidden by --min-severity, and by ignores', () => {
  const args = ['graph', ...ONLY, '--quiet'];
  const { code, stdout, stderr } = meshlint(EXAMPLE, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('warning[namespace-injection]');
  const errors = meshlint(EXAMPLE, [...args, '--min-severity', 'error']).stdout;
  expect(errors).not.toContain('warning[');
  expect(errors).toContain('error[http10-proxy-pass]');
});

test('standard input is drawn', () => {
  const { stdout, code } = meshlint(folderWith({}), ['graph', '-', '--color', 'always'], {
    input: SERVICE,
  });
  expect(code).toBe(0);
  expect(stdout).toContain('\u001b[1mService shop/shop\u001b[22m');
});

/** Services in a chain, each with nginx that proxies to the next, and many callers of one host. */
function large(count: number): string {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}\n`;
  const pods = (name: string, next: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: shop}\nspec: {template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: web, env: [{name: NEXT_URL, value: "http://${next}.shop"}]}]}}}\n`;
  return Array.from(
    { length: count },
    (_, index) => `${service(`s${index}`)}---\n${pods(`s${index}`, `s${(index + 1) % count}`)}`,
  ).join('---\n');
}

test('a circle of a thousand Services is drawn once around, and Mermaid has its limit told', () => {
  const folder = folderWith({ 'all.yaml': large(1000) });
  const drawn = meshlint(folder, ['graph', '.', '--quiet']);
  expect(drawn.stdout.match(/→/g)?.length).toBe(2000);
  expect(drawn.stdout.length).toBeLessThan(1_000_000);
  expect(meshlint(folder, ['graph', '.', '-f', 'mermaid', '--quiet']).stderr).toMatch(
    /^Mermaid draws 500 edges/,
  );
});
