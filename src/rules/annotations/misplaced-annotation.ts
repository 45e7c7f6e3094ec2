import { podMetadataPath } from '../../facts/kubernetes/workload.ts';
import { type Finding, type Fix, movedTo } from '../../finding.ts';
import type { JudgedAnnotation } from '../../mesh/annotations/judge-annotations.ts';
import { INJECT } from '../../mesh/injection/injection.ts';
import type { Rule } from '../../rule.ts';
import type { Entry } from '../../text.ts';

export const misplacedAnnotation: Rule = {
  id: 'misplaced-annotation',
  summary: 'Annotation of Istio stands on a kind of object that it is not for',
  severity: 'warning',
  codes: ['IST0107'],
  why: `
An annotation for pods is read from the pod alone. On a Deployment, StatefulSet or the like it belongs under
\`spec.template.metadata.annotations\`; on the object itself it has no effect, and nothing says so. The same holds for an annotation
of Services on a Deployment.

Move it. \`sidecar.istio.io/inject\` in the wrong place is reported by \`namespace-injection\`, which says what it leads to. istioctl judges
Deployments, Pods, Services and Namespaces only.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0107/',
  ],
  fixes: [{ does: 'move what is for pods to the pod template', safe: true }],

  *check(mesh) {
    for (const judged of mesh.annotationFaults) {
      const isMisplaced = judged.fault === 'misplaced' || judged.fault === 'not-on-template';
      if (isMisplaced && judged.entry.key.value !== INJECT) yield finding(judged);
    }
  },
};

function finding({ resource, entry, fault, known, onPods }: JudgedAnnotation): Finding {
  const { value, at } = entry.key;
  const kinds = known?.kinds.join(', ') ?? '';
  const place = onPods ? 'pods' : `a ${resource.kind}`;
  return {
    at,
    message:
      fault === 'not-on-template'
        ? `${value} stands on the ${resource.kind} and not on its pod template, so it has no effect`
        : `${value} has no effect on ${place}: it is for ${kinds}`,
    resource,
    ...(fault === 'not-on-template' && { fix: movedToPods(resource, entry) }),
  };
}

/** It has an effect then, which is what was written. */
function movedToPods(resource: JudgedAnnotation['resource'], entry: Entry): Fix {
  const annotations = [...podMetadataPath(resource.kind), 'annotations'];
  const edits = movedTo(annotations, entry, resource);
  return { title: 'Move it to the pod template', edits, safe: true };
}
