import type { Entry, Located, Span } from '../../text.ts';

/**
 * Settings of the mesh as one document states them: IstioOperator, the ConfigMap `istio` (key `mesh`), the ConfigMap
 * of the injector, Helm values of Istio's charts, or a file given with `--mesh-config`. Absent: not said there.
 */
export interface MeshSettings {
  /** The document, for messages: `IstioOperator istio-system/control-plane`, `values of chart istiod`. */
  readonly source: string;
  readonly at: Span;
  /** A control plane is installed by it, so what it does not say of one is not so. */
  readonly installsControlPlane?: true;
  /** Namespace of the control plane, where the document tells. */
  readonly namespace?: string;
  /** `tag` or the chart's version, such as `1.20.3`. */
  readonly tag?: Located<string>;
  readonly revision?: Located<string>;
  /** `outboundTrafficPolicy.mode`, upper case. */
  readonly outboundMode?: Located<string>;
  /** The same as the charts' `global.outboundTrafficPolicy.mode`, which newer charts do not have. */
  readonly globalOutboundMode?: Located<string>;
  readonly enableAutoMtls?: Located<boolean>;
  /** `global.mtls.enabled` of charts up to 1.5: STRICT for the whole mesh. */
  readonly globalMtls?: Located<boolean>;
  /** The mode of mutual TLS where no policy says one; only the linter's own configuration has this word. */
  readonly mtlsMode?: Located<string>;
  /** `sidecarInjectorWebhook.rewriteAppHTTPProbe`. */
  readonly rewriteProbes?: Located<boolean>;
  /** The CNI plugin redirects the traffic of pods: `components.cni.enabled`, `pilot.cni.enabled`, `istio_cni.enabled`. */
  readonly cni?: Located<boolean>;
  readonly enableNamespacesByDefault?: Located<boolean>;
  /** `PILOT_HTTP10` of pilot, as written. */
  readonly http10?: Located<string>;
  /** `ENABLE_NATIVE_SIDECARS` of pilot, as written. */
  readonly nativeSidecars?: Located<string>;
  /** `gateways.istio-ingressgateway.sds.enabled` of charts 1.1 to 1.5. */
  readonly gatewaySds?: Located<boolean>;
  /** `defaultProviders.accessLogging`. */
  readonly accessLogProviders?: readonly Located<string>[];
  /** Names of the `extensionProviders` of Lightstep. */
  readonly lightstepProviders?: readonly Located<string>[];
  /** `defaultConfig.image.imageType`. */
  readonly proxyImageType?: Located<string>;
  /** The image that an injector gives to the pods of its revision; `default` where it has none. */
  readonly injected?: { readonly revision: string; readonly image: Located<string> };
  readonly ingressClass?: Located<string>;
  /** `OFF`, `DEFAULT` or `STRICT`. */
  readonly ingressControllerMode?: Located<string>;
  readonly rootNamespace?: Located<string>;
  readonly trustDomain?: Located<string>;
  /** `trustDomainAliases`, and `trustDomains` of `caCertificates`. */
  readonly otherTrustDomains?: readonly Located<string>[];
  readonly clusterDomain?: Located<string>;
  /** `global.proxy.includeIPRanges`, comma-separated as written. */
  readonly includeIPRanges?: Located<string>;
  readonly excludeIPRanges?: Located<string>;
  readonly excludeOutboundPorts?: Located<string>;
  /** `enablePrometheusMerge`. */
  readonly mergesMetrics?: Located<boolean>;
  readonly holdApplicationUntilProxyStarts?: Located<boolean>;
  /** `inboundTrafficPolicy.mode`, upper case. */
  readonly inboundMode?: Located<string>;
  /** `PILOT_ENABLE_INBOUND_PASSTHROUGH`. */
  readonly inboundPassthrough?: Located<boolean>;
  /** `ISTIO_META_DNS_CAPTURE` of `defaultConfig.proxyMetadata`. */
  readonly dnsCapture?: Located<boolean>;
  /** `ISTIO_META_DNS_AUTO_ALLOCATE` or `PILOT_ENABLE_IP_AUTOALLOCATE` there. */
  readonly addressAllocation?: Located<boolean>;
  /** `protocolDetectionTimeout`, a duration as written. */
  readonly protocolDetectionTimeout?: Located<string>;
  readonly defaultServiceExportTo?: readonly Located<string>[];
  /** `endpoints[].fromRegistry` of the mesh networks: the clusters whose endpoints lie in a network. */
  readonly registries?: readonly Located<string>[];
  /** `global.multiCluster.clusterName`: how the control plane calls its own cluster. */
  readonly clusterName?: Located<string>;
  /** Gateways the document installs: their Service's settings. */
  readonly gateways: readonly InstalledGateway[];
}

/** A gateway that an IstioOperator or a chart's values install. */
export interface InstalledGateway {
  readonly name: string;
  readonly namespace: string;
  readonly at: Span;
  readonly direction: 'ingress' | 'egress';
  readonly labels: readonly Entry[];
  readonly serviceType?: Located<string>;
  readonly serviceAnnotations: readonly Entry[];
  readonly loadBalancerIP?: Located<string>;
  /** `k8s.service`, or the chart's `service`: where something missing is shown. */
  readonly serviceAt: Span;
}
