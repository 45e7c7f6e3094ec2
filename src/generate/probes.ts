import type { Workload } from '../facts/kubernetes/workload.ts';
import { described } from '../facts/resource.ts';
import type { Diagnostic } from '../finding.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { selects } from '../mesh/objects/selectors.ts';
import { groupBy } from '../mesh/once.ts';
import { askedProbes, probedPort } from '../mesh/proxies/probe-rewriting.ts';
import { newestApiVersion } from '../mesh/versions/served-since.ts';
import { atLeast, before } from '../mesh/versions/version.ts';
import { type Entry, isTemplated } from '../text.ts';
import type { Draft, DraftObject, Metadata, Wishes } from './draft.ts';
import { nameGiver } from './names.ts';

/**
 * A policy for each workload that lets plain requests through on the ports of probes that mutual TLS would refuse: for
 * those that the target version cannot rewrite. Where it can, the finding has a fix, which opens no port.
 */
export function draftProbePolicies(mesh: Mesh, { asked }: Wishes): Draft[] {
  const wanted = Array.from(askedProbes(mesh)).flatMap(({ workload, container, probe }) => {
    const port = probedPort(probe, container);
    const cures = asked('mtls-http-probe', probe.at, workload).filter(({ fix }) => !fix);
    return port === undefined || cures.length === 0 ? [] : [{ workload, port, cures }];
  });
  const peerName = nameGiver(mesh, 'PeerAuthentication');
  const alphaName = nameGiver(mesh, 'AuthenticationPolicy');
  return [...groupBy(wanted, ({ workload }) => workload)].map(([workload, same]) => {
    const ports = [...new Set(same.map(({ port }) => port))].toSorted((a, b) => a - b);
    const cures = [...new Set(same.flatMap((each) => each.cures))];
    const name = `${workload.name}-probes`;
    return atLeast(mesh.targets.istio, '1.5')
      ? peerAuthentication(mesh, { workload, ports, cures }, () =>
          peerName(name, workload.namespace),
        )
      : alphaPolicy(mesh, { workload, ports, cures }, () => alphaName(name, workload.namespace));
  });
}

interface Refused {
  readonly workload: Workload;
  /** Numbers of container ports. */
  readonly ports: readonly number[];
  readonly cures: readonly Diagnostic[];
}

const OPEN =
  'These ports then take plain requests of everybody, not of the kubelet alone. An exec probe that asks localhost opens none.';

/** Of two policies for the same pods the older one counts alone, so one that is there has to be added to. */
function peerAuthentication(
  mesh: Mesh,
  { workload, ports, cures }: Refused,
  metadata: () => Metadata,
): Draft {
  const portLevelMtls = Object.fromEntries(
    ports.map((port) => [String(port), { mode: 'PERMISSIVE' as const }]),
  );
  const own = mesh
    .all('PeerAuthentication')
    .find(
      ({ namespace, selector }) =>
        namespace === workload.namespace &&
        selector.length > 0 &&
        selects(selector, workload.podLabels),
    );
  const matchLabels = selectorOf(mesh, workload);
  if (own || matchLabels === undefined) {
    const policy = own
      ? described(own)
      : 'a PeerAuthentication for these pods, once they have labels';
    const modes = ports.map((port) => `${port}: PERMISSIVE`).join(', ');
    return {
      cures,
      notes: [`TODO: Write portLevelMtls (${modes}) into ${policy}.`, OPEN],
      objects: [],
    };
  }
  const policy: DraftObject = {
    apiVersion: newestApiVersion(mesh, 'security.istio.io', 'PeerAuthentication'),
    kind: 'PeerAuthentication',
    metadata: metadata(),
    spec: { selector: { matchLabels }, portLevelMtls },
  };
  return { cures, notes: [OPEN, ...undeclared(mesh, workload, ports)], objects: [policy] };
}

/** Istio 1.5 to 1.8 heeds the mode of a port only where a Service declares it (release notes of 1.9). */
function undeclared(mesh: Mesh, workload: Workload, ports: readonly number[]): string[] {
  if (!before(mesh.targets.istio, '1.9')) return [];
  return ports
    .filter((port) => targetsOf(mesh, workload, port).length === 0)
    .map(
      (port) => `TODO: Declare port ${port} in a Service: this Istio heeds no other ports here.`,
    );
}

/** Alpha policies are for ports of Services (istio/api 1.4 authentication/v1alpha1/policy.proto). */
function alphaPolicy(
  mesh: Mesh,
  { workload, ports, cures }: Refused,
  metadata: () => Metadata,
): Draft {
  const targets = ports.flatMap((port) => targetsOf(mesh, workload, port));
  const rest = ports.filter((port) => targetsOf(mesh, workload, port).length === 0);
  const notes = rest.map(
    (port) =>
      `TODO: No Service leads to port ${port}: set traffic.sidecar.istio.io/excludeInboundPorts: "${port}" on the pods.`,
  );
  if (targets.length === 0) return { cures, notes, objects: [] };
  const byService = groupBy(targets, ({ service }) => service);
  const policy: DraftObject = {
    apiVersion: 'authentication.istio.io/v1alpha1',
    kind: 'Policy',
    metadata: metadata(),
    spec: {
      targets: [...byService].map(([name, same]) => ({
        name,
        ports: same.map(({ number }) => ({ number })),
      })),
      peers: [{ mtls: { mode: 'PERMISSIVE' } }],
    },
  };
  return { cures, notes: [OPEN, ...notes], objects: [policy] };
}

/** The ports of Services that lead to a port of these pods. */
function targetsOf(
  mesh: Mesh,
  workload: Workload,
  port: number,
): { readonly service: string; readonly number: number }[] {
  const names = workload.containers
    .flatMap(({ ports }) => ports)
    .flatMap(({ number, name }) => (number.value === port && name !== undefined ? [name] : []));
  return mesh
    .servicesOf(workload)
    .flatMap(({ name, ports }) =>
      ports
        .filter(({ targetPort }) => targetPort === String(port) || names.includes(targetPort))
        .map(({ number }) => ({ service: name, number: number.value })),
    );
}

/** Labels by which people name an application, before all others. */
const NAMING: readonly string[] = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name'];

/** The fewest labels that select this workload alone; all where none do; `undefined` where there are none. */
function selectorOf(mesh: Mesh, workload: Workload): Readonly<Record<string, string>> | undefined {
  const labels = workload.podLabels.filter(({ value }) => !isTemplated(value.value));
  const naming = NAMING.flatMap((name) => labels.find(({ key }) => key.value === name) ?? []);
  const isAlone = (selector: readonly Entry[]): boolean =>
    mesh.selected(selector, workload.namespace).every((one) => one === workload);
  const one = naming.find((label) => isAlone([label]));
  const chosen = one ? [one] : labels;
  if (chosen.length === 0) return undefined;
  return Object.fromEntries(chosen.map(({ key, value }) => [key.value, value.value]));
}
