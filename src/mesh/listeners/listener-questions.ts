import type { KubernetesGateway } from '../../facts/gke/kinds.ts';
import type { IstioGateway } from '../../facts/istio/kinds.ts';
import type { Answer } from '../answer.ts';
import { labelIndex } from '../objects/selectors.ts';
import { once, oncePer } from '../once.ts';
import { type ServerConflict, serverConflicts } from './conflicts.ts';
import { type ExposedPorts, exposedPorts } from './exposed-ports.ts';
import { type ListenerConflict, listenerConflicts } from './kubernetes-listeners.ts';
import { findProxies, type GatewayProxies, type ListenerGrounds } from './proxies.ts';
import { type SharedAddress, sharedAddresses } from './shared-addresses.ts';
import { type SharedCertificate, sharedCertificates } from './shared-certificates.ts';

/** What rules ask of Gateways: the proxies they configure, and what those listen for. */
export interface ListenerQuestions {
  /** The proxies that a Gateway configures. */
  proxies(gateway: IstioGateway): Answer<GatewayProxies>;
  /** The ports by which these can be reached; `undefined` where they are not known. */
  exposedPorts(gateway: IstioGateway): ExposedPorts | undefined;
  /** Listeners of a Gateway of the Gateway API that stand in each other's way. */
  listenerConflicts(gateway: KubernetesGateway): readonly ListenerConflict[];
  /** Servers that stand in each other's way. */
  conflicts(): readonly ServerConflict[];
  /** Addresses that several Gateways of the Gateway API ask for. */
  sharedAddresses(): readonly SharedAddress[];
  /** Certificates that several Gateways serve on one port. */
  sharedCertificates(): readonly SharedCertificate[];
}

export function answerListeners(
  given: Pick<ListenerGrounds, 'mesh' | 'settings' | 'declared'>,
): ListenerQuestions {
  const { mesh, settings } = given;
  const grounds: ListenerGrounds = {
    ...given,
    servicesFor: labelIndex(mesh.all('Service'), ({ selector }) => selector),
    keepsGateways: once(
      () =>
        settings.documents().some(({ gateways }) => gateways.length > 0) ||
        mesh.all('Workload').some(mesh.isGatewayWorkload),
    ),
  };
  return {
    proxies: oncePer((gateway: IstioGateway) => findProxies(gateway, grounds)),
    exposedPorts: (gateway) => exposedPorts(gateway, grounds),
    listenerConflicts,
    conflicts: once(() => serverConflicts(grounds)),
    sharedAddresses: once(() => sharedAddresses(mesh.all('KubernetesGateway'))),
    sharedCertificates: once(() => sharedCertificates(grounds)),
  };
}
