import { described } from '../../facts/resource.ts';
import { scrapeRefusal } from '../../mesh/proxies/scraping.ts';
import type { Rule } from '../../rule.ts';

export const refusedScrape: Rule = {
  id: 'refused-scrape',
  summary: 'Prometheus is told to fetch metrics that strict mutual TLS refuses',
  severity: 'warning',
  why: `
Prometheus has no certificate of the mesh, so a port under strict mutual TLS refuses it, and the metrics of the application are missing. By default Istio
saves the day: the agent in the sidecar fetches the metrics itself and offers them with the proxy's own on port 15020, where no certificate is
asked for. Here that is switched off.

Switch merging on again: remove the annotation \`prometheus.istio.io/merge-metrics: "false"\`, or \`enablePrometheusMerge: false\` of MeshConfig. Or let the port be
plain, with \`portLevelMtls\` of a PeerAuthentication that selects the pods. A Prometheus that is given the certificates of a
sidecar is told so with \`prometheus.io/scheme: https\`.
`,
  sources: [
    'https://istio.io/latest/docs/ops/integrations/prometheus/',
    'https://istio.io/latest/news/releases/1.7.x/announcing-1.7/change-notes/',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      const refused = scrapeRefusal(workload, mesh);
      if (!refused) continue;
      const { at, port, mutualTls, unmerged } = refused;
      const because = [
        { by: mutualTls.by, at: mutualTls.at },
        { by: unmerged.by, at: unmerged.at },
      ];
      yield {
        at,
        message: `Prometheus cannot fetch the metrics of ${described(workload)} on port ${port}: ${mutualTls.by} sets STRICT, and ${unmerged.by} keeps the sidecar from offering them`,
        resource: workload,
        related: because.flatMap((each) => (each.at ? [{ at: each.at, message: each.by }] : [])),
      };
    }
  },
};
