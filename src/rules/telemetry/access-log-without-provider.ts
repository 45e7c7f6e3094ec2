import type { Rule } from '../../rule.ts';

export const accessLogWithoutProvider: Rule = {
  id: 'access-log-without-provider',
  summary: 'Telemetry asks for access logs and names no provider, and the mesh has no default one',
  severity: 'warning',
  codes: ['IST0157'],
  why: `
Access logs go to the providers that the entry names, else to \`defaultProviders.accessLogging\` of the mesh configuration. With neither there
is no log at all, and nothing says so; a filter that stands alone filters nothing.

Name a provider: \`providers: [{name: envoy}]\`, or set a default in MeshConfig.

Where no mesh configuration is among the files, it is an info: the default may be set there.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/observability/logs/telemetry-api/',
    'https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging',
    'https://istio.io/latest/docs/reference/config/analysis/ist0157/',
  ],

  *check(mesh) {
    if (mesh.settings.accessLogProviders.value.length > 0) return;
    const isKnown = mesh.complete || mesh.files.some(({ settings }) => settings.length > 0);
    for (const telemetry of mesh.all('Telemetry')) {
      const silent = telemetry.accessLogging.find((log) => !log.disabled && !log.hasProviders);
      if (silent === undefined) continue;
      yield {
        at: silent.at,
        message:
          'Access logs without a provider: the mesh has no default one, so nothing is logged',
        severity: isKnown ? 'warning' : 'info',
        resource: telemetry,
      };
    }
  },
};
