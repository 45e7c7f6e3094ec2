import { podMetadataPath, type Workload } from '../../facts/kubernetes/workload.ts';

import type { Finding, Fix, ObjectEdit, Related, Severity } from '../../finding.ts';
import type { Mesh, MutualTls } from '../../mesh/mesh.ts';
import {
  type AskedProbe,
  askedProbes,
  isRewritten,
  nameOf,
  type ProbeRewriting,
  probedPort,
  REWRITE_PROBES,
  rewrittenSince,
} from '../../mesh/proxies/probe-rewriting.ts';
import { atLeast, before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const mtlsHttpProbe: Rule = {
  id: 'mtls-http-probe',
  summary: 'Probe of the kubelet is refused under strict mutual TLS',
  severity: 'error',
  why: `
The kubelet has no certificate of the mesh. Where a port demands mutual TLS (\`STRICT\`), the sidecar refuses the
kubelet's HTTP and gRPC probes: the pod never becomes ready, or is restarted again and again though the application is
healthy. Istio avoids that by rewriting probes at injection, so that the kubelet asks the sidecar's agent.

- Istio 1.6 and newer rewrite probes unless told not to: take the opt-out away, be it the annotation
  \`sidecar.istio.io/rewriteAppHTTPProbers: "false"\` or the setting \`rewriteAppHTTPProbe: false\`.
- Istio 1.2 to 1.5: set the annotation \`sidecar.istio.io/rewriteAppHTTPProbers: "true"\` on the pod template.
- Istio 1.1: set \`sidecarInjectorWebhook.rewriteAppHTTPProbe=true\` for the whole mesh.
- Istio 1.0: use an \`exec\` probe that asks \`localhost\`, or exclude a port that the application serves as well with
  \`traffic.sidecar.istio.io/excludeInboundPorts\`, or make that one port permissive.

A separate port for probes proves less: that it answers does not say that the serving port works.
`,
  sources: [
    'https://istio.io/latest/docs/ops/configuration/mesh/app-health-check/',
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  ],
  fixes: [
    {
      does: 'set the annotation `sidecar.istio.io/rewriteAppHTTPProbers` of the pods to `"true"`, since Istio 1.2; where the mesh rewrites probes by itself, remove it',
      safe: true,
    },
    { does: 'set `rewriteAppHTTPProbe` of the mesh to `true`', safe: false },
  ],

  *check(mesh) {
    const refused = [...askedProbes(mesh)].flatMap((asked) => judge(mesh, asked) ?? []);
    yield* refused;
    const blamed = refused.flatMap(({ related }) => related ?? []).map(({ at }) => at);
    if (!atLeast(mesh.targets.istio, '1.1') || isPermissive(mesh)) return;
    for (const settings of mesh.files.flatMap((file) => file.settings)) {
      const { rewriteProbes } = settings;
      if (rewriteProbes?.value !== false || blamed.includes(rewriteProbes.at)) continue;
      yield ofSwitch(mesh, settings.source, rewriteProbes.at);
    }
  },
};

/** A policy for the whole mesh says that plain text is welcome. */
function isPermissive(mesh: Mesh): boolean {
  const root = mesh.settings.rootNamespace.value;
  const modes = [
    ...mesh
      .all('PeerAuthentication')
      .filter(({ namespace, selector }) => namespace === root && selector.length === 0)
      .map(({ mode }) => mode?.value),
    ...mesh
      .all('AuthenticationPolicy')
      .filter(({ kind }) => kind === 'MeshPolicy')
      .map(({ mode }) => mode),
  ];
  return modes.some((mode) => mode === 'PERMISSIVE' || mode === 'DISABLE');
}

function hasPolicies(mesh: Mesh): boolean {
  return (
    mesh.all('PeerAuthentication').length > 0 ||
    mesh.all('AuthenticationPolicy').length > 0 ||
    mesh.settings.globalMtls.value
  );
}

/** Shown at the switch where no probe in these files suffers from it. */
function ofSwitch(mesh: Mesh, source: string, at: Span): Finding {
  return {
    at,
    message: `Probe rewriting is off for the whole mesh in ${source}: HTTP and gRPC probes of injected pods work only while mutual TLS stays permissive`,
    severity: before(mesh.targets.istio, '1.6') ? 'info' : 'warning',
    fix: {
      title: 'Let the injector rewrite probes',
      edits: [{ kind: 'replace', at, value: true }],
      safe: false,
    },
  };
}

function judge(mesh: Mesh, asked: AskedProbe): Finding | undefined {
  const { workload, container, probe, rewriting } = asked;
  if (probe.handler !== 'httpGet' && probe.handler !== 'grpc') return undefined;
  const port = probedPort(probe, container);
  if (port === undefined || !mesh.capturesInbound(workload, port)) return undefined;
  if (isRewritten(probe, container, rewriting, mesh.targets.istio)) return undefined;
  const mutualTls = mesh.mutualTls(workload, port);
  const severity = severityOf(mesh, workload, mutualTls, rewriting);
  if (severity === undefined) return undefined;
  const fix = annotationFix(mesh, asked, severity === 'error');
  return {
    at: probe.at,
    message: `${probe.kind} of container ${container.name} (${probe.handler} :${port}) ${outcome(mutualTls)}, and ${reason(mesh, asked)}${doubt(mesh, workload)}`,
    severity,
    resource: workload,
    related: relatedTo(mutualTls, rewriting),
    ...(fix && { fix }),
  };
}

/** Undefined: nothing is wrong. */
function severityOf(
  mesh: Mesh,
  workload: Workload,
  mutualTls: MutualTls,
  rewriting: ProbeRewriting,
): Severity | undefined {
  const isSure = mesh.judged(workload) === 'yes';
  if (mutualTls.mode === 'STRICT') return isSure ? 'error' : 'info';
  if (mutualTls.stated || hasPolicies(mesh)) return undefined;
  if (rewriting.stated && !rewriting.on) {
    if (!rewriting.ofPod) return undefined;
    return isSure ? 'warning' : 'info';
  }
  return before(mesh.targets.istio, '1.1') ? 'info' : undefined;
}

function outcome({ mode, by }: MutualTls): string {
  return mode === 'STRICT'
    ? `will be refused: ${by} sets STRICT`
    : 'will be refused as soon as mutual TLS is strict: no policy is among these files';
}

function reason(mesh: Mesh, { probe, container, rewriting }: AskedProbe): string {
  const { istio } = mesh.targets;
  if (before(istio, '1.1')) return `${nameOf(istio)} cannot rewrite probes`;
  if (rewriting.stated && !rewriting.on) {
    return rewriting.ofPod
      ? `${rewriting.by} turns probe rewriting off`
      : `rewriteAppHTTPProbe in ${rewriting.by} turns probe rewriting off`;
  }
  const since = rewrittenSince(probe, container) ?? '';
  if (before(istio, since))
    return `${nameOf(istio)} does not rewrite it, ${since} is the first that does`;
  return `${nameOf(istio)} does not rewrite probes unless it is told to`;
}

function doubt(mesh: Mesh, workload: Workload): string {
  if (mesh.judged(workload) === 'yes') return '';
  return ` (if its pods are in the mesh: ${mesh.injection(workload).because})`;
}

function relatedTo(mutualTls: MutualTls, rewriting: ProbeRewriting): Related[] {
  return [
    ...(mutualTls.at
      ? [{ at: mutualTls.at, message: `${mutualTls.by} says ${mutualTls.mode}` }]
      : []),
    ...(rewriting.at && !rewriting.on
      ? [{ at: rewriting.at, message: 'Probe rewriting is turned off here' }]
      : []),
  ];
}

/**
 * The pods' annotation goes before the switch of the mesh; it came with Istio 1.2. One is added only where probes are
 * refused beyond doubt.
 */
function annotationFix(
  { targets: { istio }, settings }: Mesh,
  { workload, container, probe, rewriting }: AskedProbe,
  isRefused: boolean,
): Fix | undefined {
  const since = rewrittenSince(probe, container);
  if (rewriting.on || since === undefined || !atLeast(istio, since) || !atLeast(istio, '1.2')) {
    return undefined;
  }
  if (!rewriting.ofPod && !isRefused) return undefined;
  const { at, kind } = workload;
  const path = [...podMetadataPath(kind), 'annotations', REWRITE_PROBES];
  return {
    title: 'Let the injector rewrite the probes of these pods',
    edits: [
      rewriting.ofPod && rewriting.at
        ? turnedOn(rewriting.at, settings.rewriteProbes.value && rewriting.at.file === at.file)
        : { kind: 'set', at, of: kind, path, value: 'true' },
    ],
    safe: true,
  };
}

/** Where the mesh rewrites probes by itself, the annotation is all that is in the way; a patch has to say otherwise. */
function turnedOn(at: Span, byDefault: boolean): ObjectEdit {
  return byDefault ? { kind: 'remove', at } : { kind: 'replace', at, value: 'true' };
}
