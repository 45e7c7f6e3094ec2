/** What is known of an annotation of Istio's. */
export interface KnownAnnotation {
  /** Kinds that may carry it; `Any` for all. `Pod` means pod templates as well. */
  readonly kinds: readonly string[];
  readonly status: AnnotationStatus;
}

/** `Alpha`: it may change or go with any version. `Internal`: Istio itself writes or reads it, and its API does not list it. */
export type AnnotationStatus = 'Stable' | 'Beta' | 'Alpha' | 'Deprecated' | 'Internal';

type Row = readonly [status: AnnotationStatus, kinds: string, names: string];

/**
 * The annotations of Istio's API: istio/api annotation/annotations.yaml, commit b8f8791 of 2026-07-21, between Istio 1.30
 * and 1.31. An entry without a feature status is Alpha, the zero value.
 */
const LISTED: readonly Row[] = [
  [
    'Alpha',
    'Any',
    `
      galley.istio.io/analyze-suppress
      gateway.istio.io/controller-version
    `,
  ],
  [
    'Alpha',
    'AuthorizationPolicy',
    `
      istio.io/dry-run
    `,
  ],
  [
    'Alpha',
    'Gateway',
    `
      gateway.istio.io/name-override
      gateway.istio.io/service-account
      networking.istio.io/service-type
    `,
  ],
  [
    'Alpha',
    'GatewayClass Gateway',
    `
      ambient.istio.io/waypoint-inbound-binding
    `,
  ],
  [
    'Alpha',
    'Namespace',
    `
      topology.istio.io/controlPlaneClusters
    `,
  ],
  [
    'Alpha',
    'Namespace Service ServiceEntry',
    `
      networking.istio.io/traffic-distribution
    `,
  ],
  [
    'Alpha',
    'Pod',
    `
      ambient.istio.io/bypass-inbound-capture
      ambient.istio.io/dns-capture
      inject.istio.io/templates
      istio.io/reroute-virtual-interfaces
      istio.io/rev
      prometheus.istio.io/merge-metrics
      proxy.istio.io/overrides
      readiness.status.sidecar.istio.io/applicationPorts
      readiness.status.sidecar.istio.io/failureThreshold
      readiness.status.sidecar.istio.io/initialDelaySeconds
      readiness.status.sidecar.istio.io/periodSeconds
      sidecar.istio.io/agentLogLevel
      sidecar.istio.io/bootstrapOverride
      sidecar.istio.io/componentLogLevel
      sidecar.istio.io/interceptionMode
      sidecar.istio.io/logLevel
      sidecar.istio.io/nativeSidecar
      sidecar.istio.io/proxyCPU
      sidecar.istio.io/proxyCPULimit
      sidecar.istio.io/proxyImage
      sidecar.istio.io/proxyImageType
      sidecar.istio.io/proxyMemory
      sidecar.istio.io/proxyMemoryLimit
      sidecar.istio.io/rewriteAppHTTPProbers
      sidecar.istio.io/statsEvictionInterval
      sidecar.istio.io/statsFlushInterval
      sidecar.istio.io/statsHistogramBins
      sidecar.istio.io/statsHistogramBuckets
      sidecar.istio.io/status
      sidecar.istio.io/userVolume
      sidecar.istio.io/userVolumeMount
      status.sidecar.istio.io/port
      traffic.sidecar.istio.io/excludeInboundPorts
      traffic.sidecar.istio.io/excludeInterfaces
      traffic.sidecar.istio.io/excludeOutboundIPRanges
      traffic.sidecar.istio.io/excludeOutboundPorts
      traffic.sidecar.istio.io/includeInboundPorts
      traffic.sidecar.istio.io/includeOutboundIPRanges
      traffic.sidecar.istio.io/includeOutboundPorts
    `,
  ],
  [
    'Alpha',
    'Service',
    `
      networking.istio.io/exportTo
    `,
  ],
  [
    'Alpha',
    'Service ServiceEntry Namespace',
    `
      istio.io/use-waypoint-canary-weight
    `,
  ],
  [
    'Alpha',
    'WorkloadEntry',
    `
      istio.io/autoRegistrationGroup
      istio.io/connectedAt
      istio.io/disconnectedAt
      istio.io/workloadController
    `,
  ],
  [
    'Beta',
    'Pod',
    `
      ambient.istio.io/redirection
      proxy.istio.io/config
    `,
  ],
  [
    'Deprecated',
    'Pod',
    `
      sidecar.istio.io/discoveryAddress
      sidecar.istio.io/extraStatTags
      sidecar.istio.io/inject
      sidecar.istio.io/statsCompression
      sidecar.istio.io/statsInclusionPrefixes
      sidecar.istio.io/statsInclusionRegexps
      sidecar.istio.io/statsInclusionSuffixes
      traffic.sidecar.istio.io/kubevirtInterfaces
    `,
  ],
  [
    'Deprecated',
    'Service',
    `
      alpha.istio.io/canonical-serviceaccounts
      alpha.istio.io/kubernetes-serviceaccounts
    `,
  ],
  [
    'Stable',
    'Ingress',
    `
      kubernetes.io/ingress.class
    `,
  ],
  [
    'Stable',
    'Service',
    `
      traffic.istio.io/nodeSelector
    `,
  ],
];

/**
 * What istiod, the injector or the gateway controller read without listing it in the API (istio/istio master of
 * 2026-08-22; the names as they stand in pilot/pkg, pkg/kube/inject and the charts).
 */
const UNLISTED: readonly Row[] = [
  [
    'Internal',
    'Any',
    `
      ambient.istio.io/xfcc-include-client-identity
      envoyfilter.istio.io/referenced-services
      gateway.istio.io/agentgatewayImage
      internal.istio.io/parent-namespace
      internal.istio.io/parents
      internal.istio.io/webhook-always-reject
      istio.io/connect-strategy
      istio.io/ignore-policy-attachment
      networking.istio.io/address-type
      prometheus.istio.io/scrape-targets
      prometheus.istio.io/secure-port
      proxy.istio.io/health-checks-enabled
      sidecar.istio.io/capNetBindService
    `,
  ],
];

/** Annotations by their names. */
export const KNOWN_ANNOTATIONS: ReadonlyMap<string, KnownAnnotation> = new Map(
  [...LISTED, ...UNLISTED].flatMap(([status, kinds, names]) =>
    wordsOf(names).map((name) => [name, { kinds: wordsOf(kinds), status }] as const),
  ),
);

/** Labels of Istio's that people write as annotations, where nothing reads them (istio/api label/labels.yaml, same commit). */
export const LABELS_ONLY: readonly string[] = wordsOf(`
  istio-injection
  istio.io/dataplane-mode
  istio.io/ingress-use-waypoint
  istio.io/use-waypoint
  istio.io/use-waypoint-namespace
  istio.io/waypoint-for
  networking.istio.io/enable-autoallocate-ip
  service.istio.io/canonical-name
  service.istio.io/canonical-revision
  topology.istio.io/network
  topology.istio.io/subzone
`);

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
