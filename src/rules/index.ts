import type { Rule } from '../rule.ts';
import { alphaAnnotation } from './annotations/alpha-annotation.ts';
import { deprecatedAnnotation } from './annotations/deprecated-annotation.ts';
import { invalidAnnotation } from './annotations/invalid-annotation.ts';
import { misplacedAnnotation } from './annotations/misplaced-annotation.ts';
import { unknownAnnotation } from './annotations/unknown-annotation.ts';
import { brokenServiceEntry } from './egress/broken-service-entry.ts';
import { conflictingServiceEntries } from './egress/conflicting-service-entries.ts';
import { metadataServerEntry } from './egress/metadata-server-entry.ts';
import { missingServiceEntry } from './egress/missing-service-entry.ts';
import { misspeltHost } from './egress/misspelt-host.ts';
import { outboundPolicyWithoutMode } from './egress/outbound-policy-without-mode.ts';
import { unknownEgressHost } from './egress/unknown-egress-host.ts';
import { misusedEnvoyOperation } from './extensions/misused-envoy-operation.ts';
import { relativeEnvoyFilter } from './extensions/relative-envoy-filter.ts';
import { unadmittedRoute } from './gateway-api/unadmitted-route.ts';
import { ungrantedReference } from './gateway-api/ungranted-reference.ts';
import { conflictingGateways } from './gateways/conflicting-gateways.ts';
import { gatewayWithoutPods } from './gateways/gateway-without-pods.ts';
import { sharedGatewayAddress } from './gateways/shared-gateway-address.ts';
import { sharedGatewayCertificate } from './gateways/shared-gateway-certificate.ts';
import { unexposedGatewayPort } from './gateways/unexposed-gateway-port.ts';
import { edgeIngress } from './ingress/edge-ingress.ts';
import { gatewayTlsSecret } from './ingress/gateway-tls-secret.ts';
import { gkeIngressAnnotation } from './ingress/gke-ingress-annotation.ts';
import { globalStaticIp } from './ingress/global-static-ip.ts';
import { leftoverIngress } from './ingress/leftover-ingress.ts';
import { loadBalancerIp } from './ingress/load-balancer-ip.ts';
import { lostTlsTermination } from './ingress/lost-tls-termination.ts';
import { unroutedHost } from './ingress/unrouted-host.ts';
import { callBeforeProxy } from './injection/call-before-proxy.ts';
import { imageAutoWithoutInjection } from './injection/image-auto-without-injection.ts';
import { injectedByDefault } from './injection/injected-by-default.ts';
import { misaddressedControlPlane } from './injection/misaddressed-control-plane.ts';
import { namespaceInjection } from './injection/namespace-injection.ts';
import { neverEndingJob } from './injection/never-ending-job.ts';
import { overlappingWebhooks } from './injection/overlapping-webhooks.ts';
import { podWithoutProxy } from './injection/pod-without-proxy.ts';
import { refusedSidecar } from './injection/refused-sidecar.ts';
import { webhookWithoutControlPlane } from './injection/webhook-without-control-plane.ts';
import { deprecatedField } from './migration/deprecated-field.ts';
import { olderApiVersion } from './migration/older-api-version.ts';
import { retiredApi } from './migration/retired-api.ts';
import { unreadValue } from './migration/unread-value.ts';
import { inconsistentService } from './multicluster/inconsistent-service.ts';
import { unknownRegistry } from './multicluster/unknown-registry.ts';
import { blockedAmbientTraffic } from './network/blocked-ambient-traffic.ts';
import { blockedControlPlane } from './network/blocked-control-plane.ts';
import { doubleTls } from './nginx/double-tls.ts';
import { http10Client } from './nginx/http10-client.ts';
import { http10ProxyPass } from './nginx/http10-proxy-pass.ts';
import { ingressNginxHost } from './nginx/ingress-nginx-host.ts';
import { loopbackListener } from './nginx/loopback-listener.ts';
import { lostClientAddress } from './nginx/lost-client-address.ts';
import { nginxProtocolMismatch } from './nginx/nginx-protocol-mismatch.ts';
import { proxyHostHeader } from './nginx/proxy-host-header.ts';
import { unresolvedShortName } from './nginx/unresolved-short-name.ts';
import { conflictingPolicies } from './policies/conflicting-policies.ts';
import { httpRuleOnTcpPort } from './policies/http-rule-on-tcp-port.ts';
import { identityWithoutMutualTls } from './policies/identity-without-mutual-tls.ts';
import { ineffectivePolicy } from './policies/ineffective-policy.ts';
import { negativeCondition } from './policies/negative-condition.ts';
import { policyWithoutWaypoint } from './policies/policy-without-waypoint.ts';
import { selectorMatchesNothing } from './policies/selector-matches-nothing.ts';
import { splitAuthorizationRule } from './policies/split-authorization-rule.ts';
import { unknownHttpMethod } from './policies/unknown-http-method.ts';
import { unknownPrincipal } from './policies/unknown-principal.ts';
import { unknownSourceNamespace } from './policies/unknown-source-namespace.ts';
import { mtlsHttpProbe } from './probes/mtls-http-probe.ts';
import { unauthorizedProbe } from './probes/unauthorized-probe.ts';
import { unregisteredProbe } from './probes/unregistered-probe.ts';
import { bypassedRoutes } from './routing/bypassed-routes.ts';
import { conflictingDestinationRules } from './routing/conflicting-destination-rules.ts';
import { conflictingVirtualServices } from './routing/conflicting-virtual-services.ts';
import { emptySubset } from './routing/empty-subset.ts';
import { internalGateway } from './routing/internal-gateway.ts';
import { refusedClientTls } from './routing/refused-client-tls.ts';
import { repeatedDestination } from './routing/repeated-destination.ts';
import { unheededRetries } from './routing/unheeded-retries.ts';
import { unheededWeight } from './routing/unheeded-weight.ts';
import { unknownGateway } from './routing/unknown-gateway.ts';
import { unknownHost } from './routing/unknown-host.ts';
import { unknownPort } from './routing/unknown-port.ts';
import { unknownSubset } from './routing/unknown-subset.ts';
import { unlabelledSubset } from './routing/unlabelled-subset.ts';
import { unreachableRoute } from './routing/unreachable-route.ts';
import { unservedHost } from './routing/unserved-host.ts';
import { unverifiedClaimRoute } from './routing/unverified-claim-route.ts';
import { unrestrictedJwksFetch } from './security/unrestricted-jwks-fetch.ts';
import { conflictingPortProtocols } from './services/conflicting-port-protocols.ts';
import { portNameMismatch } from './services/port-name-mismatch.ts';
import { unknownTargetPort } from './services/unknown-target-port.ts';
import { accessLogWithoutProvider } from './telemetry/access-log-without-provider.ts';
import { refusedScrape } from './telemetry/refused-scrape.ts';
import { unverifiedServerCertificate } from './tls/unverified-server-certificate.ts';
import { invalidAuthorizationPolicy } from './validation/invalid-authorization-policy.ts';
import { invalidDestinationRule } from './validation/invalid-destination-rule.ts';
import { invalidEnvoyFilter } from './validation/invalid-envoy-filter.ts';
import { invalidGateway } from './validation/invalid-gateway.ts';
import { invalidRequestAuthentication } from './validation/invalid-request-authentication.ts';
import { invalidServiceEntry } from './validation/invalid-service-entry.ts';
import { invalidSidecar } from './validation/invalid-sidecar.ts';
import { invalidTelemetry } from './validation/invalid-telemetry.ts';
import { invalidVirtualService } from './validation/invalid-virtual-service.ts';
import { invalidWorkloadEntry } from './validation/invalid-workload-entry.ts';
import { invalidWorkloadGroup } from './validation/invalid-workload-group.ts';
import { schemaViolation } from './validation/schema-violation.ts';
import { outdatedGatewayApi } from './versions/outdated-gateway-api.ts';
import { outdatedProxy } from './versions/outdated-proxy.ts';
import { reservedUser } from './workloads/reserved-user.ts';

