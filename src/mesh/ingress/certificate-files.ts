import type { GatewayTls, IstioGateway } from '../../facts/istio/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { isTemplated, type Located, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import { findSecret, type PodNamespaces } from './gateway-secrets.ts';

/**
 * Secrets that the charts of Istio's ingress gateway mount, all of them optional (istio/istio 1.0
 * install/kubernetes/helm/istio/values.yaml; still so in the istio-ingress chart of 1.30, not in the gateway chart).
 */
const MOUNTS: readonly { readonly path: string; readonly secret: string }[] = [
  { path: '/etc/istio/ingressgateway-certs/', secret: 'istio-ingressgateway-certs' },
  { path: '/etc/istio/ingressgateway-ca-certs/', secret: 'istio-ingressgateway-ca-certs' },
];

/** What is wrong with a certificate that a Gateway reads from a file. */
export interface FileFault {
  readonly at: Span;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The Secret or the file that is not there: two files of one missing Secret are one fault. */
  readonly missing: string;
}

/**
 * Files of a server's TLS settings that the gateway's pods do not have: the Secret behind the mount is in another
 * namespace or has no such key, or nothing is mounted there though the pods are in the input.
 */
export function fileFaults(
  mesh: Mesh,
  gateway: IstioGateway,
  tls: GatewayTls,
  pods: PodNamespaces,
): readonly FileFault[] {
  if (tls.credentialName !== undefined || tls.credentialNames.length > 0) return [];
  const files = [tls.serverCertificate, tls.privateKey, tls.caCertificates];
  const faults = files
    .filter((file) => file !== undefined)
    .filter(({ value }) => value.startsWith('/') && !isTemplated(value))
    .flatMap((file) => fileFault(mesh, gateway, file, pods) ?? []);
  return faults.filter(
    ({ missing }, index) => faults.findIndex((fault) => fault.missing === missing) === index,
  );
}

function fileFault(
  mesh: Mesh,
  gateway: IstioGateway,
  { value, at }: Located<string>,
  pods: PodNamespaces,
): FileFault | undefined {
  const mount = MOUNTS.find(({ path }) => value.startsWith(path));
  if (mount === undefined) return unmounted(mesh, gateway, { value, at });
  if (pods.namespaces.length === 0) return undefined;
  const answer = findSecret(mesh, mount.secret, pods.namespaces);
  const key = value.slice(mount.path.length);
  if (answer.kind === 'elsewhere') {
    const places = [...new Set(answer.places.map(({ namespace }) => namespace))].join(', ');
    const message = `"${value}" comes from Secret ${mount.secret} in namespace ${pods.namespaces.join(', ')}, and that is only in ${places}`;
    return { at, severity: 'error', message, missing: mount.secret };
  }
  if (answer.kind !== 'found' || answer.secret === undefined) return undefined;
  const keys = answer.secret.keys.map((one) => one.key.value);
  if (keys.length === 0 || keys.includes(key) || keys.some(isTemplated)) return undefined;
  const message = `"${value}" is no key of Secret ${mount.secret}, which has ${keys.join(', ')}`;
  return { at, severity: 'error', message, missing: value };
}

/** Only pods that are in the input tell what they mount. */
function unmounted(
  mesh: Mesh,
  gateway: IstioGateway,
  { value, at }: Located<string>,
): FileFault | undefined {
  const workloads = mesh
    .all('Workload')
    .filter(
      (workload) => gateway.selector.length > 0 && selects(gateway.selector, workload.podLabels),
    );
  if (workloads.length === 0 || workloads.some((workload) => mounts(workload, value)))
    return undefined;
  if (workloads.some(isInjectedLater)) return undefined;
  return {
    at,
    severity: 'warning',
    missing: value,
    message: `Nothing is mounted at "${value}" in the pods of the gateway`,
  };
}

function mounts({ containers }: Workload, file: string): boolean {
  return containers.some((container) =>
    container.mounts.some(
      ({ path }) =>
        isTemplated(path.value) || file === path.value || file.startsWith(withSlash(path.value)),
    ),
  );
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** Images that hold the file themselves, or pods whose proxy the injector adds, cannot be judged by what is written. */
function isInjectedLater({ containers }: Workload): boolean {
  return (
    !containers.some(({ name }) => name === 'istio-proxy') ||
    containers.some(({ image }) => image?.value === 'auto')
  );
}
