import type { GatewayTls, IstioGateway } from '../../facts/istio/kinds.ts';
import type { Secret } from '../../facts/kubernetes/kinds.ts';
import { type Entry, entryOf, isTemplated, type Located, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy } from '../once.ts';

/** Where the pods of a Gateway run: they, or istiod for them, read Secrets of no other namespace. */
export interface PodNamespaces {
  /** Empty: not known. */
  readonly namespaces: readonly string[];
  /** What was taken for granted, for messages. */
  readonly assumed?: string;
}

/**
 * The namespaces of a Gateway's pods. Where nothing in the input tells, pods with the label of Istio's own ingress
 * gateway, `istio: ingressgateway`, are taken to run where Istio installs it.
 */
export function podNamespaces(mesh: Mesh, gateway: IstioGateway): PodNamespaces {
  const known = mesh.gatewayNamespaces(gateway).filter((name) => name !== '' && !isTemplated(name));
  if (known.length > 0) return { namespaces: known };
  const [only, ...more] = gateway.selector;
  const isDefault = only?.key.value === 'istio' && only.value.value === 'ingressgateway';
  if (!isDefault || more.length > 0 || mesh.ingress.isDefaultSeen()) return { namespaces: [] };
  const namespace = mesh.settings.rootNamespace.value;
  return {
    namespaces: [namespace],
    assumed: `pods with istio: ingressgateway are taken to run in ${namespace}`,
  };
}

/** Whether a Service or workload has the label of Istio's own ingress gateway: wherever it is, that speaks against the default. */
export function hasDefaultLabel(mesh: Mesh): boolean {
  const isDefault = (labels: readonly Entry[]): boolean =>
    entryOf(labels, 'istio')?.value.value === 'ingressgateway';
  return (
    mesh.all('Service').some(({ selector }) => isDefault(selector)) ||
    mesh.all('Workload').some(({ podLabels }) => isDefault(podLabels))
  );
}

/** A place that makes or uses a Secret of some name. */
export interface SecretPlace {
  readonly namespace: string;
  readonly at: Span;
  /** For messages: `Secret`, `Certificate web`, `Ingress web`. */
  readonly what: string;
}

/** What the input tells of a Secret that is wanted in some namespaces. */
export type SecretAnswer =
  | { readonly kind: 'found'; readonly secret?: Secret }
  /** It is made or used in other namespaces only. */
  | { readonly kind: 'elsewhere'; readonly places: readonly SecretPlace[] }
  /** A tool copies it between namespaces, or its namespace is not written. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'nowhere' };

/** Annotations by which tools copy Secrets into other namespaces: reflector, replicator, kubed (config-syncer). */
const COPIED =
  /reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com/;

/** Looks for a Secret, or what makes it, in these namespaces; then where else it is made or used. */
export function findSecret(mesh: Mesh, name: string, namespaces: readonly string[]): SecretAnswer {
  const secrets = mesh.named('Secret', name);
  const own = secrets.find((secret) => namespaces.includes(secret.namespace));
  if (own !== undefined) return { kind: 'found', secret: own };
  const makers = mesh.all('SecretMaker').filter((maker) => maker.secretName.value === name);
  const made = [...makers, ...generated(mesh, name)];
  if (made.some((maker) => namespaces.includes(maker.namespace))) return { kind: 'found' };
  const objects = [...secrets, ...makers];
  const unsure = [...objects, ...made].some(
    ({ namespace }) => namespace === '' || isTemplated(namespace),
  );
  const copied = objects.some(
    ({ kind, annotations }) =>
      kind.startsWith('Cluster') || annotations.some(({ key }) => COPIED.test(key.value)),
  );
  if (unsure || copied) return { kind: 'unknown' };
  const places = [
    ...secrets.map(({ namespace, at }) => ({ namespace, at, what: 'Secret' })),
    ...makers.map((maker) => ({
      namespace: maker.namespace,
      at: maker.secretName.at,
      what: `${maker.kind} ${maker.name}`,
    })),
    ...generated(mesh, name).map(({ namespace, at }) => ({
      namespace,
      at,
      what: 'secretGenerator',
    })),
    ...mesh.ingress.usesOfSecret(name),
  ].filter(({ namespace }) => !namespaces.includes(namespace));
  return places.length === 0 ? { kind: 'nowhere' } : { kind: 'elsewhere', places };
}

