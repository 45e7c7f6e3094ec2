import type { ComputeAddress } from '../../facts/gke/kinds.ts';
import type { Span } from '../../text.ts';
import { entryOf, isTemplated } from '../../text.ts';
import { isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { STATIC_IP_ANNOTATIONS } from './gke-settings.ts';

/** Why an address or the name of a reservation is known to be global. */
export interface GlobalAddress {
  readonly at: Span;
  /** For messages: `ComputeAddress web-ip has location global`. */
  readonly because: string;
  /** A name that an Ingress uses may be that of a regional reservation as well: names are unique in their own scope only. */
  readonly sure: boolean;
}

/** The reservation that a name or an address stands for, where Config Connector makes it. */
export function reservation(mesh: Mesh, nameOrAddress: string): ComputeAddress | undefined {
  return mesh
    .all('ComputeAddress')
    .find((one) => one.name === nameOrAddress || one.address?.value === nameOrAddress);
}

/**
 * Whether a name or an address is known to be a global reservation. GKE looks up what the annotation
 * `global-static-ip-name` says, and the `static-ip` of a MultiClusterIngress, among the global ones only
 * (kubernetes/ingress-gce pkg/annotations/ingress.go). Never guessed from the number.
 */
export function globalAddress(mesh: Mesh, nameOrAddress: string): GlobalAddress | undefined {
  const reserved = reservation(mesh, nameOrAddress);
  if (reserved?.location !== undefined) {
    return reserved.location.value === 'global'
      ? {
          at: reserved.location.at,
          because: `ComputeAddress ${reserved.name} has location global`,
          sure: true,
        }
      : undefined;
  }
  for (const ingress of mesh.all('Ingress')) {
    for (const key of [STATIC_IP_ANNOTATIONS[0] ?? '', 'networking.gke.io/static-ip']) {
      const entry = entryOf(ingress.annotations, key);
      if (entry?.value.value === nameOrAddress && !isTemplated(nameOrAddress)) {
        return {
          sure: isAddress(nameOrAddress),
          at: entry.value.at,
          because: `${ingress.kind} ${ingress.name} uses it as a global address`,
        };
      }
    }
  }
  return undefined;
}

const GOOGLE_ANNOTATION =
  /^(?:[a-z-]{1,20}\.)?(?:cloud\.google\.com|networking\.gke\.io|iam\.gke\.io|cnrm\.cloud\.google\.com)\//;
const OTHER_CLOUD =
  /metallb|service\.beta\.kubernetes\.io\/(?:aws|azure|oci|do|openstack|linode|vultr)|kube-vip|load-balancer\.hetzner/;

/**
 * Whether the objects are meant for Google Cloud: something there speaks of it, and nothing of another provider's load
 * balancers.
 */
export function isForGoogleCloud(mesh: Mesh): boolean {
  const keys = [...mesh.all('Service'), ...mesh.all('Ingress'), ...mesh.all('Other')].flatMap(
    ({ annotations, apiVersion }) => [...annotations.map(({ key }) => key.value), apiVersion],
  );
  const installed = mesh.files
    .flatMap((file) => file.settings)
    .flatMap((settings) => settings.gateways)
    .flatMap((gateway) => gateway.serviceAnnotations.map(({ key }) => key.value));
  const all = [...keys, ...installed];
  if (all.some((key) => OTHER_CLOUD.test(key))) return false;
  return (
    mesh.all('ComputeAddress').length > 0 ||
    mesh.all('GkeIngressPart').length > 0 ||
    all.some((key) => GOOGLE_ANNOTATION.test(key) || STATIC_IP_ANNOTATIONS.includes(key))
  );
}
