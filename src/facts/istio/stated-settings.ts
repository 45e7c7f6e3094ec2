import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import type { Fields } from './setting-fields.ts';
import type { MeshSettings } from './settings.ts';

/** The settings themselves, whatever document states them. */
export type Statements = Omit<MeshSettings, 'source' | 'at' | 'gateways' | 'namespace'>;

/**
 * What MeshConfigs and Helm values say; an earlier view goes before a later one, and MeshConfig before the places that
 * charts had for the same setting up to 1.5.
 */
export function readStatements(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  return {
    ...readTraffic(meshConfigs, values, fields),
    ...readInbound(meshConfigs, values, fields),
    ...readSecurity(meshConfigs, values, fields),
    ...readInjector(meshConfigs, values, fields),
    ...readIngress(meshConfigs, values, fields),
    ...readProviders(meshConfigs, fields),
    ...readProxyMetadata(meshConfigs, fields),
    ...readDomains(meshConfigs, values, fields),
    ...readClusters(values, fields),
  };
}

/** The same path in all of these views. */
function at(views: readonly View[], ...path: readonly string[]): readonly View[] {
  return views.map((view) => path.reduce<View>((found, key) => found.get(key), view));
}

function readTraffic(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const mode = upperCase(fields.text(...at(meshConfigs, 'outboundTrafficPolicy', 'mode')));
  const globalMode = upperCase(
    fields.text(...at(values, 'global', 'outboundTrafficPolicy', 'mode')),
  );
  const http10 = fields.text(
    ...at(values, 'pilot', 'env', 'PILOT_HTTP10'),
    ...at(values, 'env', 'PILOT_HTTP10'),
  );
  const protocolDetectionTimeout = fields.text(
    ...at(meshConfigs, 'protocolDetectionTimeout'),
    ...at(values, 'global', 'proxy', 'protocolDetectionTimeout'),
  );
  const includeIPRanges = fields.text(...at(values, 'global', 'proxy', 'includeIPRanges'));
  const excludeIPRanges = fields.text(...at(values, 'global', 'proxy', 'excludeIPRanges'));
  const excludeOutboundPorts = fields.text(
    ...at(values, 'global', 'proxy', 'excludeOutboundPorts'),
  );
  const exported = at(meshConfigs, 'defaultServiceExportTo').find((view) => view.type === 'list');
  return {
    ...(mode && { outboundMode: mode }),
    ...(globalMode && { globalOutboundMode: globalMode }),
    ...(http10 && { http10 }),
    ...(protocolDetectionTimeout && { protocolDetectionTimeout }),
    ...(includeIPRanges && { includeIPRanges }),
    ...(excludeIPRanges && { excludeIPRanges }),
    ...(excludeOutboundPorts && { excludeOutboundPorts }),
    ...(exported && { defaultServiceExportTo: fields.texts(exported) }),
  };
}

/** Where sidecars send what they take in: `LOCALHOST` since Istio 1.21, before that a switch of the control plane. */
function readInbound(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const mode = fields.text(...at(meshConfigs, 'inboundTrafficPolicy', 'mode'));
  const inboundPassthrough = fields.flag(
    ...at(values, 'pilot', 'env', 'PILOT_ENABLE_INBOUND_PASSTHROUGH'),
    ...at(values, 'env', 'PILOT_ENABLE_INBOUND_PASSTHROUGH'),
  );
  return {
    ...(mode && { inboundMode: { ...mode, value: mode.value.toUpperCase() } }),
    ...(inboundPassthrough && { inboundPassthrough }),
  };
}

function upperCase(word: Located<string> | undefined): Located<string> | undefined {
  return word && { ...word, value: word.value.toUpperCase() };
}

function readSecurity(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const enableAutoMtls = fields.flag(
    ...at(meshConfigs, 'enableAutoMtls'),
    ...at(values, 'global', 'mtls', 'auto'),
  );
  const globalMtls = fields.flag(...at(values, 'global', 'mtls', 'enabled'));
  return { ...(enableAutoMtls && { enableAutoMtls }), ...(globalMtls && { globalMtls }) };
}

function readInjector(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const webhook = at(values, 'sidecarInjectorWebhook');
  const rewriteProbes = fields.flag(...at(webhook, 'rewriteAppHTTPProbe'));
  const enableNamespacesByDefault = fields.flag(...at(webhook, 'enableNamespacesByDefault'));
  // `istio_cni` up to 1.23, `pilot.cni` since 1.22 (istio/istio pull request 49352).
  const cni = fields.flag(
    ...at(values, 'pilot', 'cni', 'enabled'),
    ...at(values, 'istio_cni', 'enabled'),
  );
  const holdApplicationUntilProxyStarts = fields.flag(
    ...at(meshConfigs, 'defaultConfig', 'holdApplicationUntilProxyStarts'),
    ...at(values, 'global', 'proxy', 'holdApplicationUntilProxyStarts'),
  );
  const nativeSidecars = fields.text(
    ...at(values, 'pilot', 'env', 'ENABLE_NATIVE_SIDECARS'),
    ...at(values, 'env', 'ENABLE_NATIVE_SIDECARS'),
  );
  return {
    ...(rewriteProbes && { rewriteProbes }),
    ...(nativeSidecars && { nativeSidecars }),
    ...(cni && { cni }),
    ...(enableNamespacesByDefault && { enableNamespacesByDefault }),
    ...(holdApplicationUntilProxyStarts && { holdApplicationUntilProxyStarts }),
  };
}

