import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { controllerOf } from '../../mesh/ingress/controller.ts';
import { hostCovers } from '../../mesh/ingress/host-patterns.ts';
import { securedHosts } from '../../mesh/ingress/served-by-ingress.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { entryOf, isTemplated } from '../../text.ts';

/** A host for which an Ingress ends TLS. */
export interface Secured {
  readonly ingress: Ingress;
  /** `*` for every host. */
  readonly host: string;
  readonly secret: string;
  /** No Gateway ends TLS for it. */
  readonly isLost: boolean;
}

/** The hosts for which an Ingress ends TLS. A certificate that Google holds is to become a Secret named after the Ingress. */
export function securedBy(mesh: Mesh, ingress: Ingress): Secured[] {
  const lost = mesh.ingress.lostTls(ingress).map(({ secured }) => secured.host);
  return securedHosts(mesh, ingress).map(({ host }) => ({
    ingress,
    host: host ?? '*',
    secret: secretOf(ingress, host) ?? ownSecret(ingress),
    isLost: lost.includes(host),
  }));
}

/** The Secret that the Ingress names for a host, else for all hosts. */
export function secretOf({ tls }: Ingress, host: string | undefined): string | undefined {
  const own = tls.find(({ hosts }) =>
    hosts.some(({ value }) => host !== undefined && hostCovers(value, host)),
  );
  const name = (own ?? tls.find(({ hosts }) => hosts.length === 0))?.secretName?.value;
  return name === undefined || name === '' || isTemplated(name) ? undefined : name;
}

/** The name of the Secret that takes the place of a certificate which is none yet. */
export function ownSecret({ name }: Ingress): string {
  return `${name}-tls`;
}

/**
 * Whether an Ingress that ends TLS sends plain requests to HTTPS. GKE's does not by itself, and where `allow-http` is
 * `"false"` nothing answers on port 80, which a redirect comes nearest to; ingress-nginx redirects unless it is told not to.
 */
export function redirects(mesh: Mesh, ingress: Ingress): boolean {
  const says = (key: string) => entryOf(ingress.annotations, key)?.value.value;
  const { kind, name } = controllerOf(mesh, ingress);
  if (kind === 'gke') return says('kubernetes.io/ingress.allow-http') === 'false';
  return name.includes('nginx') && says('nginx.ingress.kubernetes.io/ssl-redirect') !== 'false';
}
