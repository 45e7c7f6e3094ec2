import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseAllDocuments } from 'yaml';
import { meshlint } from '../run.ts';

export interface DraftedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The objects that `meshlint generate` drafts. The text is YAML without a fault, and each object is as its schema says. */
export async function drafted(folder: string, args: readonly string[]): Promise<DraftedObject[]> {
  const { code, stdout, stderr } = meshlint(folder, ['generate', ...args]);
  assert.equal(code, 0, stderr);
  return objectsOf(stdout);
}

/** The objects of a text, each as its schema says. */
export async function objectsOf(text: string): Promise<DraftedObject[]> {
  const documents = parseAllDocuments(text);
  assert.ok(Array.isArray(documents));
  assert.deepEqual(
    documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]),
    [],
  );
  const objects: DraftedObject[] = documents
    .map((document) => document.toJS())
    .filter((object) => object !== null);
  for (const object of objects) await validate(object);
  return objects;
}

/** No package holds the schemas of these. */
const UNPUBLISHED: readonly string[] = [
  'authentication.istio.io/v1alpha1',
  'compute.cnrm.cloud.google.com/v1beta1',
];

/** By the models that are made of the CRDs and of Kubernetes' own schemas. */
async function validate(object: DraftedObject): Promise<void> {
  const { apiVersion, kind } = object;
  if (UNPUBLISHED.includes(apiVersion)) return;
  const [group = '', version] = apiVersion.split('/');
  const path = version === undefined ? group : `${group}/${version}`;
  const { [kind]: Model } = await import(`${packageOf(group)}/${path}/${kind}`);
  new Model(object).validate();
}

function packageOf(group: string): string {
  if (group === 'gateway.networking.k8s.io') return '@kubernetes-models/gateway-api';
  return group.endsWith('.istio.io') ? '@kubernetes-models/istio' : 'kubernetes-models';
}

/** Compares with a file below `golden`; UPDATE=1 draws it. */
export function sameAsGolden(name: string, actual: string): void {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env.UPDATE === '1') writeFileSync(path, actual);
  assert.ok(existsSync(path), path);
  assert.equal(actual, readFileSync(path, 'utf8'));
}
