import type { Rule } from '../../rule.ts';

export const outboundPolicyWithoutMode: Rule = {
  id: 'outbound-policy-without-mode',
  summary:
    'Sidecar has an outboundTrafficPolicy that does not say its mode, which means REGISTRY_ONLY',
  severity: 'warning',
  codes: ['KIA1007'],
  why: `
The first value of the mode is \`REGISTRY_ONLY\`, so an \`outboundTrafficPolicy\` that says no mode blocks every host that no Service or
ServiceEntry declares, although the mesh's default is \`ALLOW_ANY\`. Hardly anybody means that.

Write the mode, or take the field away: then the mesh's own holds.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
    'https://kiali.io/docs/features/validations/#kia1007---outboundtrafficpolicy-shows-empty-when-the-mode-is-registry_only-because-api-server-omits-empty-values',
  ],

  *check(mesh) {
    for (const sidecar of mesh.all('Sidecar')) {
      const { outbound } = sidecar;
      if (outbound === undefined || outbound.mode !== undefined) continue;
      const message =
        'An outboundTrafficPolicy without a mode is REGISTRY_ONLY: hosts that nothing declares are blocked';
      yield { at: outbound.at, message, resource: sidecar };
    }
  },
};
