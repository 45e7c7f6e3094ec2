import { didYouMean } from '../../did-you-mean.ts';
import { COMMON_METHODS, type MethodFault } from '../../mesh/policies/methods.ts';
import type { Rule } from '../../rule.ts';

export const unknownHttpMethod: Rule = {
  id: 'unknown-http-method',
  summary: 'AuthorizationPolicy is about a method that no request has',
  severity: 'warning',
  codes: ['KIA0102'],
  why: `
\`methods\` are compared with the method of a request as they stand, capitals and all. \`get\` or a misspelt one matches no request: ALLOW refuses those it was
written for, DENY lets them through. In \`notMethods\` it excepts none.

Write methods in capitals. Every request of gRPC is a \`POST\`: name its methods in \`paths\`, as \`/package.Service/Method\`.

Methods of WebDAV and the like are known. Istio accepts any other text without a word.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
    'https://www.rfc-editor.org/rfc/rfc9110#section-9.1',
    'https://kiali.io/docs/features/validations/#kia0102---only-http-methods-and-fully-qualified-grpc-names-are-allowed',
  ],

  *check(mesh) {
    for (const policy of mesh.all('AuthorizationPolicy')) {
      for (const { value, at } of policy.rules.flatMap(({ methods }) => methods)) {
        const fault = mesh.policies.methodFault(value);
        if (fault) yield { at, resource: policy, message: `"${value}" ${wordsOf(fault, value)}` };
      }
    }
  },
};

function wordsOf(fault: MethodFault, written: string): string {
  switch (fault.is) {
    case 'misspelt':
      return `matches no request: the method is ${fault.method}`;
    case 'grpc-name':
      return 'matches no request: a gRPC method is a path, and its requests are all POST';
    case 'unknown':
      return `is no method of HTTP${didYouMean(written, COMMON_METHODS)}`;
    default:
      return fault satisfies never;
  }
}
