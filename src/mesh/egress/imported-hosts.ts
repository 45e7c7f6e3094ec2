import { isAddress } from '../hosts/addresses.ts';
import { clusterNames } from '../hosts/hosts.ts';
import type { Mesh } from '../mesh.ts';
import { isNamedBy } from './outside.ts';

/**
 * What a Sidecar has to import so that pods of a namespace see a host that they name: as `namespace/host`, with a star where
 * the namespace is not known. Nothing for Services of their own namespace. A host that a wildcard of a ServiceEntry holds
 * is imported by that wildcard: Istio imports what lies in an imported host, not what it lies in (`Name.SubsetOf`,
 * istio/istio pilot/pkg/model/sidecar.go).
 */
export function importedHosts(mesh: Mesh, host: string, from: string): readonly string[] {
  const domain = mesh.settings.clusterDomain.value;
  const inCluster = (name: string, namespace: string): readonly string[] =>
    namespace === from ? [] : [`${namespace || '*'}/${name}.${namespace}.svc.${domain}`];
  const service = mesh.service(host, from);
  if (typeof service !== 'string') return inCluster(service.name, service.namespace);
  const entries = mesh
    .serviceEntries(host, from)
    .flatMap(({ namespace, hosts }) =>
      hosts
        .filter(({ value }) => isAddress(host) || isNamedBy(value, host))
        .map(({ value }) => `${namespace || '*'}/${value}`),
    );
  if (entries.length > 0 || isAddress(host)) return entries;
  const names = clusterNames(host, from, domain);
  const meant = names.flatMap(({ name, namespace }) => inCluster(name, namespace));
  return names.some(({ certain }) => certain) ? meant : [...meant, `*/${host}`];
}
