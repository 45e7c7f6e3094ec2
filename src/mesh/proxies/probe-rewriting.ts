import type { Container, Probe, Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, isTemplated, type Span } from '../../text.ts';
import { goBoolean } from '../annotations/go-boolean.ts';
import type { Mesh, Target } from '../mesh.ts';
import { atLeast } from '../versions/version.ts';

export const REWRITE_PROBES = 'sidecar.istio.io/rewriteAppHTTPProbers';

/** Whether the injector redirects the kubelet's questions to the sidecar's agent, and what decided it. */
export interface ProbeRewriting {
  readonly on: boolean;
  /** A person has written it; otherwise the version decides. */
  readonly stated: boolean;
  /** For messages: `annotation sidecar.istio.io/rewriteAppHTTPProbers`, `IstioOperator …`. */
  readonly by: string;
  /** The pods' own annotation decided. */
  readonly ofPod: boolean;
  readonly at?: Span;
}

/**
 * Rewriting came with Istio 1.1 as a switch of the whole mesh, the pods' annotation with 1.2
 * (istio/istio pkg/kube/inject/app_probe.go), which does not count where it is no boolean of Go. A value that a template fills in counts as on: nothing can be said of it.
 */
export function probeRewriting(mesh: Mesh, workload: Workload): ProbeRewriting {
  const { istio } = mesh.targets;
  const { value, at, source } = mesh.settings.rewriteProbes;
  if (!atLeast(istio, '1.1')) return { on: false, stated: false, by: nameOf(istio), ofPod: false };
  const annotation = entryOf(workload.podAnnotations, REWRITE_PROBES)?.value;
  const isAnnotated = annotation !== undefined && atLeast(istio, '1.2');
  if (isAnnotated && isTemplated(annotation.value)) {
    return { on: true, stated: false, by: 'a template', ofPod: true, at: annotation.at };
  }
  const on = isAnnotated ? goBoolean(annotation.value) : undefined;
  if (isAnnotated && on !== undefined) {
    return { on, stated: true, by: `annotation ${REWRITE_PROBES}`, ofPod: true, at: annotation.at };
  }
  return { on: value, stated: at !== undefined, by: source, ofPod: false, ...(at && { at }) };
}

/** Since when the injector rewrites this kind of question; `undefined`: it never needs to. */
export function rewrittenSince(probe: Probe, container: Container): string | undefined {
  if (probe.handler === 'exec') return undefined;
  const since = [
    probe.handler === 'tcpSocket' ? '1.12' : probe.handler === 'grpc' ? '1.13' : '1.1',
    probe.scheme === 'HTTPS' ? '1.2' : '1.1',
    probe.kind === 'startupProbe' ? '1.7' : '1.1',
    probe.kind === 'preStop' || probe.kind === 'postStart' ? '1.25' : '1.1',
    container.sidecar ? '1.19' : '1.1',
  ];
  return since.reduce((latest, version) => (minorOf(version) > minorOf(latest) ? version : latest));
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** Whether this very question is redirected to the agent. */
export function isRewritten(
  probe: Probe,
  container: Container,
  rewriting: ProbeRewriting,
  istio: Target,
): boolean {
  const since = rewrittenSince(probe, container);
  return since !== undefined && rewriting.on && atLeast(istio, since);
}

/** A question of the kubelet to pods that have, or are about to have, a sidecar. */
export interface AskedProbe {
  readonly workload: Workload;
  readonly container: Container;
  readonly probe: Probe;
  readonly rewriting: ProbeRewriting;
}

/** All probes and hooks that meet a sidecar, or may; not those of ambient pods, whose probes are let through. */
export function* askedProbes(mesh: Mesh): Iterable<AskedProbe> {
  for (const workload of mesh.all('Workload')) {
    const containers = probedContainers(workload).filter(({ probes }) => probes.length > 0);
    if (containers.length === 0 || mesh.judged(workload) === 'no') continue;
    if (mesh.injection(workload).inMesh === 'ambient') continue;
    const rewriting = probeRewriting(mesh, workload);
    for (const container of containers) {
      for (const probe of container.probes) yield { workload, container, probe, rewriting };
    }
  }
}

/** Containers whose probes and hooks are the application's: no ordinary init container, not the proxy. */
function probedContainers(workload: Workload): readonly Container[] {
  return workload.containers.filter(
    ({ name, init, sidecar }) => name !== 'istio-proxy' && (!init || sidecar),
  );
}

/** The number of the port a probe asks; `undefined` where a name stands that the container does not have, or a template. */
export function probedPort(probe: Probe, container: Container): number | undefined {
  const written = probe.port?.value;
  if (written === undefined || isTemplated(written)) return undefined;
  if (/^[0-9]{1,5}$/.test(written)) return Number(written);
  return container.ports.find(({ name }) => name === written)?.number.value;
}

/** `Istio 1.4`, or `Istio`, for messages. */
export function nameOf(istio: Target): string {
  return istio.version === undefined ? 'Istio' : `Istio ${istio.version}`;
}
