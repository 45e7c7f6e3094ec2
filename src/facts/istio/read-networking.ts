import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry';
import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import { readAttachment } from './attachment.ts';
import type { DestinationRule, EntryPort, ServiceEntry, Sidecar } from './kinds.ts';

export function readDestinationRule(view: View): DestinationRule {
  const spec = view.as<IDestinationRule>().get('spec');
  const host = spec.get('host').text();
  const tlsMode = spec.get('trafficPolicy', 'tls', 'mode').text();
  return {
    type: 'DestinationRule',
    ...readHead(view),
    ...(host && { host }),
    exportTo: spec.get('exportTo').texts(),
    ...(tlsMode && { tlsMode }),
    portTls: spec
      .get('trafficPolicy', 'portLevelSettings')
      .items()
      .flatMap((setting) => {
        const port = setting.get('port', 'number').number()?.value;
        const mode = setting.get('tls', 'mode').text();
        return port !== undefined && mode ? [{ port, mode }] : [];
      }),
  };
}

export function readServiceEntry(view: View): ServiceEntry {
  const head = readHead(view);
  const spec = view.as<IServiceEntry>().get('spec');
  const resolution = spec.get('resolution').text();
  const hosts = spec.get('hosts');
  return {
    type: 'ServiceEntry',
    ...head,
    hosts: hosts.texts(),
    hostsAt: hosts.present ? hosts.keyAt : head.at,
    addresses: spec.get('addresses').texts(),
    ports: spec.get('ports').items().flatMap(readEntryPort),
    resolution: resolution?.value.toUpperCase() ?? 'NONE',
    ...(resolution && { resolutionAt: resolution.at }),
    location: spec.get('location').text()?.value.toUpperCase() ?? 'MESH_EXTERNAL',
    endpoints: spec
      .get('endpoints')
      .items()
      .flatMap((endpoint) => endpoint.get('address').text() ?? []),
    hasWorkloadSelector: spec.get('workloadSelector').exists,
    exportTo: spec.get('exportTo').texts(),
  };
}

type PortModel = NonNullable<NonNullable<IServiceEntry['spec']>['ports']>[number];

function readEntryPort(view: View<PortModel>): EntryPort[] {
  const number = view.get('number').number();
  if (!number) return [];
  const protocol = view.get('protocol').text();
  const name = view.get('name').text();
  const targetPort = view.get('targetPort').number()?.value;
  return [
    {
      at: view.at,
      number,
      protocol: protocol?.value.toUpperCase() ?? '',
      ...(protocol && { protocolAt: protocol.at }),
      ...(name && { name }),
      ...(targetPort !== undefined && { targetPort }),
    },
  ];
}

export function readSidecar(view: View): Sidecar {
  const spec = view.as<ISidecar>().get('spec');
  const outbound = spec.get('outboundTrafficPolicy');
  const mode = outbound.get('mode').text();
  const egress = spec.get('egress');
  return {
    type: 'Sidecar',
    ...readHead(view),
    ...readAttachment(spec),
    ...(outbound.present && { outbound: { at: outbound.keyAt, ...(mode && { mode }) } }),
    ...(egress.exists && {
      egressHosts: egress.items().flatMap((listener) => listener.get('hosts').texts()),
    }),
  };
}
