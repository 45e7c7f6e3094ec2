import type { Ingress, Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, isTemplated, type Located } from '../../text.ts';
import { servicePort } from '../ingress/backends.ts';
import { controllerOf } from '../ingress/controller.ts';
import type { Mesh } from '../mesh.ts';
import { once } from '../once.ts';
import { type Destination, destinationOf } from './destination.ts';
import { isHttp } from './protocol-conflicts.ts';
import { clientHostsAreRouted, meaningOfName } from './sent-host.ts';
import { type Fate, fateOfUnrouted } from './unrouted.ts';

/** Whether these pods are the controller of kubernetes/ingress-nginx, or Bitnami's build of it. */
export function isIngressNginx({ containers }: Pick<Workload, 'containers'>): boolean {
  return containers.some(({ image }) =>
    /(?:ingress-nginx\/controller|nginx-ingress-controller)(?:[:@-]|$)/.test(image?.value ?? ''),
  );
}

export const SERVICE_UPSTREAM = 'nginx.ingress.kubernetes.io/service-upstream';
export const UPSTREAM_VHOST = 'nginx.ingress.kubernetes.io/upstream-vhost';

/** An Ingress whose requests ingress-nginx sends so that its sidecar finds no route for them. */
export interface UnroutedIngress {
  readonly service: Service;
  /** They go to the addresses of pods, not to that of the Service: `SERVICE_UPSTREAM` is missing. */
  readonly toPods: boolean;
  /** The Host: what the client asked for, as `UPSTREAM_VHOST` is missing, or what that says; absent where the mesh knows it. */
  readonly host?: 'client' | Located<string>;
  readonly fate: Fate;
  /** The Services of all backends. */
  readonly services: readonly Service[];
}

/**
 * Answers whether ingress-nginx, with a sidecar, sends what comes in by an Ingress past the routes of the mesh. By default it sends
 * to the addresses of pods and passes the client's Host on (ingress-nginx 1.13 user guide, annotations; kubernetes/ingress-nginx
 * issue 3171): a sidecar finds a Service by Host, and on the Service's own ports alone. Of several backends the one that fares worst.
 * `undefined`: it does not, or these files cannot tell.
 */
export function answerUnroutedIngress(
  mesh: Mesh,
): (ingress: Ingress) => UnroutedIngress | undefined {
  const controller = once(() => meshedController(mesh));
  const isServiceByDefault = once(() => sendsToServices(mesh));
  return (ingress) => {
    const sender = controller();
    if (!sender || !isOfItsClass(ingress, mesh) || isSetOtherwise(ingress)) return undefined;
    const written = entryOf(ingress.annotations, SERVICE_UPSTREAM)?.value.value;
    const toPods = written === undefined ? !isServiceByDefault() : written === 'false';
    return unroutedFrom(sender, ingress, toPods, mesh);
  };
}

function unroutedFrom(
  controller: Workload,
  ingress: Ingress,
  toPods: boolean,
  mesh: Mesh,
): UnroutedIngress | undefined {
  const host = strangeHost(ingress, controller, mesh);
  const backends = backendsOf(ingress, mesh);
  const services = [...new Set(backends.map(({ service }) => service))];
  const unrouted = backends
    .filter((backend) => host !== undefined || (toPods && isOnOtherPort(backend)))
    .filter((backend) => isForMesh(backend, controller, mesh))
    .map(({ service, receivers }) => {
      const fate = fateOfUnrouted(receivers, controller, mesh);
      return { service, toPods, fate, services, ...(host && { host }) };
    });
  return unrouted.find(({ fate }) => fate.kind !== 'bypassing') ?? unrouted[0];
}

/** The controller of these files, if all that there are have a sidecar. */
function meshedController(mesh: Mesh): Workload | undefined {
  const controllers = mesh.all('Workload').filter(isIngressNginx);
  const isMeshed = controllers.every((one) => mesh.injection(one).inMesh === 'sidecar');
  return isMeshed ? controllers[0] : undefined;
}

/** Whether a key of that name in some ConfigMap, which may be the controller's, says so for all Ingresses. */
function sendsToServices(mesh: Mesh): boolean {
  return mesh
    .all('ConfigMap')
    .some(({ data }) => data.some(({ key }) => key.value === 'service-upstream'));
}

/** What IngressClasses call it. */
const CONTROLLER = 'k8s.io/ingress-nginx';

function isOfItsClass(ingress: Ingress, mesh: Mesh): boolean {
  const { kind, name } = controllerOf(mesh, ingress);
  const isNamed = mesh
    .named('IngressClass', name)
    .some(({ controller }) => controller?.value === CONTROLLER);
  return kind === 'other' && (isNamed || name.includes('nginx'));
}

/** Other annotations speak another protocol to the backend, or write nginx configuration of their own. */
function isSetOtherwise({ annotations }: Ingress): boolean {
  const annotation = (name: string): string =>
    entryOf(annotations, `nginx.ingress.kubernetes.io/${name}`)?.value.value ?? '';
  const protocol = annotation('backend-protocol').toUpperCase();
  const snippets = annotation('configuration-snippet') + annotation('server-snippet');
  return !['', 'HTTP', 'AUTO_HTTP', 'GRPC'].includes(protocol) || snippets.includes('Host');
}

function strangeHost(
  { annotations, rules }: Ingress,
  { namespace }: Workload,
  mesh: Mesh,
): UnroutedIngress['host'] {
  const vhost = entryOf(annotations, UPSTREAM_VHOST)?.value;
  const isStrange = (name: string): boolean =>
    meaningOfName(name, 'stranger', namespace, mesh) === 'stranger';
  if (vhost) {
    const isOpen = vhost.value.includes('$') || isTemplated(vhost.value);
    return !isOpen && isStrange(vhost.value) ? vhost : undefined;
  }
  if (clientHostsAreRouted(mesh)) return undefined;
  const asked = rules.flatMap(({ host }) => host?.value ?? []);
  return asked.length === 0 || asked.some((name) => isTemplated(name) || isStrange(name))
    ? 'client'
    : undefined;
}

type Backend = Extract<Destination, { kind: 'service' }>;

/** The Services of these files that an Ingress leads to, by the ports it names. */
export function backendsOf({ backends, namespace }: Ingress, mesh: Mesh): Backend[] {
  return backends.flatMap((backend) => {
    const { value: host } = backend.service;
    const found = mesh.service(host, namespace);
    const port = typeof found === 'string' ? undefined : servicePort(backend, found)?.number.value;
    if (port === undefined) return [];
    const destination = destinationOf({ host, port }, namespace, mesh);
    return destination.kind === 'service' ? [destination] : [];
  });
}

/** A port of pods on which the sidecar does not listen for the Service. */
function isOnOtherPort({ port, servicePort: called }: Backend): boolean {
  return called?.targetPort !== String(port);
}

/** HTTP of pods in the mesh, which leaves the controller through its sidecar. */
function isForMesh(backend: Backend, controller: Workload, mesh: Mesh): boolean {
  const { host, port, receivers, servicePort: called } = backend;
  return (
    called !== undefined &&
    isHttp(mesh.protocol(called)) &&
    mesh.capturesOutbound(controller, host, port) &&
    receivers.some(({ workload }) => mesh.judged(workload) === 'yes')
  );
}
