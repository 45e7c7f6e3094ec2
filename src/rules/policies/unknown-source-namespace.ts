import { didYouMean } from '../../did-you-mean.ts';
import type { ReferenceGrant } from '../../facts/gke/kinds.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const unknownSourceNamespace: Rule = {
  id: 'unknown-source-namespace',
  summary: 'AuthorizationPolicy or ReferenceGrant is about a namespace that does not exist',
  severity: 'warning',
  codes: ['IST0101', 'KIA0101', 'KIA1601'],
  why: `
\`namespaces\` and \`notNamespaces\` of a source, and conditions on \`source.namespace\`, are compared with the namespace in the client's certificate.
One that does not exist matches no request: ALLOW refuses those it was written for, DENY lets them through. In \`notNamespaces\` it excepts nobody.

Write the name of the client's namespace alone, in small letters, with \`*\` at its end or beginning for several. A principal
(\`cluster.local/ns/shop/sa/web\`) belongs into \`principals\`.

A ReferenceGrant with such a namespace in \`from\` allows nobody anything.

Namespaces are mostly made elsewhere. So a name is reported only with \`--complete\` and where Namespaces are among the files, except for one
that no namespace can have. A namespace in which some object of the project lies exists, and so do those of every cluster and the root namespace.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    'https://istio.io/latest/docs/reference/config/security/conditions/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    'https://gateway-api.sigs.k8s.io/reference/spec/#referencegrantfrom',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) yield* ofPolicy(mesh, policy);
    for (const grant of mesh.all('ReferenceGrant')) yield* ofGrant(mesh, grant);
  },
};

function* ofPolicy(mesh: Mesh, policy: AuthorizationPolicy): Generator<Finding> {
  for (const { field, values } of policy.rules.flatMap(({ callers }) => callers)) {
    const codes = CODES[field.value];
    for (const written of codes ? values : []) {
      if (mesh.policies.namespacesCalled(written.value) !== 'missing') continue;
      yield {
        at: written.at,
        resource: policy,
        ...(codes && { codes }),
        message: `${described(policy)} compares the client's namespace with "${written.value}", which ${lack(written.value, mesh)}`,
      };
    }
  }
}

function* ofGrant(mesh: Mesh, grant: ReferenceGrant): Generator<Finding> {
  for (const { kind, namespace } of grant.from) {
    if (mesh.policies.namespacesCalled(namespace.value) !== 'missing') continue;
    yield {
      at: namespace.at,
      resource: grant,
      codes: ['KIA1601'],
      message: `${described(grant)} is for every ${kind} of "${namespace.value}", which ${lack(namespace.value, mesh)}`,
    };
  }
}

function lack(written: string, mesh: Mesh): string {
  if (written.includes('*')) return 'matches no namespace';
  return `is no namespace${didYouMean(written, mesh.policies.namespaces())}`;
}

/** The fields and conditions that name namespaces. Kiali looks at `namespaces` alone, istioctl at no condition. */
const CODES: Readonly<Partial<Record<string, readonly string[]>>> = {
  namespaces: ['IST0101', 'KIA0101'],
  notNamespaces: ['IST0101'],
  'source.namespace': [],
};