/** Every rule, by id. `test/catalog.test.ts` checks that no file is missing here. */
export const rules: readonly Rule[] = [
  accessLogWithoutProvider,
  alphaAnnotation,
  blockedAmbientTraffic,
  blockedControlPlane,
  brokenServiceEntry,
  bypassedRoutes,
  callBeforeProxy,
  conflictingDestinationRules,
  conflictingGateways,
  conflictingPolicies,
  conflictingPortProtocols,
  conflictingServiceEntries,
  conflictingVirtualServices,
  deprecatedAnnotation,
  deprecatedField,
  doubleTls,
  edgeIngress,
  emptySubset,
  gatewayTlsSecret,
  gatewayWithoutPods,
  gkeIngressAnnotation,
  globalStaticIp,
  httpRuleOnTcpPort,
  http10Client,
  http10ProxyPass,
  identityWithoutMutualTls,
  imageAutoWithoutInjection,
  inconsistentService,
  ineffectivePolicy,
  ingressNginxHost,
  injectedByDefault,
  internalGateway,
  invalidAnnotation,
  invalidAuthorizationPolicy,
  invalidDestinationRule,
  invalidEnvoyFilter,
  invalidGateway,
  invalidRequestAuthentication,
  invalidServiceEntry,
  invalidSidecar,
  invalidTelemetry,
  invalidVirtualService,
  invalidWorkloadEntry,
  invalidWorkloadGroup,
  leftoverIngress,
  loadBalancerIp,
  loopbackListener,
  lostClientAddress,
  lostTlsTermination,
  metadataServerEntry,
  misaddressedControlPlane,
  misplacedAnnotation,
  missingServiceEntry,
  misspeltHost,
  misusedEnvoyOperation,
  mtlsHttpProbe,
  namespaceInjection,
  negativeCondition,
  neverEndingJob,
  nginxProtocolMismatch,
  olderApiVersion,
  outboundPolicyWithoutMode,
  outdatedGatewayApi,
  outdatedProxy,
  overlappingWebhooks,
  podWithoutProxy,
  policyWithoutWaypoint,
  portNameMismatch,
  proxyHostHeader,
  refusedClientTls,
  refusedScrape,
  refusedSidecar,
  relativeEnvoyFilter,
  repeatedDestination,
  reservedUser,
  retiredApi,
  schemaViolation,
  selectorMatchesNothing,
  sharedGatewayAddress,
  sharedGatewayCertificate,
  splitAuthorizationRule,
  unadmittedRoute,
  unauthorizedProbe,
  unexposedGatewayPort,
  ungrantedReference,
  unheededRetries,
  unheededWeight,
  unknownAnnotation,
  unknownEgressHost,
  unknownGateway,
  unknownHost,
  unknownHttpMethod,
  unknownPort,
  unknownPrincipal,
  unknownRegistry,
  unknownSourceNamespace,
  unknownSubset,
  unknownTargetPort,
  unlabelledSubset,
  unreachableRoute,
  unreadValue,
  unregisteredProbe,
  unresolvedShortName,
  unrestrictedJwksFetch,
  unroutedHost,
  unservedHost,
  unverifiedClaimRoute,
  unverifiedServerCertificate,
  webhookWithoutControlPlane,
];