/** kustomize makes Secrets too, in its own namespace. */
function generated(
  mesh: Mesh,
  name: string,
): readonly { readonly namespace: string; readonly at: Span }[] {
  return mesh.files.flatMap(({ kustomization }) =>
    (kustomization?.secrets ?? [])
      .filter((secret) => secret.name.value === name)
      .map((secret) => ({ namespace: kustomization?.namespace?.value ?? '', at: secret.name.at })),
  );
}

/** The uses of Secrets by their names. An Ingress reads its TLS Secret from its own namespace, so it is there. */
export function secretsOfIngresses(mesh: Mesh): ReadonlyMap<string, readonly SecretPlace[]> {
  const uses = mesh
    .all('Ingress')
    .filter(({ namespace }) => namespace !== '' && !isTemplated(namespace))
    .flatMap(({ namespace, name, tls }) =>
      tls.flatMap(({ secretName: secret }) =>
        secret ? [{ secret, place: { namespace, at: secret.at, what: `Ingress ${name}` } }] : [],
      ),
    );
  const places = new Map<string, readonly SecretPlace[]>();
  for (const [secret, group] of groupBy(uses, (use) => use.secret.value)) {
    places.set(
      secret,
      group.map(({ place }) => place),
    );
  }
  return places;
}

/**
 * The Secrets that a server's TLS settings name. Modes that need none (PASSTHROUGH, AUTO_PASSTHROUGH, ISTIO_MUTUAL) read
 * none (istio/api networking/v1alpha3/gateway.proto), unless `any mode` is asked for.
 */
export function wantedSecrets(
  tls: GatewayTls,
  modes: 'any mode' | 'those that read it' = 'those that read it',
): readonly Located<string>[] {
  if (modes === 'those that read it' && !CERTIFICATE_MODES.includes(tls.mode)) return [];
  const names = [...(tls.credentialName ? [tls.credentialName] : []), ...tls.credentialNames];
  return names.filter(({ value }) => value !== '' && !isTemplated(value) && !value.includes('://'));
}

const CERTIFICATE_MODES: readonly string[] = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];

/** What is wrong with a Secret that is where it should be. */
export interface CredentialFault {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/**
 * Whether the Secret holds what the mode needs: `cert` and `key`, else `tls.crt` and `tls.key`; for clients' certificates
 * `cacert` or `ca.crt`, there or in `<name>-cacert`. Empty values count as missing (istio/istio 1.30
 * pilot/pkg/credentials/kube/secrets.go).
 */
export function credentialFaults(
  mesh: Mesh,
  tls: GatewayTls,
  name: string,
  secret: Secret | undefined,
): readonly CredentialFault[] {
  if (secret === undefined) return [];
  const keys = secret.keys.filter(({ empty }) => !empty).map(({ key }) => key.value);
  if (secret.keys.length === 0) {
    return [{ severity: 'warning', message: `Secret "${name}" has no keys here` }];
  }
  // Nothing but empty values is a placeholder that somebody fills in before it is applied.
  if (keys.length === 0 || keys.some(isTemplated)) return [];
  const has = (...wanted: readonly string[]): boolean => wanted.every((key) => keys.includes(key));
  const faults: CredentialFault[] = [];
  if (!has('cert', 'key') && !has('tls.crt', 'tls.key')) {
    const message = `Secret "${name}" has no pair tls.crt and tls.key, only ${keys.join(', ')}`;
    faults.push({ severity: 'error', message });
  }
  const needsClients = tls.mode === 'MUTUAL' && tls.caCredentialName === undefined;
  const apart = [`${name}-cacert`, ...(name.endsWith('-cacert') ? [name] : [])];
  const hasApart =
    mesh.all('Secret').some((one) => apart.includes(one.name)) ||
    mesh.all('SecretMaker').some((one) => apart.includes(one.secretName.value));
  if (needsClients && !has('cacert') && !has('ca.crt') && !hasApart) {
    const message = `Mode MUTUAL has nothing to check clients by: Secret "${name}" has no ca.crt, and there is no Secret "${name}-cacert"`;
    faults.push({ severity: 'error', message });
  }
  return faults;
}
