import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { type Entrance, entrancesFor } from './entrances.ts';
import { hostsOverlap } from './host-patterns.ts';
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
  const served = mesh.ingress.served();
  return securedHosts(mesh, ingress).flatMap((secured): LostTls[] => {
    if (isRoutedElsewhere(mesh.ingress.entrances(), secured)) return [];
    const gateways = served.filter((one) => serves(one, secured));
    if (gateways.some(({ tls }) => tls !== 'none')) return [];
    const [plain] = gateways;
    return [{ secured, ...(plain && { plain }) }];
  });
}

/** Through a Gateway that is not in the input, so nobody can tell whether it ends TLS. */
function isRoutedElsewhere(entrances: readonly Entrance[], { host }: SecuredHost): boolean {
  return entrancesFor(entrances, host).some(({ served }) => served === undefined);
}

function serves({ host }: ServedHost, secured: SecuredHost): boolean {
  return secured.host === undefined || isTemplated(host) || hostsOverlap(host, secured.host);
}
