import { described } from '../../facts/resource.ts';
import { unverifiedClaimRoutes } from '../../mesh/routing/claim-routes.ts';
import type { Rule } from '../../rule.ts';

export const unverifiedClaimRoute: Rule = {
  id: 'unverified-claim-route',
  summary: 'A route looks at the claims of a token that the gateway does not check',
  severity: 'error',
  codes: ['IST0149'],
  why: `
Claims are taken out of a token by a RequestAuthentication that holds for the gateway's pods. Without one the claims are never there:
a match on \`@request.auth.claims…\` takes no request, and one under \`withoutHeaders\` takes all of them.

Add a RequestAuthentication for the gateway, in the namespace of its pods (\`selector\` with their labels, or \`targetRefs\`) or in
the root namespace.

istioctl analyze looks in \`istio-system\`, whatever the root namespace is called, and passes over \`targetRefs\`.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/security/authentication/jwt-route/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0149/',
  ],

  *check(mesh) {
    for (const { virtualService, header, gateway } of unverifiedClaimRoutes(mesh)) {
      yield {
        at: header.at,
        resource: virtualService,
        message: `${described(virtualService)} routes by the claim "${header.value}", and no RequestAuthentication checks tokens at ${described(gateway)}`,
        related: [{ at: gateway.at, message: 'Lets the requests in' }],
      };
    }
  },
};
