import type { Rule } from '../../rule.ts';

export const schemaViolation: Rule = {
  id: 'schema-violation',
  summary:
    'An object has a field or a value that the API does not know, or lacks one that it needs',
  severity: 'error',
  why: `
\`kubectl apply\` refuses such an object. Tools that do not validate strictly (Helm, Argo CD, older kubectl) send it on, and
the API server refuses it for a value of a wrong type, and drops an unknown field without a word: a misspelt
\`readinesProbe\` is no probe, a misspelt \`routs\` sends traffic nowhere.

Write the field as the API spells it, and the value in its type.

Checked are objects of Kubernetes, Istio and the Gateway API, the rules in Istio's CustomResourceDefinitions included (durations of at
least 1ms, ports from 1 to 65535, fields that exclude each other). What a template or a patch may fill in is not missing.
Compared is with Kubernetes 1.36, Istio 1.29 (and the fields that came up to 1.32) and Gateway API 1.5. Objects of older API versions
(\`extensions/v1beta1\`), roles and webhooks, and other groups are left alone.
`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
    'https://github.com/istio/istio/blob/master/manifests/charts/base/files/crd-all.gen.yaml',
    'https://gateway-api.sigs.k8s.io/reference/spec/',
  ],
  fixes: [
    {
      does: 'put quotes around a value that must be text, or take them from one that must not',
      safe: true,
    },
    {
      does: 'write a misspelt field, or one of the known values, as the API spells it',
      safe: false,
    },
  ],

  check(mesh) {
    return mesh.violations('schema-violation');
  },
};
