/**
 * Judges repositories with kustomizations twice, as kustomize renders them and as their sources read, and compares what is found and
 * what each object is taken to be, per kustomization. Fails on a difference that is not explained below, and where nothing
 * could be rendered. Usage: tsx scripts/conformance/render.ts <repository>...
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import process from 'node:process';
import { factsOf } from '../../src/environments/kustomize/facts-of.ts';
import { composeAll, renderedObjects } from '../../src/environments/kustomize/kustomize.ts';
import type { FileFacts } from '../../src/facts/facts.ts';
import { readProject } from '../../src/project/project.ts';
import { render } from '../../src/project/render/render.ts';
import { readers } from '../../src/run/readers.ts';

/** Objects that differ because the reading of sources does not know what kustomize does here. */
const EXPLAINED: readonly (readonly [folder: string, object: RegExp, why: string])[] = [
  ['kubeflow/common/knative', /./, 'a LabelTransformer in `transformers`'],
  ['applications/training-operator', /Webhook/, '`configurations` say where a namespace goes'],
];

interface Compared {
  readonly rendered: number;
  readonly others: number;
  readonly differences: readonly string[];
  readonly explained: number;
}

let rendered = 0;
let unexplained = 0;
for (const repository of process.argv.slice(2)) {
  const compared = await compare(repository);
  if (compared.rendered + compared.others === 0) continue;
  const differences = [...compared.differences, ...findingsThatDiffer(repository)];
  rendered += compared.rendered;
  unexplained += differences.length;
  print(
    `${basename(repository)}: ${compared.rendered} kustomizations rendered, ${compared.others} read from their sources, ${compared.explained} objects differ as explained, ${differences.length} differences`,
  );
  for (const difference of differences) print(`  ${difference}`);
}
print(`${rendered} kustomizations rendered, ${unexplained} differences`);
process.exitCode = rendered > 0 && unexplained === 0 ? 0 : 1;

async function compare(currentDirectory: string): Promise<Compared> {
  const input = { currentDirectory, paths: [], complete: false, context: [], clusters: [] };
  const { files, text } = await readProject(input, readers);
  const path = process.env.PATH ?? '';
  const isReported = (): boolean => true;
  const rendering = await render({ files, isReported, currentDirectory, text, path });
  const written = new Map(files.map((each) => [each.file, each]));
  const facts = factsOf((file) => written.get(file));
  const roots = composeAll(files);
  const differences = roots.flatMap(({ root, objects }) => {
    const trees = rendering?.rendered.kustomizations.get(root);
    if (!trees) return [];
    const told = { static: facts(objects), rendered: facts(renderedObjects(files, root, trees)) };
    return objectsThatDiffer(told.static, told.rendered).map((name) => ({ root, name }));
  });
  const isExplained = ({ root, name }: { root: string; name: string }): boolean =>
    EXPLAINED.some(([folder, object]) => root.startsWith(folder) && object.test(name));
  const count = rendering?.rendered.kustomizations.size ?? 0;
  return {
    rendered: count,
    others: roots.length - count,
    explained: differences.filter(isExplained).length,
    differences: differences
      .filter((each) => !isExplained(each))
      .map(({ root, name }) => `${root}: ${name}`),
  };
}

/** By what they are taken to be, wherever it is written. */
function objectsThatDiffer(some: readonly FileFacts[], others: readonly FileFacts[]): string[] {
  const left = described(some);
  const right = described(others);
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => left.get(name) !== right.get(name)).sort();
}

/** Places are left out, and the line break at the end of a text, which each writes as it likes. */
function described(files: readonly FileFacts[]): Map<string, string> {
  return new Map(
    files
      .flatMap(({ resources }) => resources)
      .map((resource) => {
        const { kind, namespace, name } = resource;
        const facts = JSON.stringify(resource, (key, value) =>
          /(?:^a|A)t$/.test(key) || key === 'written' ? undefined : sorted(value),
        );
        return [`${kind} ${namespace}/${name}`, facts];
      }),
  );
}

/** kustomize writes the keys of a map in their order, so entries come in that order. */
function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const hasKeys = value.every((item) => item && typeof item === 'object' && 'key' in item);
  return hasKeys
    ? value.toSorted((a, b) => (JSON.stringify(a.key.value) < JSON.stringify(b.key.value) ? -1 : 1))
    : value;
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
}

function findingsThatDiffer(folder: string): string[] {
  const left = findings(folder, '--no-render');
  const right = findings(folder);
  const only = (some: Set<string>, others: Set<string>, mark: string): string[] =>
    [...some].filter((each) => !others.has(each)).map((each) => `${mark} ${each}`);
  return [...only(left, right, 'sources:'), ...only(right, left, 'rendered:')];
}

function findings(folder: string, ...flags: readonly string[]): Set<string> {
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const args = [cli, '-f', 'json', '--no-config', '--allow-empty', '--quiet', ...flags, '.'];
  const run = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PATH: withoutHelm(process.env.PATH ?? '') },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const report: { readonly findings: readonly Finding[] } = JSON.parse(run.stdout);
  return new Set(
    report.findings
      .filter(({ rule }) => rule !== 'not-rendered')
      .map(({ rule, severity, message, file, start }) => {
        return `${file}:${start.line}:${start.column} ${severity}[${rule}] ${message}`;
      }),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Charts have no other way to be read, so there is nothing to compare. */
function withoutHelm(path: string): string {
  return path
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'helm')))
    .join(delimiter);
}
