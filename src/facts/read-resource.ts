import type { Problem } from '../finding.ts';
import type { View } from '../parse/yaml/view.ts';
import type { Resource } from './facts.ts';
import {
  readKubernetesGateway,
  readKubernetesRoute,
  readReferenceGrant,
} from './gke/read-gateway-api.ts';
import { readComputeAddress, readGkeIngressPart } from './gke/read-gke.ts';
import { readEnvoyFilter } from './istio/envoy-filter.ts';
import { readIstioGateway } from './istio/read-gateway.ts';
import { readDestinationRule, readServiceEntry, readSidecar } from './istio/read-networking.ts';
import {
  readAuthorizationPolicy,
  readProxyConfig,
  readRequestAuthentication,
  readTelemetry,
  readWasmPlugin,
} from './istio/read-policies.ts';
import { readAuthenticationPolicy, readPeerAuthentication } from './istio/read-security.ts';
import { readVirtualService } from './istio/read-virtual-service.ts';
import { readWorkloadEntry, readWorkloadGroup } from './istio/workload-entry.ts';
import type { KnownParts } from './known-parts.ts';
import { readCustomResourceDefinition } from './kubernetes/custom-resource-definition.ts';
import { readNetworkPolicy } from './kubernetes/network-policy.ts';
import { readConfigMap, readSecret, readSecretMaker } from './kubernetes/read-data.ts';
import { readIngress, readIngressClass } from './kubernetes/read-ingress.ts';
import { readService } from './kubernetes/read-service.ts';
import { readWorkload, TEMPLATE_KINDS } from './kubernetes/read-workload.ts';
import { readWebhookConfiguration } from './kubernetes/webhooks.ts';
import { readHead } from './read-head.ts';
import { groupOf } from './resource.ts';

interface ReadResource {
  readonly resource: Resource;
  readonly problems: readonly Problem[];
}

/** Gives nothing for an object that no question asks for, in spite of its kind. */
type Reader = (view: View, known?: KnownParts) => Resource | ReadResource | undefined;

/** An object whose mere existence matters, or what a controller says of it. */
function readOther(view: View): Resource {
  return { type: 'Other', ...readHead(view) };
}

const CUSTOM_RESOURCES = 'CustomResourceDefinition';

/** Kinds whose `spec` nobody asks for, and which are so large that it counts. */
export function isHeadEnough(_apiVersion: string, kind: string): boolean {
  return kind === CUSTOM_RESOURCES;
}

const WORKLOAD_KINDS: ReadonlySet<string> = new Set([...TEMPLATE_KINDS, 'CronJob', 'Pod']);

const WORKLOAD_GROUPS = ['', 'apps', 'apps.openshift.io', 'argoproj.io', 'batch', 'extensions'];

