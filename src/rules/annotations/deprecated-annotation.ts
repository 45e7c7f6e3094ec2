import { podMetadataPath } from '../../facts/kubernetes/workload.ts';
import { type Finding, type Fix, movedTo } from '../../finding.ts';
import type { JudgedAnnotation } from '../../mesh/annotations/judge-annotations.ts';
import { INJECT } from '../../mesh/injection/injection.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const deprecatedAnnotation: Rule = {
  id: 'deprecated-annotation',
  summary: 'Annotation of Istio that will go',
  severity: 'info',
  codes: ['IST0135', 'IST0136'],
  why: `
The annotation still works, and a later version of Istio may not read it any more. Where it has a successor, that
does the same already.

These have one:

- \`sidecar.istio.io/inject\`: the **label** of that name.
- \`sidecar.istio.io/statsInclusion…\`, \`extraStatTags\`: \`proxyStatsMatcher\` and \`extraStatTags\` in \`proxy.istio.io/config\`, and Telemetry.
- \`traffic.sidecar.istio.io/kubevirtInterfaces\`: \`istio.io/reroute-virtual-interfaces\`.
- \`sidecar.istio.io/discoveryAddress\`: \`discoveryAddress\` in \`proxy.istio.io/config\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0135/',
  ],
  toldOnce: true,
  fixes: [{ does: 'write `sidecar.istio.io/inject` as a label', safe: true }],

  *check(mesh) {
    for (const judged of mesh.annotationFaults) {
      if (judged.fault === 'deprecated' && !isBeside(mesh, judged)) yield finding(judged);
    }
  },
};

/** Where it fails to take pods in, `namespace-injection` says more. */
function isBeside(mesh: Mesh, { resource, entry }: JudgedAnnotation): boolean {
  if (entry.key.value !== INJECT) return false;
  const isInMesh = resource.type === 'Workload' && mesh.injection(resource).inMesh === 'sidecar';
  return entry.value.value === 'true' && !isInMesh;
}

function finding(judged: JudgedAnnotation): Finding {
  const { resource, entry } = judged;
  const { value, at } = entry.key;
  const instead = value === INJECT ? '; the label of that name has taken its place' : '';
  return {
    at,
    message: `Annotation ${value} is deprecated${instead}`,
    // All others have never been more than Alpha.
    codes: value === INJECT ? ['IST0135'] : ['IST0135', 'IST0136'],
    resource,
    ...(value === INJECT && isPlain(judged) && { fix: asLabel(judged) }),
  };
}

function isPlain({ entry, onPods }: JudgedAnnotation): boolean {
  return onPods && ['true', 'false'].includes(entry.value.value);
}

/** Both say the same of pods since Istio 1.10. */
function asLabel({ resource, entry }: JudgedAnnotation): Fix {
  const labels = [...podMetadataPath(resource.kind), 'labels'];
  return { title: 'Write it as a label', edits: movedTo(labels, entry, resource), safe: true };
}
