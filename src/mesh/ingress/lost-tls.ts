import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { type SecuredHost, securedHosts } from './served-by-ingress.ts';
import type { ServedHost } from './served-hosts.ts';

/** A host for which an Ingress ends TLS and no Gateway does. */
export interface LostTls {
  readonly secured: SecuredHost;
  /** A Gateway that serves it in plain text. */
  readonly plain?: ServedHost;
}

/** Those of one Ingress; none that are routed through Gateways that the input does not hold. */
export function lostTls(mesh: Mesh, ingress: Ingress): LostTls[] {
  return securedHosts(mesh, ingress).flatMap((secured): LostTls[] => {
    if (isRoutedElsewhere(mesh, secured)) return [];
    const gateways = mesh.ingress.servedFor(secured.host);
    if (gateways.some(({ tls }) => tls !== 'none')) return [];
    const [plain] = gateways;
    return [{ secured, ...(plain && { plain }) }];
  });
}

/** Through a Gateway that is not in the input, so nobody can tell whether it ends TLS. */
function isRoutedElsewhere(mesh: Mesh, { host }: SecuredHost): boolean {
  return mesh.ingress.entrancesFor(host).some(({ served }) => served === undefined);
}
