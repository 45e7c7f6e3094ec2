import type { Ingress, IngressPath } from '../../facts/kubernetes/kinds.ts';
import { entryOf, isTemplated, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import type { PathPattern } from './entrances.ts';
import { partsOfIngress } from './gke-settings.ts';

/** A host for which an Ingress ends TLS; absent where it does so for every host. */
export interface SecuredHost {
  readonly host?: string;
  readonly at: Span;
}

const CERTIFICATES: readonly string[] = [
  'networking.gke.io/managed-certificates',
  'networking.gke.io/pre-shared-certs',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
];

/**
 * The hosts for which an Ingress ends TLS, each once: those of `spec.tls`, and of certificates that GKE's annotations
 * name. Where no host is written there, it is those of all rules.
 */
export function securedHosts(mesh: Mesh, ingress: Ingress): readonly SecuredHost[] {
  const ofRules = (at: Span): SecuredHost[] => {
    const hosts = ingress.rules.flatMap(({ host }) =>
      host?.value ? [{ host: host.value, at: host.at }] : [],
    );
    return hosts.length > 0 ? hosts : [{ at }];
  };
  const byTls = ingress.tls.flatMap(({ at, hosts }): SecuredHost[] =>
    hosts.length > 0 ? hosts.map((host) => ({ host: host.value, at: host.at })) : ofRules(at),
  );
  const annotation = CERTIFICATES.flatMap((key) => entryOf(ingress.annotations, key) ?? [])[0];
  const domains = partsOfIngress(mesh, ingress).flatMap((part) => part.domains);
  const byAnnotation =
    annotation === undefined
      ? []
      : domains.length > 0
        ? domains.map(({ value, at }) => ({ host: value, at }))
        : ofRules(annotation.value.at);
  const distinct = new Map<string, SecuredHost>();
  for (const one of [...byTls, ...byAnnotation]) {
    if (!isTemplated(one.host ?? '') && !distinct.has(one.host ?? ''))
      distinct.set(one.host ?? '', one);
  }
  return [...distinct.values()];
}

/**
 * What a path of an Ingress matches. `ImplementationSpecific` is, on GKE, exact unless it ends in `/*`, and for other
 * controllers a prefix or a regular expression.
 */
export function pathPattern({ path, pathType }: IngressPath, isGke: boolean): PathPattern {
  const { value } = path;
  if (isTemplated(value)) return { kind: 'any', value };
  if (pathType === 'Exact') return { kind: 'exact', value };
  if (pathType === 'Prefix' || value === '' || value === '/')
    return { kind: 'prefix', value: value || '/' };
  if (value.endsWith('/*')) return { kind: 'prefix', value: value.slice(0, -1) };
  if (/[()[\]$^\\*+?|{}]/.test(value)) return { kind: 'any', value };
  return { kind: isGke ? 'exact' : 'prefix', value };
}
