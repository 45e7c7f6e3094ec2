import { importedHosts } from '../mesh/egress/imported-hosts.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import { newestApiVersion } from '../mesh/versions/served-since.ts';
import { before } from '../mesh/versions/version.ts';
import type { Draft, DraftObject } from './draft.ts';
import { nameGiver } from './names.ts';

/**
 * A Sidecar for each namespace with pods in the mesh that has none of its own: its pods then see the hosts alone that these
 * files show them to use. No finding asks for it, and it cuts off what no file shows, so it is made on request only.
 * Sidecar came with Istio 1.1.
 */
export function draftSidecars(mesh: Mesh): Draft[] {
  if (before(mesh.targets.istio, '1.1')) return [];
  const covered = new Set(
    mesh
      .all('Sidecar')
      .flatMap(({ selector, namespace }) => (selector.length > 0 ? [] : [namespace])),
  );
  const inMesh = mesh
    .all('Workload')
    .filter((workload) => mesh.judged(workload) === 'yes' && !covered.has(workload.namespace));
  const named = groupBy(
    mesh.egress.names().filter(({ caller }) => caller.judged === 'yes'),
    ({ caller }) => caller.namespace,
  );
  const metadata = nameGiver(mesh, 'Sidecar');
  return [...new Set(inMesh.map(({ namespace }) => namespace))].toSorted().map((namespace) => {
    const used = new Set((named.get(namespace) ?? []).map(({ host }) => host));
    const hosts = new Set([...used].flatMap((host) => importedHosts(mesh, host, namespace)));
    const others = [...hosts].filter((host) => !host.startsWith(`${namespace}/`)).toSorted();
    const sidecar: DraftObject = {
      apiVersion: newestApiVersion(mesh, 'networking.istio.io', 'Sidecar'),
      kind: 'Sidecar',
      metadata: metadata('default', namespace),
      spec: {
        egress: [{ hosts: ['./*', `${mesh.settings.rootNamespace.value}/*`, ...others] }],
      },
    };
    return { cures: [], notes: WARNING, objects: [sidecar] };
  });
}

const WARNING: readonly string[] = [
  'The pods of this namespace will see these hosts alone. Files show them; what the code makes up by itself is not among them:',
  'a closed mesh blocks it, and an open one sends it without mutual TLS. Compare with what the proxies see before you apply it.',
];
