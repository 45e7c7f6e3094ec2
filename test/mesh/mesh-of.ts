import assert from 'node:assert/strict';
import { readFacts } from '../../src/facts/read.ts';
import { buildMesh, type MeshInput } from '../../src/mesh/build.ts';
import type { Mesh } from '../../src/mesh/mesh.ts';

/** The mesh of files written in a test: one YAML text, or texts by path. */
export function meshOf(
  files: string | Readonly<Record<string, string>>,
  options: Partial<MeshInput> = {},
): Mesh {
  const texts = typeof files === 'string' ? { 'all.yaml': files } : files;
  const facts = Object.entries(texts).map(([file, text]) => readFacts(file, text));
  return buildMesh({ name: 'test', files: facts, migrating: false, complete: false, ...options });
}

/** The only object of a type, or the one of that name. */
export function the<Type extends Parameters<Mesh['all']>[0]>(
  mesh: Mesh,
  type: Type,
  name?: string,
): ReturnType<typeof mesh.all<Type>>[number] {
  const found = mesh.all(type).find((object) => name === undefined || object.name === name);
  assert.ok(found, `${type} ${name ?? ''}`);
  return found;
}

/** Objects, as a file of several documents. */
export function documents(...texts: readonly string[]): string {
  return texts.join('\n---\n');
}

interface Pod {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
  readonly containers?: readonly object[];
  readonly initContainers?: readonly object[];
}

/** A Deployment, as JSON: that is YAML too. */
export function deployment({ name = 'web', namespace, labels, annotations, ...spec }: Pod): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name, ...labels }, annotations },
        spec: { containers: [{ name, image: 'example.org/web:1' }], ...spec },
      },
    },
  });
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** An object of any kind. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  inNamespace: string,
  spec: object,
): string {
  const metadata = { name, ...(inNamespace !== '' && { namespace: inNamespace }) };
  return JSON.stringify({ apiVersion, kind, metadata, spec });
}

/** A Service that selects the pods of the Deployment of its name. */
export function service(name: string, inNamespace: string, ports: readonly object[]): string {
  return object('v1', 'Service', name, inNamespace, { selector: { app: name }, ports });
}
