import type { DestinationRule } from '../../facts/istio/kinds.ts';
import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { beginsTls, followedRule, tlsOfPort } from '../routing/client-tls.ts';
import type { OtherPass } from './other-passes.ts';
import {
  type Observed,
  originOf,
  type PassToService,
  passesToServices,
  surest,
} from './passes-to-services.ts';
import { isHttp } from './protocol-conflicts.ts';
import { isForSidecars } from './sent-host.ts';
import { sidecarOfSender } from './sidecars.ts';

/** TLS of nginx to a Service that its sidecar wraps in TLS of its own. */
export interface DoubleTls extends Observed, Pick<OtherPass, 'directive'> {
  readonly service: Service;
  readonly port: ServicePort;
  readonly rule: DestinationRule;
  readonly mode: Located<string>;
}

/**
 * Where nginx sends TLS to a Service and a DestinationRule makes its sidecar begin TLS with the server as well, once for each
 * place that says so. Mutual TLS inside the mesh is taken off again by the other sidecar, and does no harm. Ports declared as HTTP refuse
 * TLS before that, see `protocolConflicts`; where a VirtualService routes connections elsewhere, another rule decides.
 */
export function doubleTls(mesh: Mesh): DoubleTls[] {
  return surest([...passesToServices(mesh)].flatMap((pass) => doubledBy(pass, mesh) ?? []));
}

function doubledBy(
  { address, destination, directive, port, protocol, sender }: PassToService,
  mesh: Mesh,
): DoubleTls | undefined {
  const { service } = destination;
  const leaves = sidecarOfSender(originOf(sender, mesh), destination, mesh);
  if (protocol !== 'TLS' || isHttp(mesh.protocol(port)) || leaves === 'no') return undefined;
  const rule = followedRule(sender.workload ?? sender, service, mesh);
  const mode = rule && beginsTls(tlsOfPort(rule, port.number.value));
  if (!rule || !mode || isRerouted(service, mesh)) return undefined;
  return { address, directive, service, port, rule, mode, sender, inMesh: leaves === 'yes' };
}

/** Whether some VirtualService for sidecars routes connections to the Service. */
function isRerouted(service: Service, mesh: Mesh): boolean {
  return mesh
    .all('VirtualService')
    .some(
      (one) =>
        one.tls.length + one.tcp.length > 0 &&
        isForSidecars(one) &&
        one.hosts.some(({ value }) => mesh.service(value, one.namespace) === service),
    );
}
