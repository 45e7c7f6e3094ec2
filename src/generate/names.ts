import type { Resource } from '../facts/facts.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Metadata } from './draft.ts';

/** A name that Kubernetes takes for any object (RFC 1123 label, at most 63 characters), made of any text. */
export function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'draft' : name;
}

/** Gives names that neither the mesh nor a draft has yet for this type in this namespace: a taken one gets a number. */
export function nameGiver(
  mesh: Mesh,
  type: Resource['type'],
): (wanted: string, namespace: string) => Metadata {
  const given = new Set<string>();
  const isTaken = (name: string, namespace: string): boolean =>
    given.has(`${namespace}/${name}`) ||
    mesh.named(type, name).some((one) => one.namespace === namespace);
  return (wanted, namespace) => {
    const base = nameOf(wanted);
    let name = base;
    for (let count = 2; isTaken(name, namespace); count++) name = `${base.slice(0, 59)}-${count}`;
    given.add(`${namespace}/${name}`);
    return { name, ...(namespace !== '' && { namespace }) };
  };
}
