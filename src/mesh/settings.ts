import type { FileFacts } from '../facts/facts.ts';
import type { MeshSettings } from '../facts/istio/settings.ts';
import { isTemplated, type Located } from '../text.ts';
import type { EffectiveSettings, Setting, Target, Targets } from './mesh.ts';
import { once } from './once.ts';
import { atLeast, before } from './versions/version.ts';

/** Settings as documents state them, and with the version's defaults filled in. */
export interface Settings {
  readonly documents: () => readonly MeshSettings[];
  readonly effective: () => EffectiveSettings;
  /** What a document says; `undefined` where none does, or where a template fills it in. */
  stated<Key extends keyof MeshSettings>(key: Key): Stated<MeshSettings[Key]> | undefined;
}

/** A value and the document it comes from. */
export interface Stated<Value> {
  readonly value: NonNullable<Value>;
  readonly source: string;
}

/**
 * What the user gives goes before all documents, the last of it first; of several documents the last one that says
 * something counts, as the later of two files given to the installer does.
 */
export function answerSettings(
  files: readonly FileFacts[],
  given: readonly (MeshSettings | undefined)[],
  targets: () => Targets,
): Settings {
  const documents = once(() => [
    ...files.flatMap((file) => file.settings),
    ...given.flatMap((each) => each ?? []),
  ]);
  const stated: Settings['stated'] = (key) => {
    for (const document of documents().toReversed()) {
      const value = document[key];
      if (value !== undefined && value !== null && !isUnknown(value)) {
        return { value, source: document.source };
      }
    }
    return undefined;
  };
  return {
    documents,
    stated,
    effective: once(() => effectiveSettings(stated, documents(), targets())),
  };
}

function isUnknown(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'value' in value &&
    typeof value.value === 'string' &&
    isTemplated(value.value)
  );
}

type LocatedKey =
  | 'rewriteProbes'
  | 'enableAutoMtls'
  | 'globalMtls'
  | 'cni'
  | 'enableNamespacesByDefault'
  | 'gatewaySds'
  | 'holdApplicationUntilProxyStarts'
  | 'mergesMetrics'
  | 'dnsCapture'
  | 'inboundPassthrough'
  | 'addressAllocation';
type LocatedTextKey =
  | 'inboundMode'
  | 'mtlsMode'
  | 'ingressClass'
  | 'ingressControllerMode'
  | 'rootNamespace'
  | 'trustDomain'
  | 'clusterDomain'
  | 'proxyImageType';

function effectiveSettings(
  stated: Settings['stated'],
  documents: readonly MeshSettings[],
  targets: Targets,
): EffectiveSettings {
  const { istio } = targets;
  const source = defaultOf(istio);
  const flag = (key: LocatedKey, otherwise: boolean): Setting<boolean> =>
    setting(stated<LocatedKey>(key), otherwise, source);
  const text = (key: LocatedTextKey, otherwise: string): Setting<string> =>
    setting(stated<LocatedTextKey>(key), otherwise, source);
  const dnsCapture = flag('dnsCapture', false);
  return {
    // The release notes of 1.5.2 switch it on; the charts of 1.6.0 have it as their default.
    rewriteProbes: flag('rewriteProbes', atLeast(istio, '1.5.2')),
    enableAutoMtls: flag('enableAutoMtls', atLeast(istio, '1.5')),
    globalMtls: flag('globalMtls', false),
    mtlsMode: text('mtlsMode', ''),
    cni: flag('cni', false),
    enableNamespacesByDefault: flag('enableNamespacesByDefault', false),
    http10: http10(stated('http10'), istio, source),
    nativeSidecars: nativeSidecars(stated('nativeSidecars'), targets, source),
    gatewaySds: flag('gatewaySds', atLeast(istio, '1.6')),
    ingressClass: text('ingressClass', 'istio'),
    ingressControllerMode: text('ingressControllerMode', 'STRICT'),
    rootNamespace: text('rootNamespace', installedIn(documents) ?? 'istio-system'),
    trustDomain: text('trustDomain', 'cluster.local'),
    otherTrustDomains: names(stated('otherTrustDomains'), source),
    clusterDomain: text('clusterDomain', 'cluster.local'),
    accessLogProviders: names(stated('accessLogProviders'), source),
    lightstepProviders: names(stated('lightstepProviders'), source),
    proxyImageType: text('proxyImageType', 'default'),
    revisions: documents.flatMap(({ revision }) =>
      revision === undefined || revision.value === '' || revision.value === 'default'
        ? []
        : [revision],
    ),
    // On by default since Istio 1.7, says its change notes.
    mergesMetrics: flag('mergesMetrics', atLeast(istio, '1.7')),
    holdApplicationUntilProxyStarts: flag('holdApplicationUntilProxyStarts', false),
    dnsCapture,
    sendsToLoopback: loopback(
      flag('inboundPassthrough', true),
      text('inboundMode', 'PASSTHROUGH'),
      istio,
    ),
    waitsForClients: waiting(stated('protocolDetectionTimeout'), istio, source),
    allocatesAddresses: allocation(
      dnsCapture,
      // PILOT_ENABLE_IP_AUTOALLOCATE is on since Istio 1.25.
      flag('addressAllocation', atLeast(istio, '1.25')),
    ),
  };
}

