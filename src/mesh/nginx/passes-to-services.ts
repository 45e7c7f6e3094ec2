import type { ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { OtherPass } from './other-passes.ts';
import type { ProxyPass } from './proxy-pass.ts';
import type { NginxSender } from './senders.ts';
import type { Origin } from './sidecars.ts';
import { isLoopback } from './target.ts';

/** Something else than plain HTTP that an nginx sends to a Service port. */
export interface PassToService extends Omit<OtherPass, 'targets'> {
  readonly destination: Extract<Destination, { kind: 'service' }>;
  readonly port: ServicePort;
  readonly sender: NginxSender;
}

/** All that nginx sends to Service ports in another protocol than plain HTTP. Files that nothing ties to a cluster are left out. */
export function* passesToServices(mesh: Mesh): Generator<PassToService> {
  for (const sender of mesh.nginxSenders) {
    if (sender.tiedBy === 'nothing') continue;
    for (const { targets, ...pass } of passesOf(sender)) {
      for (const target of targets) {
        const destination = destinationOf(target, sender.namespace, mesh);
        if (destination.kind !== 'service' || !destination.servicePort) continue;
        yield { ...pass, destination, port: destination.servicePort, sender };
      }
    }
  }
}

function passesOf({ passes, otherPasses }: NginxSender): OtherPass[] {
  const encrypted = passes.filter(({ scheme }) => scheme === 'https').map(asOther);
  return [...encrypted, ...otherPasses()];
}

function asOther({ url, targets }: ProxyPass): OtherPass {
  return {
    directive: 'proxy_pass',
    protocol: 'TLS',
    address: url,
    targets: targets.filter(({ host }) => !isLoopback(host)),
  };
}

/** Who sends: where nobody is seen to run it, and workloads come into the mesh, it is taken to come in too. */
export function originOf(
  { workload }: NginxSender,
  { migrating }: Pick<Mesh, 'migrating'>,
): Origin {
  return workload ?? (migrating ? 'anyone' : 'outsider');
}

/** What is wrong with an address in nginx configuration, and how surely. */
export interface Observed {
  readonly address: Located<string>;
  readonly sender: NginxSender;
  /** Where `false`, these files cannot tell whether a sidecar is on the way. */
  readonly inMesh: boolean;
}

/** Whether it is known who sends, and that a sidecar is on the way. */
export function isSure({ sender, inMesh }: Observed): boolean {
  return sender.workload !== undefined && inMesh;
}

/** Of those for one place, for a text may be used by several workloads, the first that is sure, else the first. */
export function surest<T extends Observed>(all: readonly T[]): T[] {
  const byPlace = new Map<string, T>();
  for (const one of all) {
    const { file, start } = one.address.at;
    const other = byPlace.get(`${file}:${start}`);
    if (!other || (isSure(one) && !isSure(other))) byPlace.set(`${file}:${start}`, one);
  }
  return [...byPlace.values()];
}

/** For messages: what is not known, as the end of a sentence; `""` where all is. */
export function doubtText({ sender, inMesh }: Observed): string {
  const untied = sender.workload ? '' : '; nothing says which pods run this nginx';
  return `${inMesh ? '' : ', if the pods have a sidecar'}${untied}`;
}