function readClusters(values: readonly View[], fields: Fields): Statements {
  const clusterName = fields.text(...at(values, 'global', 'multiCluster', 'clusterName'));
  const networks = at(values, 'global', 'meshNetworks').flatMap((each) =>
    readNetworks(each, fields),
  );
  return {
    ...(clusterName && { clusterName }),
    ...(networks.length > 0 && { registries: networks }),
  };
}

/** The registries that networks, a map by name, take their endpoints from (istio/api mesh/v1alpha1/network.proto). */
export function readNetworks(networks: View, fields: Fields): readonly Located<string>[] {
  return networks
    .entries()
    .flatMap(({ value }) => value.get('endpoints').items())
    .flatMap((endpoint) => fields.text(endpoint.get('fromRegistry')) ?? []);
}

/** What proxies do about names and addresses (istio.io, DNS proxying). */
function readProxyMetadata(meshConfigs: readonly View[], fields: Fields): Statements {
  const metadata = at(meshConfigs, 'defaultConfig', 'proxyMetadata');
  const dnsCapture = fields.flag(...at(metadata, 'ISTIO_META_DNS_CAPTURE'));
  const addressAllocation = fields.flag(
    ...at(metadata, 'ISTIO_META_DNS_AUTO_ALLOCATE'),
    ...at(metadata, 'PILOT_ENABLE_IP_AUTOALLOCATE'),
  );
  return { ...(dnsCapture && { dnsCapture }), ...(addressAllocation && { addressAllocation }) };
}

function readIngress(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const sds = fields.flag(...at(values, 'gateways', 'istio-ingressgateway', 'sds', 'enabled'));
  const ingressClass = fields.text(
    ...at(meshConfigs, 'ingressClass'),
    ...at(values, 'pilot', 'ingress', 'ingressClass'),
  );
  const mode = fields.text(
    ...at(meshConfigs, 'ingressControllerMode'),
    ...at(values, 'pilot', 'ingress', 'ingressControllerMode'),
  );
  return {
    ...(sds && { gatewaySds: sds }),
    ...(ingressClass && { ingressClass }),
    ...(mode && { ingressControllerMode: { ...mode, value: mode.value.toUpperCase() } }),
  };
}

function readProviders(meshConfigs: readonly View[], fields: Fields): Statements {
  const defaults = at(meshConfigs, 'defaultProviders', 'accessLogging').find(
    (view) => view.type === 'list',
  );
  const providers = at(meshConfigs, 'extensionProviders').find((view) => view.type === 'list');
  const lightstep = providers?.items().filter((provider) => provider.get('lightstep').exists);
  const mergesMetrics = fields.flag(...at(meshConfigs, 'enablePrometheusMerge'));
  const proxyImageType = fields.text(...at(meshConfigs, 'defaultConfig', 'image', 'imageType'));
  return {
    ...(defaults && { accessLogProviders: fields.texts(defaults) }),
    ...(lightstep && {
      lightstepProviders: lightstep.flatMap((provider) => fields.text(provider.get('name')) ?? []),
    }),
    ...(proxyImageType && { proxyImageType }),
    ...(mergesMetrics && { mergesMetrics }),
  };
}

function readDomains(
  meshConfigs: readonly View[],
  values: readonly View[],
  fields: Fields,
): Statements {
  const filled = (views: readonly View[]) => {
    const found = fields.text(...views);
    return found === undefined || found.value === '' ? undefined : found;
  };
  const rootNamespace = filled(at(meshConfigs, 'rootNamespace'));
  const trustDomain = filled([
    ...at(meshConfigs, 'trustDomain'),
    ...at(values, 'global', 'trustDomain'),
  ]);
  const otherTrustDomains = [
    ...at(meshConfigs, 'trustDomainAliases'),
    ...at(meshConfigs, 'caCertificates')
      .flatMap((authorities) => authorities.items())
      .map((authority) => authority.get('trustDomains')),
  ].flatMap(fields.texts);
  const clusterDomain = filled(at(values, 'global', 'proxy', 'clusterDomain'));
  const tag = filled(at(values, 'global', 'tag'));
  const revision = filled(at(values, 'revision'));
  return {
    ...(rootNamespace && { rootNamespace }),
    ...(trustDomain && { trustDomain }),
    ...(otherTrustDomains.length > 0 && { otherTrustDomains }),
    ...(clusterDomain && { clusterDomain }),
    ...(tag && { tag }),
    ...(revision && { revision }),
  };
}
