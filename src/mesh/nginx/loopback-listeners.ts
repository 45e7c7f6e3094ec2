import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { NginxDirective } from '../../facts/nginx.ts';
import { entryOf, type Located } from '../../text.ts';
import { mayBeSameNamespace } from '../ingress/host-patterns.ts';
import type { Mesh } from '../mesh.ts';
import { podPort } from '../policies/mutual-tls.ts';
import type { Configuration } from './configuration.ts';
import { mayMatter } from './include.ts';
import { type Listen, readListen } from './listen.ts';
import type { NginxSender } from './senders.ts';

/** A port that nginx keeps for its own pod, though a Service leads to it. */
export interface LoopbackListener {
  /** The address that `listen` names. */
  readonly address: Located<string>;
  readonly listened: Listen;
  readonly service: Service;
  readonly port: ServicePort;
}

/**
 * The ports that nginx listens on at loopback addresses alone, where a Service leads to them and the sidecar connects to the address
 * of the pod; see `sendsToLoopback`. Left out are pods for which a Sidecar says by `ingress` where it connects to, and
 * configurations of which a part cannot be known, for it may listen there too.
 */
export function loopbackListeners(sender: NginxSender, mesh: Mesh): LoopbackListener[] {
  const { workload } = sender;
  if (!workload || mesh.settings.sendsToLoopback.value || isToldWhere(workload, mesh)) return [];
  const found = listening(sender.configurations());
  const open = new Set(found?.flatMap(({ listened }) => (listened.loopback ? [] : listened.port)));
  return (found ?? [])
    .filter(({ listened }) => listened.loopback && !open.has(listened.port))
    .filter(({ listened }) => mesh.capturesInbound(workload, listened.port))
    .flatMap((one) => {
      const way = wayTo(one.listened.port, workload, mesh);
      return way ? [{ ...one, ...way }] : [];
    });
}

/** Whether a Sidecar for these pods says what they take in. */
function isToldWhere({ namespace, podLabels }: Workload, mesh: Mesh): boolean {
  return mesh
    .all('Sidecar')
    .some(
      (sidecar) =>
        sidecar.hasIngress &&
        mayBeSameNamespace(sidecar.namespace, namespace) &&
        sidecar.selector.every(
          ({ key, value }) => entryOf(podLabels, key.value)?.value.value === value.value,
        ),
    );
}

function wayTo(
  number: number,
  workload: Workload,
  mesh: Mesh,
): Pick<LoopbackListener, 'service' | 'port'> | undefined {
  for (const service of mesh.servicesOf(workload)) {
    const port = service.ports.find((one) => podPort(one.targetPort, workload) === number);
    if (port) return { service, port };
  }
  return undefined;
}

type Listening = Pick<LoopbackListener, 'address' | 'listened'>;

/** All places that the servers of one nginx listen at; `undefined` where some may not be known. */
function listening(configurations: readonly Configuration[]): Listening[] | undefined {
  const directives = configurations.flatMap((configuration) => configuration.directives);
  const isWhole = configurations.every(({ surroundings }) => surroundings === 'nothing');
  if (!isWhole || mayHoldListen(directives)) return undefined;
  const listens: Listening[] = [];
  for (const address of serversIn(directives).flatMap(addressesOf)) {
    const listened = readListen(address.value);
    if (listened === 'unknown') return undefined;
    if (listened !== 'socket') listens.push({ address, listened });
  }
  return listens;
}

/** Whether an include that leads out of the known texts stands where `server` or `listen` may. */
function mayHoldListen(directives: readonly NginxDirective[]): boolean {
  return directives.some((directive) => {
    const { name, block = [] } = directive;
    if (name === 'include') return mayMatter(directive);
    return (isServers(directive) || name === 'server') && mayHoldListen(block);
  });
}

function isServers({ name }: NginxDirective): boolean {
  return name === 'http' || name === 'stream';
}

function serversIn(directives: readonly NginxDirective[]): NginxDirective[] {
  return directives.flatMap((directive) => {
    if (directive.name === 'server') return [directive];
    return isServers(directive) ? serversIn(directive.block ?? []) : [];
  });
}

/** What a server listens at, but for UDP; one of HTTP that names nothing, on port 80. */
function addressesOf({ block = [], nameAt }: NginxDirective): Located<string>[] {
  const listens = block.filter(({ name }) => name === 'listen');
  if (listens.length === 0) return [{ value: '80', at: nameAt }];
  return listens.flatMap(({ args: [address, ...options] }) =>
    address && options.every(({ value }) => value !== 'udp') ? [address] : [],
  );
}
