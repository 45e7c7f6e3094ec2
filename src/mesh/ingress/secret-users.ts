import type { Secret } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { mayBeSameNamespace } from './host-patterns.ts';

/** Whether something in these files reads a Secret where it is: pods, by volumes or variables, an Ingress, a Gateway. */
export function isUsed(mesh: Mesh, { name, namespace }: Secret): boolean {
  const isNear = (one: { readonly namespace: string }): boolean =>
    mayBeSameNamespace(one.namespace, namespace);
  const isIt = (one: { readonly kind: string; readonly name: string }): boolean =>
    one.kind === 'Secret' && one.name === name;
  return (
    mesh
      .all('Workload')
      .filter(isNear)
      .some(
        ({ volumes, containers }) =>
          volumes.some(({ sources }) => sources.some(isIt)) ||
          containers.some(
            ({ env, envFrom }) =>
              envFrom.some(isIt) || env.some(({ from }) => from !== undefined && isIt(from)),
          ),
      ) ||
    mesh
      .all('Ingress')
      .filter(isNear)
      .some(({ tls }) => tls.some(({ secretName }) => secretName?.value === name)) ||
    mesh
      .all('KubernetesGateway')
      .filter(isNear)
      .some(({ listeners }) =>
        listeners.some(({ certificates }) => certificates.some((one) => one.name.value === name)),
      )
  );
}
