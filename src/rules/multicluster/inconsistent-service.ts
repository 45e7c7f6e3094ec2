import { described } from '../../facts/resource.ts';
import type { InconsistentService } from '../../mesh/multicluster/inconsistent-services.ts';
import type { Rule } from '../../rule.ts';

export const inconsistentService: Rule = {
  id: 'inconsistent-service',
  summary: 'Clusters of one mesh declare the same Service differently',
  severity: 'warning',
  codes: ['IST0170'],
  why: `
In a mesh of several clusters, Services of one namespace and name are one service. Where the clusters do not agree on its ports, its type or
on whether it is headless, the mesh takes what it hears first: clients in one cluster find no endpoint for a port that only
the other one has, or speak the wrong protocol.

Make the Services the same in all clusters, or call them differently. Name the clusters on the command line:
\`--cluster east=clusters/east --cluster west=clusters/west\`.

istioctl analyze compares node ports and target ports as well, which are each cluster's own, and takes a missing type for another than
\`ClusterIP\`.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/deployment-models/#multiple-clusters',
    'https://istio.io/latest/docs/reference/config/analysis/ist0170/',
  ],

  *check(mesh) {
    for (const inconsistency of mesh.multicluster.inconsistentServices()) {
      const { service, other, cluster } = inconsistency;
      yield {
        at: service.at,
        resource: service,
        message: `${described(service)} is not the same in cluster ${cluster}: ${words(inconsistency)}`,
        related: [{ at: other.at, message: `In cluster ${cluster}` }],
      };
    }
  },
};

function words({ service, other, differences }: InconsistentService): string {
  const all: Readonly<Record<InconsistentService['differences'][number], string>> = {
    headless: `it is headless ${service.headless ? 'here' : 'there'} only`,
    type: `its type is ${service.serviceType} here and ${other.serviceType} there`,
    ports: 'its ports differ',
  };
  return differences.map((difference) => all[difference]).join(', ');
}
