import type { Resource } from '../../facts/facts.ts';
import { isTemplated } from '../../text.ts';
import type { EffectiveSettings } from '../mesh.ts';
import { oncePer } from '../once.ts';
import type { Objects } from './objects.ts';

/** What an application's own repository keeps together: where one is, the others of that namespace are too. */
const APPLICATION: readonly Resource['type'][] = ['Workload', 'Service'];

/** What references from other namespaces are to. */
const REFERABLE: readonly Resource['type'][] = [...APPLICATION, 'Secret', 'SecretMaker'];

/** Those of Istio and those of the Gateway API. */
const GATEWAYS: readonly Resource['type'][] = ['IstioGateway', 'KubernetesGateway'];

/**
 * Whether the input holds this kind of thing in a namespace, so that its absence means something.
 *
 * - Everything, where the user says that the input is complete.
 * - Workloads and Services: where the Namespace, a workload or a Service of that namespace is in the input.
 * - Gateways, VirtualServices, DestinationRules and Sidecars: where one of that kind is there, or the application is;
 *   in the root namespace only where one is there, for it belongs to the platform. Gateways may be the platform's wherever
 *   the input has none at all.
 * - ReferenceGrants: where one is there, or what such a grant is for; in the root namespace only the former.
 * - ServiceEntries: where any is in the input, for one serves the whole mesh, or where the application is.
 * - Nothing of a kind of which an object has a name that is filled in before it is applied: it may be any.
 * - All else, Secrets above all, which are seldom committed: where one of that kind is there; what makes Secrets counts
 *   as Secrets.
 */
export function answerOwnership(
  objects: Objects,
  complete: boolean,
  settings: () => EffectiveSettings,
): (type: Resource['type'], namespace: string) => boolean {
  const has = (types: readonly Resource['type'][], namespace: string): boolean =>
    types.some((type) => objects.inNamespace(type, namespace).length > 0);
  const isApplication = oncePer((namespace: string) => has(APPLICATION, namespace));
  const isFilledIn = oncePer((type: Resource['type']) =>
    oncePer((namespace: string) =>
      objects.inNamespace(type, namespace).some(({ name }) => isTemplated(name)),
    ),
  );
  const isRoot = (namespace: string): boolean => namespace === settings().rootNamespace.value;
  return (type, written) => {
    const namespace = objects.namespace(written);
    if (isFilledIn(type)(namespace)) return false;
    if (complete) return true;
    switch (type) {
      case 'Workload':
      case 'Service':
        return isApplication(namespace) || objects.named('Namespace', namespace).length > 0;
      case 'IstioGateway':
      case 'KubernetesGateway':
      case 'VirtualService':
      case 'DestinationRule':
      case 'Sidecar': {
        const isOthers = GATEWAYS.includes(type) && objects.all(type).length === 0;
        return (
          has([type], namespace) || (!isRoot(namespace) && !isOthers && isApplication(namespace))
        );
      }
      case 'ReferenceGrant':
        return has([type, ...(isRoot(namespace) ? [] : REFERABLE)], namespace);
      case 'ServiceEntry':
        return objects.all('ServiceEntry').length > 0 || isApplication(namespace);
      case 'Namespace':
        return objects.named('Namespace', namespace).length > 0;
      case 'Secret':
      case 'SecretMaker':
        return has(['Secret', 'SecretMaker'], namespace);
      default:
        return has([type], namespace);
    }
  };
}
