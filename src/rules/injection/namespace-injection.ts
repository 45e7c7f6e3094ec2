import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import { podMetadataPath, type Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import { type Finding, type Fix, movedTo, type Severity } from '../../finding.ts';
import {
  DATAPLANE_MODE,
  INJECT,
  NAMESPACE_LABEL,
  REVISION_LABEL,
  SYSTEM_NAMESPACES,
} from '../../mesh/injection/injection.ts';
import {
  applicationNamespaces,
  type Intent,
  intents,
  workloadsIn,
} from '../../mesh/injection/intent.ts';
import { injectingLabel, meantAnswer, onlyRevision } from '../../mesh/injection/labels.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { atLeast, before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';

export const namespaceInjection: Rule = {
  id: 'namespace-injection',
  summary: 'Pods get no sidecar, or not the way their labels say',
  severity: 'warning',
  codes: ['IST0102', 'IST0107', 'IST0123'],
  why: `
Pods without a sidecar take no part in the mesh: no mutual TLS, no retries, no policies, no telemetry, and servers that
demand mutual TLS refuse their calls. Nothing fails when such pods are created, so it is noticed late.

Label the Namespace: \`istio-injection: enabled\`, or \`istio.io/rev: <revision>\` where the control plane has a revision
(managed Cloud Service Mesh: \`asm-managed\`), never both: \`istio-injection\` makes the other one dead. A single workload
is taken in or kept out by the **label** \`sidecar.istio.io/inject\` with \`"true"\` or \`"false"\` on its **pod template**; since
Istio 1.10 the annotation of that name keeps out but no longer takes in. A Namespace that shall stay outside says so with
\`istio-injection: disabled\`.

Pods that are already running keep what they have: restart the workloads after a change.
`,
  sources: [
    'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
    'https://istio.io/latest/docs/ops/common-problems/injection/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0123/',
  ],
  fixes: [
    {
      does: 'move label or annotation `sidecar.istio.io/inject` to the labels of the pods',
      safe: true,
    },
    { does: 'write `yes`, `on` and the like as `"true"` or `"false"`', safe: true },
    { does: 'remove a label from a namespace that is never injected', safe: true },
    { does: 'label the Namespace, by the revision where the control plane has one', safe: false },
    { does: 'write another word for `enabled` as `enabled`', safe: false },
  ],

  *check(mesh) {
    const meant = intents(mesh);
    for (const namespace of applicationNamespaces(mesh)) {
      yield* unlabelled(mesh, namespace, meant.get(namespace.name));
    }
    for (const namespace of mesh.all('Namespace')) yield* labelTroubles(mesh, namespace);
    for (const workload of mesh.all('Workload')) {
      if (!mesh.isGatewayWorkload(workload)) yield* podTroubles(mesh, workload);
    }
    yield* oldKubernetes(mesh);
  },
};

/** The Namespace is known, and nothing in these files lets its pods be injected. */
function* unlabelled(
  mesh: Mesh,
  namespace: Namespace,
  intent: Intent | undefined,
): Iterable<Finding> {
  const injection = mesh.namespaceInjection(namespace.name);
  if (injection.inMesh !== 'no' || injection.at !== namespace.at) return;
  const severity = severityOf(mesh, workloadsIn(mesh, namespace.name), intent);
  if (severity === undefined) return;
  const reason =
    intent?.words ?? (mesh.migrating ? 'is to come into the mesh' : 'lies beside a mesh');
  yield {
    at: namespace.at,
    message: `Namespace ${namespace.name} ${reason} but has no injection label: its pods run without a sidecar`,
    severity,
    codes: ['IST0102'],
    resource: namespace,
    related: intent && [{ at: intent.resource.at, message: described(intent.resource) }],
    fix: labelFix(mesh, namespace),
  };
}

/** Pods get sidecars by the label, so it is not safe. */
function labelFix(mesh: Mesh, namespace: Namespace): Fix | undefined {
  const label = injectingLabel(mesh);
  if (label === undefined) return undefined;
  const { at, kind: of } = namespace;
  const path = ['metadata', 'labels', label.key];
  const edit = { kind: 'set', at, of, path, value: label.value } as const;
  return {
    title: `Label the Namespace with ${label.key}=${label.value}`,
    edits: [edit],
    safe: false,
  };
}

/** Labels the pods by what stood elsewhere. It is what was written, so it is safe. */
function movedToPods(workload: Workload, entry: Entry): Fix {
  const labels = [...podMetadataPath(workload.kind), 'labels'];
  return {
    title: `Label the pods with ${INJECT}=${entry.value.value} instead`,
    edits: movedTo(labels, entry, workload),
    safe: true,
  };
}

/** It has no sidecar, and nobody has kept it out on purpose. */
function isOpen(mesh: Mesh, workload: Workload): boolean {
  const { inMesh } = mesh.injection(workload);
  return (
    (inMesh === 'no' || inMesh === 'unknown') &&
    !workload.hostNetwork &&
    !mesh.isGatewayWorkload(workload) &&
    entryOf(workload.podLabels, INJECT) === undefined &&
    entryOf(workload.podAnnotations, INJECT)?.value.value !== 'false'
  );
}

/**
 * A mesh that demands mutual TLS refuses the calls of pods without a sidecar. That a namespace merely lies beside a mesh
 * may be on purpose.
 */
function severityOf(
  mesh: Mesh,
  workloads: readonly Workload[],
  intent: Intent | undefined,
): Severity | undefined {
  const outside = workloads.filter((workload) => isOpen(mesh, workload));
  if (workloads.length > 0 && outside.length === 0) return undefined;
  if (intent?.routed) {
    return outside.some((workload) => isStrict(mesh, workload)) ? 'error' : 'warning';
  }
  if (intent !== undefined || mesh.migrating) return 'warning';
  // A namespace that is all there is of may be meant for pods that come later.
  const isBeside = (outside.length > 0 || mesh.complete) && (mesh.hasMesh || mesh.projectHasMesh);
  return isBeside ? 'info' : undefined;
}

function isStrict(mesh: Mesh, workload: Workload): boolean {
  const { mode, stated } = mesh.mutualTls(workload, undefined);
  return stated && mode === 'STRICT';
}

function* labelTroubles(mesh: Mesh, namespace: Namespace): Iterable<Finding> {
  const label = (key: string): Entry | undefined => {
    const entry = entryOf(namespace.labels, key);
    const isSaid = entry && entry.value.value !== '' && !isTemplated(entry.value.value);
    return isSaid ? entry : undefined;
  };
  const injection = label(NAMESPACE_LABEL);
  const revision = label(REVISION_LABEL);
  const mode = label(DATAPLANE_MODE);
  const resource = namespace;
  const sidecar = injection?.value.value === 'enabled' ? injection : revision;
  if (injection && revision) {
    const message = `Label ${REVISION_LABEL}=${revision.value.value} has no effect beside ${NAMESPACE_LABEL}=${injection.value.value}`;
    const codes = injection.value.value === 'enabled' ? ['IST0123'] : [];
    yield { at: revision.key.at, message, codes, resource };
  }
  if (sidecar && mode?.value.value === 'ambient') {
    const message = `Label ${DATAPLANE_MODE}=ambient stands beside ${sidecar.key.value}=${sidecar.value.value}: a namespace is either ambient or has sidecars`;
    yield { at: mode.key.at, message, severity: 'error', codes: ['IST0123'], resource };
  }
  if (sidecar && SYSTEM_NAMESPACES.includes(namespace.name)) {
    const message = `Namespace ${namespace.name} is never injected, whatever its label ${sidecar.key.value}`;
    const { at } = sidecar.key;
    const edits = [{ kind: 'remove', at } as const];
    yield { at, message, codes: [], resource, fix: { title: 'Remove it', edits, safe: true } };
  }
  if (injection && injection.value.value !== 'enabled' && injection.value.value !== 'disabled') {
    const message = `Label ${NAMESPACE_LABEL}=${injection.value.value} is neither "enabled" nor "disabled": no pod is injected`;
    const fix = spelling(injection, { yes: 'enabled', no: 'disabled', safe: false });
    yield { at: injection.value.at, message, severity: 'error', codes: [], resource, fix };
  }
  if (injection?.value.value === 'enabled') yield* onlyRevisions(mesh, namespace, injection);
}

/** The word that counts in place of one that means the same. */
function spelling(
  { value: { value, at } }: Entry,
  { yes, no, safe }: { readonly yes: string; readonly no: string; readonly safe: boolean },
): Fix | undefined {
  const meant = meantAnswer(value);
  if (meant === undefined) return undefined;
  const word = meant ? yes : no;
  const edit = { kind: 'replace', at, value: word } as const;
  return { title: `Write "${word}"`, edits: [edit], safe: safe || !meant };
}

/** `istio-injection=enabled` is served by the control plane without a revision, or by the one tagged `default`. */
function* onlyRevisions(mesh: Mesh, namespace: Namespace, label: Entry): Iterable<Finding> {
  const revision = onlyRevision(mesh);
  if (revision === undefined) return;
  const { at } = label.value;
  const edit = { kind: 'replace-entry', at, key: REVISION_LABEL, value: revision.value } as const;
  yield {
    at: label.value.at,
    message: `Label ${NAMESPACE_LABEL}=enabled needs a default control plane, and these files install only revision "${revision.value}"`,
    codes: [],
    resource: namespace,
    fix: { title: `Write ${REVISION_LABEL}=${revision.value}`, edits: [edit], safe: false },
    related: [
      { at: revision.at, message: `The control plane has the revision "${revision.value}"` },
    ],
  };
}

function* podTroubles(mesh: Mesh, workload: Workload): Iterable<Finding> {
  const resource = workload;
  const label = entryOf(workload.podLabels, INJECT);
  const annotation = entryOf(workload.podAnnotations, INJECT);
  for (const entry of [label, annotation]) {
    if (entry && isNoBoolean(mesh, entry)) {
      const message = `${INJECT} is "${entry.value.value}": only "true" and "false" count, anything else is ignored`;
      const fix = spelling(entry, { yes: 'true', no: 'false', safe: true });
      yield { at: entry.value.at, message, severity: 'error', codes: [], resource, fix };
    }
  }
  const namespace = mesh.namespaceInjection(workload.namespace);
  if (annotation?.value.value === 'true' && label === undefined) {
    yield* annotationOnly(mesh, workload, annotation);
  }
  if (label === undefined && annotation === undefined) yield* wrongPlace(mesh, workload);
  if (workload.hostNetwork && namespace.inMesh === 'sidecar' && !label && !annotation) {
    const message = `Pods with hostNetwork are never injected, though ${namespace.because}`;
    yield { at: workload.podAt, message, severity: 'info', codes: [], resource };
  }
}

/** Up to Istio 1.9 the injector took `y`, `yes` and `on` for `"true"`, and every other word for `"false"`. */
function isNoBoolean(mesh: Mesh, { value }: Entry): boolean {
  return (
    atLeast(mesh.targets.istio, '1.10') &&
    !['true', 'false'].includes(value.value) &&
    !isTemplated(value.value)
  );
}

/** The webhook looks at labels only since Istio 1.10 (`useLegacySelectors`), so the injector never sees these pods. */
function* annotationOnly(mesh: Mesh, workload: Workload, annotation: Entry): Iterable<Finding> {
  const { inMesh, because } = mesh.injection(workload);
  if (inMesh === 'sidecar' || inMesh === 'ambient' || workload.hostNetwork) return;
  if (before(mesh.targets.istio, '1.10')) return;
  const reason = inMesh === 'no' ? `, and ${because}` : '';
  yield {
    at: annotation.key.at,
    message: `Annotation ${INJECT} takes no pod into the mesh since Istio 1.10, only the label does${reason}`,
    severity: inMesh === 'no' ? 'error' : 'info',
    codes: [],
    resource: workload,
    fix: movedToPods(workload, annotation),
  };
}

/** Only the pod template is read. */
function* wrongPlace(mesh: Mesh, workload: Workload): Iterable<Finding> {
  if (workload.kind === 'Pod') return;
  const entry = entryOf(workload.labels, INJECT) ?? entryOf(workload.annotations, INJECT);
  if (entry === undefined || isTemplated(entry.value.value)) return;
  const { inMesh, because } = mesh.injection(workload);
  const wanted = entry.value.value === 'false' ? 'no' : 'sidecar';
  if (inMesh === wanted) return;
  const instead = inMesh === 'unknown' ? 'the namespace alone decides' : because;
  yield {
    at: entry.key.at,
    message: `${INJECT}=${entry.value.value} stands on the ${workload.kind} and not on its pod template, so it has no effect: ${instead}`,
    severity: inMesh === 'unknown' ? 'warning' : 'error',
    codes: ['IST0107'],
    resource: workload,
    ...(['true', 'false'].includes(entry.value.value) && { fix: movedToPods(workload, entry) }),
  };
}

/** Admission webhooks that change objects came with Kubernetes 1.9. */
function* oldKubernetes(mesh: Mesh): Iterable<Finding> {
  const { kubernetes } = mesh.targets;
  if (kubernetes.version === undefined || atLeast(kubernetes, '1.9')) return;
  const label = mesh
    .all('Namespace')
    .flatMap(({ labels }) => entryOf(labels, NAMESPACE_LABEL) ?? [])
    .at(0);
  const workload = mesh.all('Workload').find((one) => mesh.judged(one) === 'yes');
  const at = label?.key.at ?? workload?.at;
  if (at === undefined) return;
  const message = `Sidecars are injected by an admission webhook, which Kubernetes ${kubernetes.version} does not have: 1.9 is the first`;
  yield { at, message, severity: 'error', codes: [] };
}
