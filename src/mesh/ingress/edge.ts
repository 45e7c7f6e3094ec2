import type { GkeIngressPart } from '../../facts/gke/kinds.ts';
import type { IstioGateway } from '../../facts/istio/kinds.ts';
import type { InstalledGateway } from '../../facts/istio/settings.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import { type Entry, entryOf, isTemplated, type Located, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import type { JudgedBackend } from './backends.ts';
import { backendConfigNames, backendConfigs } from './gke-settings.ts';

/** The Service of a gateway, as an object of its own or as an installer makes it. */
export interface GatewayService {
  /** For messages: `Service istio-system/istio-ingressgateway`. */
  readonly name: string;
  /** In the cluster. */
  readonly serviceName: string;
  readonly namespace: string;
  /** Where something missing is shown. */
  readonly at: Span;
  readonly serviceType: string;
  readonly annotations: readonly Entry[];
  readonly loadBalancerIP?: Located<string>;
  readonly loadBalancerClass?: Located<string>;
  /** Labels of the pods, as far as they are known. */
  readonly podLabels: readonly Entry[];
  readonly service?: Service;
}

/** The Services of gateways that are in the input: objects, and those of IstioOperators and charts' values. */
export function gatewayServices(mesh: Mesh): readonly GatewayService[] {
  const objects = mesh
    .all('Service')
    .filter(({ name, namespace }) => mesh.isGatewayService(name, namespace) === 'yes')
    .map(ofObject);
  const installed = mesh.files
    .flatMap((file) => file.settings)
    .flatMap((settings) => settings.gateways)
    .map(ofInstaller);
  return [...objects, ...installed];
}

export function ofObject(service: Service): GatewayService {
  return {
    name:
      service.namespace === ''
        ? `Service ${service.name}`
        : `Service ${service.namespace}/${service.name}`,
    serviceName: service.name,
    namespace: service.namespace,
    at: service.typeAt ?? service.specAt,
    serviceType: service.serviceType,
    annotations: service.annotations,
    ...(service.loadBalancerIP && { loadBalancerIP: service.loadBalancerIP }),
    ...(service.loadBalancerClass && { loadBalancerClass: service.loadBalancerClass }),
    podLabels: service.selector,
    service,
  };
}

/** IstioOperator and charts make a Service of type LoadBalancer where none is written (values of the charts, 1.0 to 1.30). */
function ofInstaller(gateway: InstalledGateway): GatewayService {
  return {
    name: `Service of gateway ${gateway.name}`,
    serviceName: gateway.name,
    namespace: gateway.namespace,
    at: gateway.serviceAt,
    serviceType: gateway.serviceType?.value ?? 'LoadBalancer',
    annotations: gateway.serviceAnnotations,
    ...(gateway.loadBalancerIP && { loadBalancerIP: gateway.loadBalancerIP }),
    podLabels: gateway.labels,
  };
}

/** The gateway's Service behind a backend of an Ingress; `undefined` where it is made elsewhere. */
export function edgeService(
  mesh: Mesh,
  { backend, service }: JudgedBackend,
): GatewayService | undefined {
  if (service !== undefined)
    return service.externalName === undefined ? ofObject(service) : undefined;
  const installed = mesh.files
    .flatMap((file) => file.settings)
    .flatMap((settings) => settings.gateways);
  const found = installed.find(({ name }) => name === backend.service.value);
  return found && ofInstaller(found);
}

/** The BackendConfigs bound to a gateway's Service; `unknown` where they are named but not in the input. */
export function healthConfigs(
  mesh: Mesh,
  service: GatewayService,
): readonly GkeIngressPart[] | 'unknown' {
  const named = backendConfigNames(service.annotations);
  const configs = backendConfigs(mesh, service.annotations, service.namespace);
  return named.length > configs.length ? 'unknown' : configs;
}

/**
 * Whether Google's load balancer is meant to talk TLS to this port of the gateway: by `app-protocols`, else by the port
 * itself (kubernetes/ingress-gce pkg/annotations/service.go).
 */
export function speaksTlsTo(service: GatewayService, { backend }: JudgedBackend): boolean {
  const port = backend.port?.value ?? '';
  const known = service.service?.ports.find(
    (one) => String(one.number.value) === port || one.name?.value === port,
  );
  const name = known?.name?.value ?? port;
  const protocols = APP_PROTOCOLS.flatMap((key) => entryOf(service.annotations, key) ?? [])[0];
  if (protocols === undefined)
    return port === 'https' || (known?.number.value ?? Number(port)) === 443;
  const pairs = protocols.value.value
    .slice(0, 2000)
    .matchAll(/"([^"]{1,63})"\s{0,9}:\s{0,9}"(HTTPS|HTTP2)"/g);
  return [...pairs].some(([, written]) => written === name);
}

const APP_PROTOCOLS: readonly string[] = [
  'cloud.google.com/app-protocols',
  'networking.gke.io/app-protocols',
  'service.alpha.kubernetes.io/app-protocols',
];

/** The Gateways that configure the pods behind a Service. */
export function gatewaysBehind(mesh: Mesh, service: GatewayService): readonly IstioGateway[] {
  if (service.podLabels.length === 0) return [];
  return mesh
    .all('IstioGateway')
    .filter(({ selector }) => selector.length > 0 && selects(selector, service.podLabels));
}

/** Whether somebody has written a route that answers the load balancer's own health check, `GET /`. */
export function answersHealthCheck(mesh: Mesh): boolean {
  return mesh
    .all('VirtualService')
    .some(
      (route) =>
        route.gateways.some(({ value }) => value !== 'mesh') &&
        route.hosts.some(({ value }) => value === '*' || isTemplated(value)) &&
        route.http.some(
          ({ matches }) =>
            matches.length === 0 ||
            matches.some(
              ({ uri }) => uri === undefined || uri.value.value === '/' || uri.kind === 'regex',
            ),
        ),
    );
}
