import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const deprecatedField: Rule = {
  id: 'deprecated-field',
  summary: 'Field that Istio has replaced, and will stop reading',
  severity: 'info',
  codes: ['IST0002'],
  why: `
The field still works, and a later version of Istio may pass over it without a word.

- \`fault.delay.percent\` of a VirtualService: write \`percentage: {value: …}\`.
- \`outboundTrafficPolicy.egressProxy\` of a Sidecar: route to the egress proxy with a VirtualService.
- A tracing provider of type \`lightstep\`: its collector takes OpenTelemetry, so write an \`opentelemetry\` provider.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay',
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
    'https://istio.io/latest/docs/reference/config/analysis/ist0002/',
  ],
  fixes: [{ does: 'write `percentage.value` in place of `percent`', safe: true }],

  *check(mesh) {
    yield* delays(mesh);
    yield* egressProxies(mesh);
    yield* lightstep(mesh);
  },
};

function* delays(mesh: Mesh): Iterable<Finding> {
  for (const resource of mesh.all('VirtualService')) {
    for (const { delayPercent } of resource.http) {
      if (delayPercent === undefined || delayPercent.value <= 0) continue;
      const message = `fault.delay.percent is deprecated: write percentage.value, here ${delayPercent.value}`;
      const { at, value } = delayPercent;
      const edit = { kind: 'replace-entry', at, key: 'percentage', value: { value } } as const;
      const fix = { title: 'Write percentage.value', edits: [edit], safe: true };
      yield { at, message, resource, fix };
    }
  }
}

function* egressProxies(mesh: Mesh): Iterable<Finding> {
  for (const resource of mesh.all('Sidecar')) {
    const at = resource.outbound?.egressProxyAt;
    if (at) yield { at, message: 'outboundTrafficPolicy.egressProxy is deprecated', resource };
  }
}

function* lightstep(mesh: Mesh): Iterable<Finding> {
  const { value: providers, at: providersAt } = mesh.settings.lightstepProviders;
  for (const resource of mesh.all('Telemetry')) {
    for (const { value, at } of resource.tracingProviders) {
      if (!providers.includes(value)) continue;
      yield {
        at,
        message: `Tracing provider "${value}" is of the type lightstep, which is deprecated`,
        resource,
        related: providersAt && [{ at: providersAt, message: 'The mesh has it here' }],
      };
    }
  }
}
