import type { GkeIngressPart } from '../../facts/gke/kinds.ts';
import type { Ingress, Service } from '../../facts/kubernetes/kinds.ts';
import { type Entry, entryOf } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { mayBeSameNamespace } from './host-patterns.ts';

/** An annotation that only Google's load balancer for Ingress reads, and what takes its place behind a gateway. */
export interface GkeSetting {
  readonly key: string;
  /** `true`: without it a feature or a protection is gone; `false`: nobody will miss it. */
  readonly loses: boolean;
  /** For messages and cures. */
  readonly instead: string;
}

/** Annotations that name a reserved address of Google Cloud (kubernetes/ingress-gce pkg/annotations/ingress.go). */
export const STATIC_IP_ANNOTATIONS: readonly string[] = [
  'kubernetes.io/ingress.global-static-ip-name',
  'kubernetes.io/ingress.regional-static-ip-name',
  'networking.gke.io/static-ip',
];

/** Read on an Ingress or MultiClusterIngress (kubernetes/ingress-gce pkg/annotations/ingress.go, gke-managed-certs). */
const ON_INGRESS: readonly GkeSetting[] = [
  {
    key: 'kubernetes.io/ingress.allow-http',
    loses: false,
    instead: 'a server on port 80 with httpsRedirect',
  },
  {
    key: 'ingress.gcp.kubernetes.io/pre-shared-cert',
    loses: true,
    instead: 'a TLS Secret and credentialName',
  },
  {
    key: 'networking.gke.io/pre-shared-certs',
    loses: true,
    instead: 'a TLS Secret and credentialName',
  },
  {
    key: 'networking.gke.io/managed-certificates',
    loses: true,
    instead: 'a TLS Secret and credentialName',
  },
  {
    key: 'networking.gke.io/v1beta1.FrontendConfig',
    loses: false,
    instead: 'tls settings of the Gateway',
  },
  { key: 'networking.gke.io/suppress-firewall-xpn-error', loses: false, instead: 'nothing' },
  { key: 'ingress.gcp.kubernetes.io/instance-groups', loses: false, instead: 'nothing' },
];

/** Read on a Service behind an Ingress (kubernetes/ingress-gce pkg/annotations/service.go). */
const ON_SERVICE: readonly GkeSetting[] = [
  {
    key: 'cloud.google.com/backend-config',
    loses: false,
    instead: 'settings of VirtualService and DestinationRule',
  },
  {
    key: 'beta.cloud.google.com/backend-config',
    loses: false,
    instead: 'settings of VirtualService and DestinationRule',
  },
  { key: 'cloud.google.com/neg', loses: false, instead: 'nothing' },
  {
    key: 'cloud.google.com/app-protocols',
    loses: false,
    instead: 'the name or appProtocol of the port',
  },
  {
    key: 'service.alpha.kubernetes.io/app-protocols',
    loses: false,
    instead: 'the name or appProtocol of the port',
  },
  {
    key: 'networking.gke.io/app-protocols',
    loses: false,
    instead: 'the name or appProtocol of the port',
  },
  { key: 'networking.gke.io/transparent-health-checker', loses: false, instead: 'nothing' },
];

/** An annotation as somebody wrote it, and what it is. */
export interface FoundSetting extends GkeSetting {
  readonly entry: Entry;
}

export function gkeIngressSettings(annotations: readonly Entry[]): readonly FoundSetting[] {
  return find(ON_INGRESS, annotations);
}

/** Of a Service; a NEG that is not for an Ingress (`exposed_ports` alone) has another use. */
export function gkeServiceSettings(service: Service): readonly FoundSetting[] {
  return find(ON_SERVICE, service.annotations).filter(
    ({ key, entry }) => key !== 'cloud.google.com/neg' || hasIngressNeg(entry.value.value),
  );
}

function find(settings: readonly GkeSetting[], annotations: readonly Entry[]): FoundSetting[] {
  return settings.flatMap((setting) => {
    const entry = entryOf(annotations, setting.key);
    return entry ? [{ ...setting, entry }] : [];
  });
}

/** Whether `cloud.google.com/neg` asks for container-native load balancing of an Ingress. */
export function hasIngressNeg(value: string): boolean {
  return /"ingress"\s{0,9}:\s{0,9}true/.test(value.slice(0, 2000));
}

/** Names of the BackendConfigs that a Service's annotation binds, for any of its ports. */
export function backendConfigNames(annotations: readonly Entry[]): readonly string[] {
  const value =
    entryOf(annotations, 'cloud.google.com/backend-config')?.value.value ??
    entryOf(annotations, 'beta.cloud.google.com/backend-config')?.value.value ??
    '';
  const quoted = value.slice(0, 4000).matchAll(/:\s{0,9}"([^"]{1,253})"/g);
  return [...quoted].flatMap(([, name]) => name ?? []);
}

/** The BackendConfigs that are in the input and bound to a Service of this namespace. */
export function backendConfigs(
  mesh: Mesh,
  annotations: readonly Entry[],
  namespace: string,
): readonly GkeIngressPart[] {
  const names = backendConfigNames(annotations);
  return gkeParts(mesh, 'BackendConfig', names, namespace);
}

/**
 * Objects that an Ingress needs: ManagedCertificates (a comma-separated list) and a FrontendConfig by its own annotations,
 * BackendConfigs by those of its Services.
 */
export function partsOfIngress(mesh: Mesh, ingress: Ingress): readonly GkeIngressPart[] {
  const { annotations, namespace } = ingress;
  const certificates = entryOf(annotations, 'networking.gke.io/managed-certificates');
  const frontend = entryOf(annotations, 'networking.gke.io/v1beta1.FrontendConfig');
  const names = (certificates?.value.value ?? '').split(',', 100).map((name) => name.trim());
  const services = new Set(
    ingress.backends.map(({ service }) => mesh.service(service.value, namespace)),
  );
  return [
    ...gkeParts(mesh, 'ManagedCertificate', names, namespace),
    ...gkeParts(mesh, 'FrontendConfig', [frontend?.value.value ?? ''], namespace),
    ...[...services].flatMap((service) =>
      typeof service === 'string' ? [] : backendConfigs(mesh, service.annotations, namespace),
    ),
  ];
}

function gkeParts(
  mesh: Mesh,
  kind: string,
  names: readonly string[],
  namespace: string,
): readonly GkeIngressPart[] {
  return mesh
    .all('GkeIngressPart')
    .filter(
      (part) =>
        part.kind === kind &&
        names.includes(part.name) &&
        mayBeSameNamespace(part.namespace, namespace),
    );
}

/** Features of a BackendConfig for which Istio has nothing: Google's load balancer must stay in front for them. */
export const EDGE_ONLY_FEATURES: readonly string[] = ['cdn', 'iap', 'securityPolicy'];
