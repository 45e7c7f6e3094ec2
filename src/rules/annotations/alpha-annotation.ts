import type { Rule } from '../../rule.ts';

export const alphaAnnotation: Rule = {
  id: 'alpha-annotation',
  summary: 'Annotation of Istio that may change or go with any version',
  severity: 'info',
  codes: ['IST0136'],
  why: `
Istio calls the annotation Alpha: it works, and may change or go with any version without notice. Read the release notes
before an upgrade. istioctl says so before upgrades only (\`istioctl x precheck\`).
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0136/',
    'https://istio.io/latest/docs/releases/feature-stages/',
  ],
  toldOnce: true,

  *check(mesh) {
    for (const { resource, entry, fault } of mesh.annotationFaults) {
      if (fault !== 'alpha') continue;
      yield {
        at: entry.key.at,
        message: `Istio calls annotation ${entry.key.value} Alpha`,
        resource,
      };
    }
  },
};
