import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import type { Finding, Fix, Severity } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { type Destination, destinationOf } from '../../mesh/nginx/destination.ts';
import { type Http10Call, http10Calls } from '../../mesh/nginx/http10-commands.ts';
import { backendsOf, isIngressNginx } from '../../mesh/nginx/ingress-nginx.ts';
import { type Refusal, refusalOfHttp10, refusalText } from '../../mesh/nginx/refusal.ts';
import type { Rule } from '../../rule.ts';
import { entryOf } from '../../text.ts';

export const http10Client: Rule = {
  id: 'http10-client',
  summary: 'A client in the mesh speaks HTTP/1.0, which sidecars refuse',
  severity: 'warning',
  why: `
Envoy answers HTTP/1.0 with \`426 Upgrade Required\`, so health checks, probes and load tests that speak it fail once they
go through a sidecar: HAProxy takes all servers for down, a probe restarts its container.

Name the version: \`option httpchk GET /health HTTP/1.1\` with a Host header in HAProxy, no \`-0\` and no \`--http1.0\` for
curl, \`nginx.ingress.kubernetes.io/proxy-http-version: "1.1"\` for ingress-nginx. ApacheBench (\`ab\`) speaks nothing but
HTTP/1.0; use another tool. What calls \`localhost\` does not go through the sidecar.
`,
  sources: [
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
    'https://docs.haproxy.org/3.0/configuration.html#4-option%20httpchk',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
    'https://curl.se/docs/manpage.html#-0',
  ],
  fixes: [
    { does: 'take the flag away from curl, or write `--http1.1`', safe: true },
    { does: 'write 1.1 in the annotation of ingress-nginx', safe: true },
  ],

  *check(mesh) {
    const byPlace = new Map<string, Finding>();
    for (const workload of mesh.all('Workload')) {
      yield* commandFindings(workload, mesh);
      for (const finding of haproxyFindings(workload, mesh)) {
        const place = `${finding.at.file}:${finding.at.start}`;
        if (byPlace.get(place)?.severity !== 'warning') byPlace.set(place, finding);
      }
    }
    yield* byPlace.values();
    for (const ingress of mesh.all('Ingress')) yield* ingressFindings(ingress, mesh);
  },
};

/** Commands of containers that run beside the sidecar, and their exec probes. */
function* commandFindings(workload: Workload, mesh: Mesh): Generator<Finding> {
  const containers = workload.containers.filter(({ init, sidecar }) => !init || sidecar);
  for (const { command, probes } of containers) {
    const commands = [command, ...probes.map((probe) => probe.command)];
    for (const call of commands.flatMap(http10Calls)) {
      const destination = destinationOf(call, workload.namespace, mesh);
      const refusal = refusalOfHttp10(workload, destination, mesh);
      if (!refusal) continue;
      yield {
        at: call.at,
        severity: severityOf(refusal),
        resource: workload,
        message: `${call.tool} speaks HTTP/1.0 to ${refusalText(refusal, destination)}`,
        fix: flagFix(call),
      };
    }
  }
}

/** Takes the flag away, or names the other version, where the flag stands as one word. */
function flagFix({ tool, at }: Http10Call): Fix | undefined {
  const flag = tool.replace('curl ', '');
  if (!flag.startsWith('-') || at.end - at.start !== flag.length) return undefined;
  const text = flag === '-0' || flag.startsWith('--') ? '--http1.1' : flag.replaceAll('0', '');
  return { title: `Write ${text} in place of ${flag}`, edits: [{ at, text }], safe: true };
}

function* haproxyFindings(workload: Workload, mesh: Mesh): Generator<Finding> {
  const names = workload.volumes.flatMap(({ sources }) =>
    sources.flatMap(({ kind, name }) => (kind === 'ConfigMap' ? name : [])),
  );
  const configMaps = [...new Set(names)]
    .flatMap((name) => mesh.named('ConfigMap', name))
    .filter(({ namespace }) => namespace === workload.namespace);
  for (const configMap of configMaps) {
    for (const check of configMap.data.flatMap((file) => file.haproxyHttp10Checks ?? [])) {
      const refused = check.servers.flatMap((server) => refusedServer(server, workload, mesh));
      const [worst] = refused.sort((a, b) => rank(b.refusal) - rank(a.refusal));
      if (!worst) continue;
      yield {
        at: check.option.at,
        severity: severityOf(worst.refusal),
        resource: configMap,
        message: `"${check.option.value}" speaks HTTP/1.0 to ${refusalText(worst.refusal, worst.destination)}`,
      };
    }
  }
}

interface Refused {
  readonly destination: Destination;
  readonly refusal: Refusal;
}

function refusedServer(server: string, workload: Workload, mesh: Mesh): Refused[] {
  const [, host, port] = /^([A-Za-z0-9._-]+):(\d{1,5})$/.exec(server) ?? [];
  if (host === undefined) return [];
  const target = { host: host.toLowerCase(), port: Number(port) };
  const destination = destinationOf(target, workload.namespace, mesh);
  const refusal = refusalOfHttp10(workload, destination, mesh);
  return refusal ? [{ destination, refusal }] : [];
}

function rank(refusal: Refusal): number {
  return severityOf(refusal) === 'warning' ? 1 : 0;
}

function severityOf({ outcome, inMesh }: Refusal): Severity {
  return outcome === '426' && inMesh ? 'warning' : 'info';
}

const ANNOTATION = 'nginx.ingress.kubernetes.io/proxy-http-version';

function* ingressFindings(ingress: Ingress, mesh: Mesh): Generator<Finding> {
  const version = entryOf(ingress.annotations, ANNOTATION)?.value;
  if (version?.value !== '1.0') return;
  const controllers = mesh.all('Workload').filter(isIngressNginx);
  const senders = controllers.length > 0 ? controllers : (['outsider'] as const);
  for (const destination of backendsOf(ingress, mesh)) {
    const sender = senders.find((each) => refusalOfHttp10(each, destination, mesh));
    const refusal = sender && refusalOfHttp10(sender, destination, mesh);
    if (!refusal) continue;
    yield {
      at: version.at,
      severity:
        refusal.outcome === '426' && refusal.inMesh && sender !== 'outsider' ? 'error' : 'info',
      resource: ingress,
      message: `ingress-nginx is told to speak HTTP/1.0 to ${refusalText(refusal, destination)}`,
      fix: {
        title: 'Write "1.1"',
        edits: [{ kind: 'replace', at: version.at, value: '1.1' }],
        safe: true,
      },
    };
    return;
  }
}
