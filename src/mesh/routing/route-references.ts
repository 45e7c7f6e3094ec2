import type {
  BackendReference,
  KubernetesGateway,
  KubernetesRoute,
  ObjectReference,
  ParentReference,
} from '../../facts/gke/kinds.ts';
import { isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import type { Mesh } from '../mesh.ts';
import type { Declared } from '../objects/declared.ts';
import { type Objects, objectNamed } from '../objects/objects.ts';
import type { RegisteredHost } from './registry.ts';
import type { RoutingQuestions } from './routing-questions.ts';

/** What the answers rest on. */
export interface ReferenceGrounds extends Pick<Mesh, 'owns'> {
  readonly objects: Objects;
  readonly declared: Declared;
}

/** Whether a reference is to a Service of Kubernetes. */
export function isToService({ group, kind }: ObjectReference): boolean {
  return group === '' && kind === 'Service';
}

/** Whether a route asks to be attached to a Gateway there. */
export function isToGateway({ group, kind }: ObjectReference): boolean {
  return group === 'gateway.networking.k8s.io' && kind === 'Gateway';
}

/** A reference of a route, and what the route does there, for messages. */
interface UsedReference {
  readonly verb: 'routes to' | 'mirrors to' | 'is attached to';
  readonly reference: BackendReference;
}

/** Whatever a route refers to besides Gateways. */
export function serviceReferences({
  parents,
  backends,
  mirrors,
}: KubernetesRoute): readonly UsedReference[] {
  return [
    ...parents.filter(isToService).map((reference) => used('is attached to', reference)),
    ...backends.map((reference) => used('routes to', reference)),
    ...mirrors.map((reference) => used('mirrors to', reference)),
  ];
}

function used(verb: UsedReference['verb'], reference: BackendReference): UsedReference {
  return { verb, reference };
}

/** Whether a route takes requests that come through Gateways, not only those inside the mesh. */
export function isForGateways({ parents }: KubernetesRoute): boolean {
  return parents.some((parent) => !isToService(parent));
}

/** The Gateway that a route names as its parent; kinds other than Gateway cannot be known. */
export function findParentGateway(
  parent: ParentReference,
  route: KubernetesRoute,
  { objects, declared, owns }: ReferenceGrounds,
): Answer<KubernetesGateway> {
  const name = parent.name.value;
  const namespace = objects.namespace(parent.namespace || route.namespace);
  if (!isToGateway(parent) || isTemplated(name) || isTemplated(namespace)) return 'unknown';
  const found = objectNamed('KubernetesGateway', { name, namespace }, objects);
  if (found !== 'missing') return found;
  const isElsewhere = declared.has('KubernetesGateway', { name, namespace });
  return !isElsewhere && owns('KubernetesGateway', namespace) ? 'missing' : 'unknown';
}

/**
 * What a reference to a Service, made in a namespace, leads to. Istio looks for it under its full name, so a ServiceEntry of
 * that name will do; a name with a dot it refuses (`buildDestination`, istio/istio 1.30
 * pilot/pkg/config/kube/gateway/conversion.go). Other kinds cannot be known.
 */
export function findReferred(
  reference: ObjectReference,
  from: string,
  host: RoutingQuestions['host'],
): Answer<RegisteredHost> {
  const { name, namespace } = reference;
  if (!isToService(reference) || isTemplated(name.value) || isTemplated(namespace))
    return 'unknown';
  return name.value.includes('.') ? 'missing' : host(name, namespace || from);
}
