import type { Diagnostic } from '../finding.ts';
import type { OutsideCall } from '../mesh/egress/outside-calls.ts';
import { type UnadmittedGroup, unadmittedGroups } from '../mesh/egress/unadmitted.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import { newestApiVersion } from '../mesh/versions/served-since.ts';
import { atLeast, before } from '../mesh/versions/version.ts';
import { type AdmittedHosts, admittedHosts } from './admitted-hosts.ts';
import type { Draft, DraftObject, Wishes } from './draft.ts';
import { nameGiver } from './names.ts';

/** A ServiceEntry for each provider, or owner of hosts, and each namespace whose calls nothing admits. */
export function draftServiceEntries(mesh: Mesh, wishes: Wishes): Draft[] {
  const wanted = wantedEntries(mesh, wishes);
  const byName = groupBy(wanted, ({ name }) => name);
  const write = entryWriter(mesh);
  return wanted.map(({ namespace, name, cures, calls }) => {
    const isShared = byName.get(name)?.length !== 1;
    const sets = admittedHosts(calls);
    return {
      cures,
      notes: [...assumptions(mesh, calls, sets), ...hiding(mesh, namespace, sets)],
      objects: sets.flatMap((set) => write(set, { namespace, name, isShared })),
    };
  });
}

/** One provider that one namespace calls. */
interface WantedEntry {
  readonly namespace: string;
  readonly name: string;
  readonly cures: readonly Diagnostic[];
  readonly calls: readonly OutsideCall[];
}

function wantedEntries(mesh: Mesh, { asked, ignoreHosts }: Wishes): WantedEntry[] {
  const groups = unadmittedGroups(mesh.egress, ignoreHosts).map((group) => {
    const { namespace } = group.caller;
    const cures = asked('missing-service-entry', group.evidence.at, group.caller.resource).filter(
      (finding) => speaksOf(finding, group),
    );
    const calls = group.calls.map(({ call }) => call);
    return { key: `${namespace} ${group.name}`, namespace, name: group.name, cures, calls };
  });
  const byKey = groupBy(
    groups.filter(({ cures }) => cures.length > 0),
    ({ key }) => key,
  );
  return [...byKey]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) =>
      same.slice(0, 1).map(({ namespace, name }) => ({
        namespace,
        name,
        cures: [...new Set(same.flatMap(({ cures }) => cures))],
        calls: same.flatMap(({ calls }) => calls),
      })),
    );
}

/** Several groups may be shown at one place; each finding names the hosts of its own. */
function speaksOf({ message }: Diagnostic, { calls }: UnadmittedGroup): boolean {
  return calls.some(({ call }) => message.includes(call.host));
}

interface EntryPlace {
  readonly namespace: string;
  readonly name: string;
  /** Another namespace gets an entry for the same hosts: each keeps to its own, so that none overrides the other. */
  readonly isShared: boolean;
}

/**
 * Writes the entry for some hosts. On Istio 1.0 TLS passes only where a VirtualService matches its SNI, too (egress task of
 * release 1.0); `exportTo` came with 1.1.
 */
function entryWriter(mesh: Mesh): (set: AdmittedHosts, place: EntryPlace) => DraftObject[] {
  const { istio } = mesh.targets;
  const group = 'networking.istio.io';
  const entryName = nameGiver(mesh, 'ServiceEntry');
  const routeName = nameGiver(mesh, 'VirtualService');
  const keepsToItself = mesh
    .all('ServiceEntry')
    .some(({ exportTo }) => exportTo.some(({ value }) => value === '.'));
  return (set, { namespace, name, isShared }) => {
    const { hosts, addresses, ports, resolution } = set;
    const isOwn = atLeast(istio, '1.1') && (isShared || keepsToItself);
    const entry: DraftObject = {
      apiVersion: newestApiVersion(mesh, group, 'ServiceEntry'),
      kind: 'ServiceEntry',
      metadata: entryName(name, namespace),
      spec: {
        ...(isOwn && { exportTo: ['.'] }),
        hosts: [...hosts],
        ...(addresses.length > 0 && { addresses: [...addresses] }),
        location: 'MESH_EXTERNAL',
        ports: ports.map((port) => ({ ...port })),
        resolution,
      },
    };
    const secured = ports.filter(({ protocol }) => ['HTTPS', 'TLS'].includes(protocol));
    if (!before(istio, '1.1') || secured.length === 0) return [entry];
    const tls = hosts.flatMap((host) =>
      secured.map(({ number }) => ({
        match: [{ port: number, sniHosts: [host] }],
        route: [{ destination: { host, port: { number } } }],
      })),
    );
    const route: DraftObject = {
      apiVersion: newestApiVersion(mesh, group, 'VirtualService'),
      kind: 'VirtualService',
      metadata: routeName(name, namespace),
      spec: { hosts: [...hosts], tls },
    };
    return [entry, route];
  };
}

function assumptions(
  mesh: Mesh,
  calls: readonly OutsideCall[],
  sets: readonly AdmittedHosts[],
): string[] {
  const unsaid = calls.filter(({ port }) => port === undefined).map(({ host }) => host);
  const open = sets.filter(
    ({ ports, addresses }) =>
      addresses.length === 0 && ports.some(({ protocol }) => protocol === 'TCP'),
  );
  const isTaken = !mesh.settings.allocatesAddresses.value;
  return [
    ...[...new Set(unsaid)].map((host) => `No port of ${host} is written: 443 is assumed.`),
    ...(isTaken ? open : []).map(
      ({ hosts }) =>
        `TODO: Write the addresses of ${hosts.join(', ')}. Plain TCP is matched by address and port: without addresses this entry takes every connection to its port.`,
    ),
  ];
}

/** A Sidecar may keep even the namespace's own entries out of sight. */
function hiding(mesh: Mesh, namespace: string, sets: readonly AdmittedHosts[]): string[] {
  const at = { file: '', start: 0, end: 0 };
  const hosts = sets.flatMap((set) => set.hosts.map((value) => ({ value, at })));
  const entry = { namespace, exportTo: [], hosts };
  if (mesh.visible(entry, namespace)) return [];
  return [
    'TODO: The Sidecar of the namespace does not import these hosts: add "./*" to its egress hosts.',
  ];
}
