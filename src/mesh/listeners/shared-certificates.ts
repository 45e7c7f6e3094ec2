import type { GatewayTls, IstioGateway } from '../../facts/istio/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import { selects } from '../objects/selectors.ts';
import { groupBy } from '../once.ts';
import type { ListenerGrounds } from './proxies.ts';

/** A certificate that other Gateways of the same proxies serve on the same port. */
export interface SharedCertificate {
  readonly gateway: IstioGateway;
  readonly certificate: Located<string>;
  readonly others: readonly IstioGateway[];
}

interface Use {
  readonly gateway: IstioGateway;
  readonly certificate: Located<string>;
  readonly key: string;
}

/** Modes in which the server shows a certificate of its own. */
const ENDING: readonly string[] = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];

/**
 * Certificates that several Gateways serve on one port of the same proxies. Clients take an open connection for every host
 * that its certificate covers, and the proxy knows on it only the hosts of the Gateway it was opened for.
 */
export function sharedCertificates({ mesh }: ListenerGrounds): readonly SharedCertificate[] {
  const uses = mesh.all('IstioGateway').flatMap(usesOf);
  return [...groupBy(uses, ({ key }) => key).values()].flatMap((group) => {
    const gateways = [...new Set(group.map(({ gateway }) => gateway))];
    if (gateways.length === 1) return [];
    return group.flatMap(({ gateway, certificate }): SharedCertificate[] => {
      const others = gateways.filter((other) => other !== gateway && areRelated(gateway, other));
      return others.length > 0 ? [{ gateway, certificate, others }] : [];
    });
  });
}

function usesOf(gateway: IstioGateway): Use[] {
  return gateway.servers.flatMap(({ port, tls }) => {
    const certificate = tls && ENDING.includes(tls.mode) ? certificateOf(tls) : undefined;
    if (certificate === undefined || port === undefined) return [];
    const { written, key } = certificate;
    return [{ gateway, certificate: written, key: `${port.value} ${key}` }];
  });
}

/** The Secret, or the pair of files. */
function certificateOf({
  credentialName,
  serverCertificate,
  privateKey,
}: GatewayTls): { readonly written: Located<string>; readonly key: string } | undefined {
  if (credentialName?.value) {
    const isKnown = !isTemplated(credentialName.value);
    return isKnown ? { written: credentialName, key: credentialName.value } : undefined;
  }
  if (!serverCertificate?.value || !privateKey?.value) return undefined;
  return { written: serverCertificate, key: `${serverCertificate.value} ${privateKey.value}` };
}

function areRelated(left: IstioGateway, right: IstioGateway): boolean {
  return selects(left.selector, right.selector) || selects(right.selector, left.selector);
}
