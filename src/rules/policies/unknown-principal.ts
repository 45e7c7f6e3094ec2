import { didYouMean } from '../../did-you-mean.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { PrincipalFault } from '../../mesh/policies/principals.ts';
import type { Rule } from '../../rule.ts';

export const unknownPrincipal: Rule = {
  id: 'unknown-principal',
  summary: 'AuthorizationPolicy is about an identity that no caller has',
  severity: 'warning',
  codes: ['KIA0106', 'KIA0108'],
  why: `
A caller inside the mesh is known as \`<trust domain>/ns/<namespace>/sa/<ServiceAccount>\`. A principal that no caller has matches no request: ALLOW refuses those
it was written for, DENY lets them through. In \`notPrincipals\` it excepts nobody.

Write the identity in full, without \`spiffe://\`. \`cluster.local\` stands for the mesh's own trust domain, whatever it is; another one has to be the mesh's
\`trustDomain\`, or one of its \`trustDomainAliases\`. The account is the one in \`serviceAccountName\` of the caller's pods, or \`default\`.

Accounts may be made elsewhere: one is reported only where its Namespace and ServiceAccounts of it are among the files and none of the project is called so;
another trust domain only where the mesh's own is stated; patterns, and identities of another form, only with \`--complete\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    'https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/',
    'https://kiali.io/docs/features/validations/#kia0106---service-account-not-found-for-this-principal',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) {
      for (const match of policy.rules.flatMap(({ callers }) => callers)) {
        for (const { value, at } of match.values) {
          const fault = mesh.policies.principalFault(value, match, policy);
          if (!fault) continue;
          yield {
            at,
            message: `"${value}" ${wordsOf(fault, mesh)}`,
            codes: [fault.is === 'foreign' ? 'KIA0108' : 'KIA0106'],
            resource: policy,
          };
        }
      }
    }
  },
};

function wordsOf(fault: PrincipalFault, mesh: Mesh): string {
  switch (fault.is) {
    case 'prefixed':
      return 'matches no caller: the proxy puts spiffe:// before it a second time';
    case 'misshapen':
      return 'names no caller: identities are <trust domain>/ns/<namespace>/sa/<ServiceAccount>';
    case 'foreign':
      return `is of trust domain "${fault.trustDomain}", which is none of this mesh's${domains(mesh)}`;
    case 'unknown-namespace':
      return `names namespace "${fault.namespace}", which does not exist${didYouMean(fault.namespace, mesh.policies.namespaces())}`;
    case 'unknown-account':
      return `names ServiceAccount ${fault.namespace}/${fault.account}, which does not exist${didYouMean(fault.account, mesh.policies.accounts(fault.namespace))}`;
    case 'unmatched':
      return 'matches no ServiceAccount';
    default:
      return fault satisfies never;
  }
}

function domains({ settings: { trustDomain, otherTrustDomains } }: Mesh): string {
  return ` (${[trustDomain.value, ...otherTrustDomains.value].join(', ')})`;
}
