import { didYouMean } from '../../did-you-mean.ts';
import type { Finding } from '../../finding.ts';
import type { JudgedAnnotation } from '../../mesh/annotations/judge-annotations.ts';
import { KNOWN_ANNOTATIONS } from '../../mesh/annotations/known-annotations.ts';
import type { Rule } from '../../rule.ts';

export const unknownAnnotation: Rule = {
  id: 'unknown-annotation',
  summary: 'Annotation in the name of Istio that nothing in Istio reads',
  severity: 'warning',
  codes: ['IST0108'],
  why: `
Kubernetes takes any annotation, so a misspelt one is never noticed: the setting just does not hold. Some of
Istio's switches are labels and are heeded as labels alone, such as \`istio-injection\`, \`istio.io/dataplane-mode\` and
\`istio.io/use-waypoint\`.

Correct the name, or move it to \`labels\`. An annotation of a later Istio than this list
(istio/api of July 2026, Istio 1.30) may be new: then ignore it.

Names that istiod reads without documenting them are known here; istioctl reports those. Pod templates are judged as well, of all
kinds of workloads.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/labels/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0108/',
  ],

  *check(mesh) {
    for (const judged of mesh.annotationFaults) {
      if (judged.fault === 'unknown' || judged.fault === 'label') yield finding(judged);
    }
  },
};

function finding({ resource, entry, fault }: JudgedAnnotation): Finding {
  const { value, at } = entry.key;
  return {
    at,
    message:
      fault === 'label'
        ? `${value} is a label: as an annotation it has no effect`
        : `Istio has no annotation ${value}${didYouMean(value, [...KNOWN_ANNOTATIONS.keys()])}`,
    resource,
  };
}
