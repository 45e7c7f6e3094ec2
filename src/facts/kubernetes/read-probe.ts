import type { IIoK8sApiCoreV1Container } from 'kubernetes-models/v1/Container';
import type { View } from '../../parse/yaml/view.ts';
import type { Probe } from './workload.ts';

/** What the probes and the lifecycle hooks of a container have in common. */
interface Handler {
  httpGet?: { host?: string; port: number | string; scheme?: string; path?: string };
  tcpSocket?: { host?: string; port: number | string };
  grpc?: { port: number };
  exec?: { command?: string[] };
}

/** Every probe and lifecycle hook of a container that has a handler. */
export function readProbes(container: View<IIoK8sApiCoreV1Container>): Probe[] {
  const handlers: [Probe['kind'], View<Handler>][] = [
    ['readinessProbe', container.get('readinessProbe').as<Handler>()],
    ['livenessProbe', container.get('livenessProbe').as<Handler>()],
    ['startupProbe', container.get('startupProbe').as<Handler>()],
    ['postStart', container.get('lifecycle', 'postStart').as<Handler>()],
    ['preStop', container.get('lifecycle', 'preStop').as<Handler>()],
  ];
  return handlers.flatMap(([kind, handler]) => readHandler(kind, handler));
}

function readHandler(kind: Probe['kind'], view: View<Handler>): Probe[] {
  for (const handler of ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const) {
    const action = view.get(handler);
    if (!action.present) continue;
    const target = action.as<{
      host?: string;
      port?: string;
      scheme?: string;
      command?: string[];
    }>();
    const port = target.get('port').text();
    const host = target.get('host').text();
    return [
      {
        kind,
        handler,
        at: action.keyAt,
        ...(port && { port }),
        ...(host && { host }),
        scheme: target.get('scheme').text()?.value.toUpperCase() ?? 'HTTP',
        command: target.get('command').texts(),
      },
    ];
  }
  return [];
}
