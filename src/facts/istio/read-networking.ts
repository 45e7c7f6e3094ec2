import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry';
import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import { readAttachment } from './attachment.ts';
import type {
  ClientTls,
  DestinationRule,
  EntryPort,
  ServiceEntry,
  Sidecar,
  Subset,
} from './kinds.ts';

type RuleSpec = NonNullable<IDestinationRule['spec']>;
type SubsetModel = NonNullable<RuleSpec['subsets']>[number];
type ClientTlsModel = NonNullable<NonNullable<RuleSpec['trafficPolicy']>['tls']>;

export function readDestinationRule(view: View): DestinationRule {
  const spec = view.as<IDestinationRule>().get('spec');
  const host = spec.get('host').text();
  const trafficPolicy = spec.get('trafficPolicy');
  const tls = readClientTls(trafficPolicy.get('tls'));
  return {
    type: 'DestinationRule',
    ...readHead(view),
    ...(host && { host }),
    exportTo: spec.get('exportTo').texts(),
    subsets: spec.get('subsets').items().flatMap(readSubset),
    ...(trafficPolicy.exists && {
      trafficPolicy: { value: settingsOf(trafficPolicy), at: trafficPolicy.keyAt },
    }),
    ...(tls && { tls }),
    portTls: trafficPolicy
      .get('portLevelSettings')
      .items()
      .flatMap((setting) => {
        const port = setting.get('port', 'number').number()?.value;
        const portTls = readClientTls(setting.get('tls').as());
        return port === undefined ? [] : [{ port, ...(portTls && { tls: portTls }) }];
      }),
    selector: spec.get('workloadSelector', 'matchLabels').pairs(),
  };
}

function readSubset(view: View<SubsetModel>): Subset[] {
  const name = view.get('name').text();
  if (!name) return [];
  const trafficPolicy = view.get('trafficPolicy');
  const tls = readClientTls(trafficPolicy.get('tls'));
  return [
    {
      name,
      labels: view.get('labels').pairs(),
      settings: settingsOf(view),
      hasTrafficPolicy: trafficPolicy.exists,
      ...(tls && { tls }),
    },
  ];
}

/** The same for all that say the same, in whatever order of keys; what an alias stands for is not looked at. */
function settingsOf(view: Pick<View, 'leaves'>): string {
  const settings = view.leaves().map(({ key, value }) => `${key}: ${value.value}`);
  return settings.sort().join('\n');
}

function readClientTls(view: View<ClientTlsModel>): ClientTls | undefined {
  if (!view.exists) return undefined;
  const mode = view.get('mode').text();
  const caCertificates = view.get('caCertificates').text();
  const credentialName = view.get('credentialName').text();
  return {
    at: view.keyAt,
    ...(mode && { mode }),
    ...(caCertificates?.value && { caCertificates }),
    ...(credentialName?.value && { credentialName }),
    skipsVerification: view.get('insecureSkipVerify').boolean()?.value ?? false,
  };
}

/** istio/api 1.24: `ServiceEntryStatus.addresses`. */
interface EntryStatus {
  status?: { addresses?: { value?: string }[] };
}

export function readServiceEntry(view: View): ServiceEntry {
  const head = readHead(view);
  const spec = view.as<IServiceEntry>().get('spec');
  const resolution = spec.get('resolution').text();
  const hosts = spec.get('hosts');
  const endpoints = spec.get('endpoints').items();
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
    endpoints: endpoints.flatMap((endpoint) => endpoint.get('address').text() ?? []),
    endpointLabels: endpoints.map((endpoint) => endpoint.get('labels').pairs()),
    hasWorkloadSelector: spec.get('workloadSelector').exists,
    selector: spec.get('workloadSelector', 'labels').pairs(),
    isAllocated: view.as<EntryStatus>().get('status', 'addresses').items().length > 0,
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
  const egressProxy = outbound.get('egressProxy');
  const egress = spec.get('egress');
  return {
    type: 'Sidecar',
    ...readHead(view),
    ...readAttachment(spec),
    hasIngress: spec.get('ingress').items().length > 0,
    ...(outbound.present && {
      outbound: {
        at: outbound.keyAt,
        ...(mode && { mode }),
        ...(egressProxy.exists && { egressProxyAt: egressProxy.keyAt }),
      },
    }),
    ...(egress.exists && {
      egressHosts: egress.items().flatMap((listener) => listener.get('hosts').texts()),
    }),
  };
}