/**
 * `ENABLE_NATIVE_SIDECARS`: proxies as init containers that go on running, since Istio 1.19 where it is switched on, since
 * 1.27 where all kubelets are 1.33 or newer, unless it is switched off (istio/istio pkg/kube/inject/webhook.go
 * `DetectNativeSidecar`). No Kubernetes before 1.28 knows them.
 */
function nativeSidecars(
  stated: Stated<Located<string> | undefined> | undefined,
  { istio, kubernetes }: Targets,
  source: string,
): EffectiveSettings['nativeSidecars'] {
  const byDefault = atLeast(istio, '1.27') && atLeast(kubernetes, '1.33');
  const word = stated?.value.value.toLowerCase();
  const wanted = word === 'true' ? true : word === 'false' ? false : byDefault;
  const value = wanted && atLeast(istio, '1.19') && atLeast(kubernetes, '1.28');
  if (stated !== undefined) return { value, at: stated.value.at, source: stated.source };
  const isTooOld = atLeast(istio, '1.27') && !byDefault;
  return { value, source: isTooOld ? `Kubernetes ${kubernetes.version}` : source };
}

/**
 * Up to Istio 1.9 sidecars connect to 127.0.0.1, since 1.10 to the address of the pod (istio/istio releasenotes/notes/inbound-passthrough.yaml)
 * unless the control plane has `PILOT_ENABLE_INBOUND_PASSTHROUGH` off, up to 1.20, or since 1.21 the mesh has inbound mode
 * LOCALHOST (istio/api mesh/v1alpha1/config.proto `InboundTrafficPolicy`).
 */
function loopback(
  passthrough: Setting<boolean>,
  mode: Setting<string>,
  istio: Target,
): Setting<boolean> {
  if (before(istio, '1.10')) return { value: true, source: defaultOf(istio) };
  if (before(istio, '1.21') && !passthrough.value) return { ...passthrough, value: true };
  return { ...mode, value: atLeast(istio, '1.21') && mode.value === 'LOCALHOST' };
}

/** No timeout is the default since Istio 1.8 (istio/istio pull request 28119). */
function waiting(
  stated: Stated<Located<string> | undefined> | undefined,
  istio: Target,
  source: string,
): Setting<boolean> {
  if (stated === undefined) return { value: atLeast(istio, '1.8'), source };
  const { value, at } = stated.value;
  return { value: /^[0.]+(?:m?s)?$/.test(value), at, source: stated.source };
}

/** Addresses are of use only where proxies answer for them. */
function allocation(capture: Setting<boolean>, allocates: Setting<boolean>): Setting<boolean> {
  return capture.value ? allocates : capture;
}

/** `default of Istio 1.20`, for messages. */
export function defaultOf(istio: Target): string {
  return istio.version === undefined ? 'default of Istio' : `default of Istio ${istio.version}`;
}

function setting<T>(
  stated: Stated<Located<T> | undefined> | undefined,
  otherwise: T,
  source: string,
): Setting<T> {
  return stated === undefined
    ? { value: otherwise, source }
    : { value: stated.value.value, at: stated.value.at, source: stated.source };
}

function names(
  stated: Stated<readonly Located<string>[] | undefined> | undefined,
  source: string,
): Setting<readonly string[]> {
  if (stated === undefined) return { value: [], source };
  const [first] = stated.value;
  return {
    value: stated.value.map(({ value }) => value),
    source: stated.source,
    ...(first && { at: first.at }),
  };
}

/** The root namespace is the control plane's own unless something else is said. */
function installedIn(documents: readonly MeshSettings[]): string | undefined {
  return documents.findLast(({ namespace }) => namespace !== undefined && !isTemplated(namespace))
    ?.namespace;
}

/**
 * `PILOT_HTTP10`: listeners of callers accept HTTP/1.0 since Istio 1.1, those in front of the application and of
 * gateways since 1.3 (istio/istio pilot/pkg/networking/core/v1alpha3/listener.go). Istio 1.1 knows it as `1` alone, later
 * ones as any boolean of Go.
 */
function http10(
  stated: Stated<Located<string> | undefined> | undefined,
  istio: Target,
  source: string,
): EffectiveSettings['http10'] {
  const isOn = atLeast(istio, '1.2') ? /^(?:1|t|true)$/i : /^1$/;
  const on = isOn.test(stated?.value.value ?? '');
  const value = { outbound: on && atLeast(istio, '1.1'), inbound: on && atLeast(istio, '1.3') };
  return stated === undefined
    ? { value, source }
    : { value, at: stated.value.at, source: stated.source };
}
