import type { Diagnostic } from '../finding.ts';
import { isAddress } from '../mesh/hosts/addresses.ts';
import { globalAddress, reservation } from '../mesh/ingress/addresses.ts';
import { type GatewayService, gatewayServices } from '../mesh/ingress/edge.ts';
import { STATIC_IP_ANNOTATIONS } from '../mesh/ingress/gke-settings.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { entryOf } from '../text.ts';
import type { Draft, DraftObject, Wishes } from './draft.ts';
import { nameGiver, nameOf } from './names.ts';

/**
 * What gives the Service of each gateway a regional address where it has none that it can use: the reservation, as an object
 * of Config Connector where the project has such, else as a command; and the patch of the Service, or the words for what
 * installs it. The address itself is known only once it is reserved.
 */
export function draftGatewayAddress(mesh: Mesh, { asked }: Wishes): Draft[] {
  const name = nameGiver(mesh, 'ComputeAddress');
  return gatewayServices(mesh).flatMap((service) => {
    const at = wrongAddress(mesh, service);
    const cures = at ? asked('load-balancer-ip', at, service.service) : [];
    return cures.length > 0 ? [draftFor(mesh, service, cures, name)] : [];
  });
}

/** Where the Service shows that it has no address that GKE can give it; `undefined`: it has one. */
function wrongAddress(mesh: Mesh, { at, loadBalancerIP }: GatewayService) {
  if (loadBalancerIP === undefined) return at;
  const { value, at: written } = loadBalancerIP;
  return isAddress(value) && !globalAddress(mesh, value) ? undefined : written;
}

function draftFor(
  mesh: Mesh,
  service: GatewayService,
  cures: readonly Diagnostic[],
  metadata: ReturnType<typeof nameGiver>,
): Draft {
  const wanted = nameFor(mesh, service);
  const name = `${nameOf(wanted).slice(0, 54)}-regional`;
  const reserved = [wanted, name]
    .map((each) => reservation(mesh, each))
    .find((each) => each?.location !== undefined && each.location.value !== 'global');
  if (reserved?.address && isAddress(reserved.address.value))
    return { cures, notes: patchNotes(service, reserved.address.value), objects: [] };
  const notes = [
    ...patchNotes(service, 'ADDRESS'),
    'Move DNS to it when the gateway answers there.',
  ];
  const [connector] = mesh.all('ComputeAddress');
  if (connector === undefined) {
    const command = `gcloud compute addresses create ${name} --region REGION`;
    return { cures, notes: [`TODO: Reserve an address: ${command}`, ...notes], objects: [] };
  }
  const address: DraftObject = {
    apiVersion: 'compute.cnrm.cloud.google.com/v1beta1',
    kind: 'ComputeAddress',
    metadata: metadata(name, connector.namespace),
    spec: { location: '<region of the cluster>', addressType: 'EXTERNAL' },
  };
  return { cures, notes, objects: reserved ? [] : [address] };
}

/** What the address is to be named after: what stands in its place, else the address that clients know, else the Service. */
function nameFor(mesh: Mesh, { loadBalancerIP, service }: GatewayService): string {
  const written = loadBalancerIP?.value;
  if (written !== undefined && !isAddress(written)) return written;
  return staticIp(mesh) ?? service?.name ?? 'gateway';
}

/** The address that clients know. */
function staticIp(mesh: Mesh): string | undefined {
  return mesh
    .all('Ingress')
    .flatMap(({ annotations }) =>
      STATIC_IP_ANNOTATIONS.flatMap((key) => entryOf(annotations, key)?.value.value ?? []),
    )[0];
}

/** Words for a command are taken over only where no shell would read more in them. */
const PLAIN = /^[a-z0-9.-]+$/;

function patchNotes({ service, name, namespace }: GatewayService, address: string): string[] {
  const patch = `{"spec":{"loadBalancerIP":"${address}"}}`;
  if (service === undefined) {
    return [`TODO: Write loadBalancerIP: ${address} where the ${name} is installed.`];
  }
  const isPlain = PLAIN.test(service.name) && PLAIN.test(namespace);
  const command = `kubectl patch service ${service.name} --namespace ${namespace} --patch '${patch}'`;
  return [
    `TODO: Write loadBalancerIP: ${address} into ${name}${isPlain ? `, or: ${command}` : ''}`,
  ];
}
