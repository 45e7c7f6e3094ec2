import type { ObjectReference, ReferenceGrant } from '../../facts/gke/kinds.ts';
import type { ResourceHead } from '../../facts/resource.ts';
import { isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { mayBeSameNamespace } from '../ingress/host-patterns.ts';
import type { ReferenceGrounds } from './route-references.ts';

/** A reference, and who makes it. */
interface Asked {
  readonly reference: ObjectReference;
  /** Of the Gateway API. */
  readonly kind: string;
  readonly from: string;
}

/**
 * What allows an object of the Gateway API a reference: nothing need be where it leads to the object's own namespace, else a
 * ReferenceGrant in the namespace it leads to, which names kind and namespace of the object and the kind, or the very object, that is
 * meant (ReferenceGrantSpec, Gateway API 1.3).
 */
export function findGrant(
  reference: ObjectReference,
  { kind, namespace }: ResourceHead,
  { objects, declared, owns }: ReferenceGrounds,
): Answer<ReferenceGrant | 'own namespace'> {
  const from = objects.namespace(namespace);
  const to = reference.namespace || from;
  if (from === to) return 'own namespace';
  if (from === '' || [from, to, reference.name.value].some(isTemplated)) return 'unknown';
  const asked = { reference, kind, from };
  const near = [...objects.inNamespace('ReferenceGrant', to), ...grantsAnywhere(objects)];
  const grant = near.find((one) => admits(one, asked));
  if (grant !== undefined) return grant;
  const isElsewhere = declared.hasGrant(reference, { kind, from, to });
  return !isElsewhere && owns('ReferenceGrant', to) ? 'missing' : 'unknown';
}

/** Those of which the files do not tell where they are applied. */
function grantsAnywhere(objects: ReferenceGrounds['objects']): readonly ReferenceGrant[] {
  return objects.namespace('') === '' ? objects.inNamespace('ReferenceGrant', '') : [];
}

function admits(grant: ReferenceGrant, { reference, kind, from }: Asked): boolean {
  const isFrom = grant.from.some(
    (one) =>
      one.group === 'gateway.networking.k8s.io' &&
      one.kind === kind &&
      (isTemplated(one.namespace.value) || mayBeSameNamespace(one.namespace.value, from)),
  );
  return (
    isFrom &&
    grant.to.some(
      ({ group, kind: to, name }) =>
        group === reference.group &&
        to === reference.kind &&
        (name === undefined || isTemplated(name) || name === reference.name.value),
    )
  );
}
