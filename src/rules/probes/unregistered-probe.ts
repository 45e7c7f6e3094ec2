import type { Container, Probe } from '../../facts/kubernetes/workload.ts';

import type { Severity } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import {
  type AskedProbe,
  askedProbes,
  isRewritten,
  nameOf,
  type ProbeRewriting,
  probedPort,
} from '../../mesh/proxies/probe-rewriting.ts';
import { before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated, type Span } from '../../text.ts';

export const unregisteredProbe: Rule = {
  id: 'unregistered-probe',
  summary: 'Probe does not reach the application behind the sidecar',
  severity: 'error',
  why: `
The injector moves probes to the sidecar's agent on port 15020, which asks the application in the kubelet's place. A probe
that the agent does not know, or that never gets to it, tells nothing of the application.

These are such probes, and their cures:

- A **named port** that no port of the same container carries: the probe is redirected, but the agent has no entry for
  it, so it can only fail. Write the number, or give a port of the container that name.
- \`httpGet.host\`: the injector changes port and path but not the host, so port 15020 of that host is asked and not the
  pod. Take \`host\` away.
- \`tcpSocket\` up to Istio 1.11, or with rewriting off: the sidecar itself accepts the connection, so the probe succeeds
  even while the application is down. Use \`httpGet\` with rewriting, or \`exec\`.
- A **port of the proxy** (15000, 15001, 15006, 15020, 15021, 15090 and so on): the application cannot listen there.
`,
  sources: [
    'https://istio.io/latest/docs/ops/configuration/mesh/app-health-check/',
    'https://istio.io/latest/news/releases/1.12.x/announcing-1.12/upgrade-notes/',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
  ],

  *check(mesh) {
    for (const asked of askedProbes(mesh)) {
      const trouble = troubleOf(mesh, asked);
      if (trouble === undefined) continue;
      const { workload } = asked;
      const severity = mesh.judged(workload) === 'yes' ? trouble.severity : 'info';
      yield { ...trouble, severity, resource: workload };
    }
  },
};

/** Ports that the proxy and its agent take in every pod (Istio 1.30 application requirements; 15002 of ambient pods). */
const RESERVED: readonly number[] = [
  15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090,
];

interface Trouble {
  readonly at: Span;
  readonly message: string;
  readonly severity: Severity;
}

function troubleOf(mesh: Mesh, asked: AskedProbe): Trouble | undefined {
  const { container, probe, rewriting } = asked;
  if (probe.handler === 'exec') return undefined;
  const about = `${probe.kind} of container ${container.name}`;
  const isMoved = isRewritten(probe, container, rewriting, mesh.targets.istio);
  return (
    namedPort(probe, container, about, isMoved) ??
    reservedPort(probe, container, about) ??
    (isMoved ? foreignHost(mesh, asked, about) : blindSocket(mesh, asked, about))
  );
}

/** The agent gets an entry only for ports it can find in the container (`DumpAppProbers`, app_probe.go). */
function namedPort(
  probe: Probe,
  container: Container,
  about: string,
  isMoved: boolean,
): Trouble | undefined {
  const { port } = probe;
  if (!isMoved || port === undefined || isTemplated(port.value)) return undefined;
  if (/^[0-9]+$/.test(port.value) || probedPort(probe, container) !== undefined) return undefined;
  const message = `${about} asks for port "${port.value}", which this container does not declare: the sidecar's agent cannot answer it`;
  return { at: port.at, message, severity: 'error' };
}

function reservedPort(probe: Probe, container: Container, about: string): Trouble | undefined {
  const port = probedPort(probe, container);
  if (port === undefined || probe.port === undefined || !RESERVED.includes(port)) return undefined;
  return {
    at: probe.port.at,
    message: `${about} asks port ${port}, which belongs to the sidecar and not to the application`,
    severity: 'error',
  };
}

function foreignHost(
  mesh: Mesh,
  { workload, probe }: AskedProbe,
  about: string,
): Trouble | undefined {
  const { host, handler } = probe;
  if (handler !== 'httpGet' || host === undefined) return undefined;
  if (host.value === '' || isTemplated(host.value)) return undefined;
  const service = mesh.service(host.value, workload.namespace);
  const isOwn = typeof service !== 'string' && mesh.servicesOf(workload).includes(service);
  return {
    at: host.at,
    message: `${about} names the host "${host.value}": after injection port 15020 of that host is asked, not the pod's own`,
    severity: isOwn ? 'warning' : 'error',
  };
}

/** Envoy accepts every connection itself. Since Istio 1.12 the agent asks the application's port instead. */
function blindSocket(
  mesh: Mesh,
  { workload, container, probe, rewriting }: AskedProbe,
  about: string,
): Trouble | undefined {
  const port = probedPort(probe, container);
  if (probe.handler !== 'tcpSocket' || port === undefined) return undefined;
  if (!mesh.capturesInbound(workload, port)) return undefined;
  const { istio } = mesh.targets;
  const because = whyNot(probe, rewriting, before(istio, '1.12'), nameOf(istio));
  const message = `${about} (tcpSocket :${port}) always succeeds: the sidecar accepts the connection, and ${because}`;
  return { at: probe.at, message, severity: 'warning' };
}

function whyNot(probe: Probe, rewriting: ProbeRewriting, isOld: boolean, istio: string): string {
  if (isOld) return `${istio} does not rewrite tcpSocket probes`;
  if (!rewriting.on) return `${rewriting.by} turns probe rewriting off`;
  return `${istio} does not rewrite ${probe.kind} handlers`;
}
