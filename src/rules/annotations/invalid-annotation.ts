import type { Finding, Severity } from '../../finding.ts';
import { VALUE_CHECKS } from '../../mesh/annotations/annotation-values.ts';
import type { JudgedAnnotation } from '../../mesh/annotations/judge-annotations.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const invalidAnnotation: Rule = {
  id: 'invalid-annotation',
  summary: 'Value of an annotation that the injector refuses',
  severity: 'error',
  codes: ['IST0125'],
  why: `
The injector checks these annotations before it changes a pod. A value that it cannot read makes it refuse the pod, so the rollout
stops: the ReplicaSet says \`admission webhook denied the request\` and no new pod comes up.

Write ports as numbers from 0 to 65535 with commas between them, ranges in CIDR form without blanks, and quantities as
Kubernetes does. It is a warning where the pods are not known to be in the mesh.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0125/',
    'https://github.com/istio/istio/blob/master/pkg/kube/inject/validate.go',
  ],

  *check(mesh) {
    for (const judged of mesh.annotationFaults) {
      if (judged.fault === 'invalid') yield finding(mesh, judged);
    }
  },
};

function finding(mesh: Mesh, { resource, entry }: JudgedAnnotation): Finding {
  const wanted = VALUE_CHECKS.get(entry.key.value)?.wanted ?? 'value';
  const isInMesh = resource.type === 'Workload' && mesh.injection(resource).inMesh === 'sidecar';
  const severity: Severity = isInMesh ? 'error' : 'warning';
  return {
    at: entry.value.at,
    message: `"${entry.value.value}" is no ${wanted}: the injector refuses pods with this ${entry.key.value}`,
    severity,
    resource,
  };
}
