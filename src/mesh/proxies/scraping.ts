import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, isTemplated, type Span } from '../../text.ts';
import { goBoolean } from '../annotations/go-boolean.ts';
import type { Mesh, MutualTls } from '../mesh.ts';

/** Metrics that Prometheus is told to fetch, and that the sidecar does not give it. */
export interface ScrapeRefusal {
  /** Where the pods say that, or on which port. */
  readonly at: Span;
  readonly port: number;
  readonly mutualTls: MutualTls;
  /** Why the agent does not offer the metrics with its own. For messages: `annotation prometheus.istio.io/merge-metrics`. */
  readonly unmerged: { readonly by: string; readonly at?: Span | undefined };
}

const MERGE = 'prometheus.istio.io/merge-metrics';

/**
 * A port whose metrics are fetched in plain text though it demands mutual TLS. Since Istio 1.7 the agent fetches them instead and offers
 * them on port 15020, which is not captured, unless the mesh or the pods switch that off (istio.io, Prometheus integration;
 * istio/istio pkg/kube/inject/webhook.go `applyPrometheusMerge`). Before 1.7 nothing is said: Istio's own Prometheus had
 * certificates then. `undefined` also where Prometheus is told to use TLS.
 */
export function scrapeRefusal(workload: Workload, mesh: Mesh): ScrapeRefusal | undefined {
  const written = (key: string) => entryOf(workload.podAnnotations, `prometheus.io/${key}`)?.value;
  const scrape = written('scrape');
  if (scrape?.value !== 'true' || written('scheme')?.value === 'https') return undefined;
  if (mesh.judged(workload) !== 'yes') return undefined;
  const unmerged = mergingOff(workload, mesh);
  const port = scrapedPort(workload, written('port')?.value);
  if (!unmerged || port === undefined || !mesh.capturesInbound(workload, port)) return undefined;
  const mutualTls = mesh.mutualTls(workload, port);
  if (mutualTls.mode !== 'STRICT') return undefined;
  return { at: (written('port') ?? scrape).at, port, mutualTls, unmerged };
}

/** The pods' own word, where it is a boolean of Go, else the mesh's. */
function mergingOff(workload: Workload, mesh: Mesh): ScrapeRefusal['unmerged'] | undefined {
  const annotation = entryOf(workload.podAnnotations, MERGE)?.value;
  const own = annotation && goBoolean(annotation.value);
  if (own || isTemplated(annotation?.value ?? '')) return undefined;
  if (own === false) return { by: `annotation ${MERGE}`, at: annotation?.at };
  const { value, at, source } = mesh.settings.mergesMetrics;
  return value || at === undefined ? undefined : { by: `enablePrometheusMerge in ${source}`, at };
}

/** Without an annotation Prometheus asks all declared ports: which of them has metrics is known where there is but one. */
function scrapedPort({ containers }: Workload, written: string | undefined): number | undefined {
  if (written !== undefined) return /^\d{1,5}$/.test(written) ? Number(written) : undefined;
  const [first, ...others] = containers.flatMap(({ ports }) => ports);
  return others.length === 0 ? first?.number.value : undefined;
}
