import assert from 'node:assert/strict';
import type { Resource } from '../../../src/facts/facts.ts';
import { readFacts } from '../../../src/facts/read.ts';
import { buildMesh, type MeshInput } from '../../../src/mesh/build.ts';
import type { Mesh } from '../../../src/mesh/mesh.ts';

/** The mesh of one YAML text. */
export function meshOf(text: string, input: Partial<MeshInput> = {}): Mesh {
  const files = [readFacts('case.yaml', text)];
  return buildMesh({ name: '.', files, migrating: false, complete: false, ...input });
}

/** The first object of a type. */
export function firstOf<Type extends Resource['type']>(
  mesh: Mesh,
  type: Type,
): Extract<Resource, { type: Type }> {
  const [first] = mesh.all(type);
  assert.ok(first, `the text has no ${type}`);
  return first;
}