/** Readers by kind, each with the API groups in which the kind means this: `Gateway` is three things. */
const READERS: readonly (readonly [kind: string, groups: readonly string[], read: Reader])[] = [
  ['Namespace', [''], (view) => ({ type: 'Namespace', ...readHead(view) })],
  ['Service', [''], readService],
  ['ServiceAccount', [''], (view) => ({ type: 'ServiceAccount', ...readHead(view) })],
  ['ConfigMap', [''], readConfigMap],
  ['Secret', [''], readSecret],
  ['Certificate', ['cert-manager.io', 'certmanager.k8s.io'], readSecretMaker],
  ['ExternalSecret', ['external-secrets.io', 'kubernetes-client.io'], readSecretMaker],
  ['SealedSecret', ['bitnami.com'], readSecretMaker],
  ['Ingress', ['extensions', 'networking.k8s.io'], readIngress],
  ['MultiClusterIngress', ['networking.gke.io'], readIngress],
  ['IngressClass', ['networking.k8s.io'], readIngressClass],
  ['NetworkPolicy', ['extensions', 'networking.k8s.io'], readNetworkPolicy],
  ['NetworkPolicy', ['crd.projectcalico.org', 'projectcalico.org'], readOther],
  ['GlobalNetworkPolicy', ['crd.projectcalico.org', 'projectcalico.org'], readOther],
  ['CiliumNetworkPolicy', ['cilium.io'], readOther],
  ['CiliumClusterwideNetworkPolicy', ['cilium.io'], readOther],
  ['FQDNNetworkPolicy', ['networking.gke.io'], readOther],
  ['AdminNetworkPolicy', ['policy.networking.k8s.io'], readOther],
  ['Gateway', ['networking.istio.io'], readIstioGateway],
  ['Gateway', ['gateway.networking.k8s.io', 'networking.x-k8s.io'], readKubernetesGateway],
  ['HTTPRoute', ['gateway.networking.k8s.io', 'networking.x-k8s.io'], readKubernetesRoute],
  ['GRPCRoute', ['gateway.networking.k8s.io'], readKubernetesRoute],
  ['ReferenceGrant', ['gateway.networking.k8s.io'], readReferenceGrant],
  ['VirtualService', ['networking.istio.io'], readVirtualService],
  ['DestinationRule', ['networking.istio.io'], readDestinationRule],
  ['ServiceEntry', ['networking.istio.io'], readServiceEntry],
  ['Sidecar', ['networking.istio.io'], readSidecar],
  ['PeerAuthentication', ['security.istio.io'], readPeerAuthentication],
  ['AuthorizationPolicy', ['security.istio.io'], readAuthorizationPolicy],
  ['RequestAuthentication', ['security.istio.io'], readRequestAuthentication],
  ['Telemetry', ['telemetry.istio.io'], readTelemetry],
  ['WasmPlugin', ['extensions.istio.io'], readWasmPlugin],
  ['ProxyConfig', ['networking.istio.io'], readProxyConfig],
  ['EnvoyFilter', ['networking.istio.io'], readEnvoyFilter],
  ['WorkloadEntry', ['networking.istio.io'], readWorkloadEntry],
  ['WorkloadGroup', ['networking.istio.io'], readWorkloadGroup],
  ['MutatingWebhookConfiguration', ['admissionregistration.k8s.io'], readWebhookConfiguration],
  ['ValidatingWebhookConfiguration', ['admissionregistration.k8s.io'], readWebhookConfiguration],
  [CUSTOM_RESOURCES, ['apiextensions.k8s.io'], readCustomResourceDefinition],
  ['RayCluster', ['ray.io'], readOther],
  ['RayService', ['ray.io'], readOther],
  ['Canary', ['flagger.app'], readOther],
  ['Policy', ['authentication.istio.io'], readAuthenticationPolicy],
  ['MeshPolicy', ['authentication.istio.io'], readAuthenticationPolicy],
  ['BackendConfig', ['cloud.google.com'], readGkeIngressPart],
  ['FrontendConfig', ['networking.gke.io'], readGkeIngressPart],
  ['ManagedCertificate', ['networking.gke.io'], readGkeIngressPart],
  ['ComputeAddress', ['compute.cnrm.cloud.google.com'], readComputeAddress],
];

const READERS_BY_KIND: ReadonlyMap<string, Reader> = new Map(
  READERS.flatMap(([kind, groups, read]) =>
    groups.map((group) => [`${group}/${kind}`, read] as const),
  ),
);

function readerOf(apiVersion: string, kind: string): Reader | undefined {
  const group = groupOf(apiVersion);
  if (WORKLOAD_KINDS.has(kind)) return WORKLOAD_GROUPS.includes(group) ? readWorkload : undefined;
  return READERS_BY_KIND.get(`${group}/${kind}`);
}

/** Whether anything asks for this kind. Every kind of Istio's groups counts: its existence tells that there is a mesh. */
export function isAskedFor(apiVersion: string, kind: string): boolean {
  return groupOf(apiVersion).endsWith('istio.io') || readerOf(apiVersion, kind) !== undefined;
}

/** The facts of one object; `undefined` for kinds that no question asks for, and for a patch that deletes. */
export function readResource(view: View, known?: KnownParts): ReadResource | undefined {
  const apiVersion = view.get('apiVersion').text()?.value ?? '';
  const kind = view.get('kind').text()?.value ?? '';
  if (!isAskedFor(apiVersion, kind) || view.get('$patch').exists) return undefined;
  const result = (readerOf(apiVersion, kind) ?? readOther)(view, known);
  if (result === undefined) return undefined;
  return 'resource' in result ? result : { resource: result, problems: [] };
}
