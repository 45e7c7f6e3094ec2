import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { KubernetesGateway, KubernetesHttpRoute } from './kinds.ts';

/** gateway.networking.k8s.io/v1 Gateway (Gateway API 1.3). */
interface GatewayModel {
  spec?: {
    gatewayClassName?: string;
    addresses?: { type?: string; value?: string }[];
    listeners?: ListenerModel[];
  };
}

interface ListenerModel {
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
  tls?: { mode?: string; certificateRefs?: { name: string; namespace?: string }[] };
}

export function readKubernetesGateway(view: View): KubernetesGateway {
  const spec = view.as<GatewayModel>().get('spec');
  const className = spec.get('gatewayClassName').text();
  return {
    type: 'KubernetesGateway',
    ...readHead(view),
    ...(className && { className }),
    addresses: spec
      .get('addresses')
      .items()
      .flatMap((address) => {
        const value = address.get('value').text();
        return value ? [{ type: address.get('type').text()?.value ?? 'IPAddress', value }] : [];
      }),
    listeners: spec.get('listeners').items().map(readListener),
  };
}

function readListener(view: View<ListenerModel>): KubernetesGateway['listeners'][number] {
  const port = view.get('port').number()?.value;
  const hostname = view.get('hostname').text();
  return {
    name: view.get('name').text()?.value ?? '',
    ...(port !== undefined && { port }),
    protocol: view.get('protocol').text()?.value.toUpperCase() ?? '',
    ...(hostname && { hostname }),
    certificates: view
      .get('tls', 'certificateRefs')
      .items()
      .flatMap((certificate) => {
        const name = certificate.get('name').text();
        return name ? [{ name, namespace: certificate.get('namespace').text()?.value ?? '' }] : [];
      }),
    tlsMode: view.get('tls', 'mode').text()?.value ?? 'Terminate',
  };
}

/** gateway.networking.k8s.io/v1 HTTPRoute (Gateway API 1.3). */
interface RouteModel {
  spec?: {
    hostnames?: string[];
    parentRefs?: { kind?: string; name: string; namespace?: string }[];
    rules?: {
      matches?: { path?: { type?: string; value?: string } }[];
      backendRefs?: { kind?: string; name: string; namespace?: string }[];
    }[];
  };
}

export function readKubernetesHttpRoute(view: View): KubernetesHttpRoute {
  const spec = view.as<RouteModel>().get('spec');
  const rules = spec.get('rules').items();
  return {
    type: 'KubernetesHttpRoute',
    ...readHead(view),
    hostnames: spec.get('hostnames').texts(),
    parents: spec
      .get('parentRefs')
      .items()
      .map((parent) => ({
        name: parent.get('name').text()?.value ?? '',
        namespace: parent.get('namespace').text()?.value ?? '',
        kind: parent.get('kind').text()?.value ?? 'Gateway',
      })),
    backends: rules
      .flatMap((rule) => rule.get('backendRefs').items())
      .flatMap((backend) => {
        const name = backend.get('name').text();
        const namespace = backend.get('namespace').text()?.value ?? '';
        return name
          ? [{ name, namespace, kind: backend.get('kind').text()?.value ?? 'Service' }]
          : [];
      }),
    paths: rules
      .flatMap((rule) => rule.get('matches').items())
      .map((match) => ({
        kind: match.get('path', 'type').text()?.value ?? 'PathPrefix',
        value: match.get('path', 'value').text()?.value ?? '/',
      })),
  };
}
