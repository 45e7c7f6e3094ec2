// Made by scripts/config-schema.ts; `npm run config-schema` makes it again.
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"meshlint/config.schema.json","title":"meshlint configuration","description":"What meshlint.yaml may say. Flags on the command line go before it.","type":"object","additionalProperties":false,"properties":{"$schema":{"description":"The address of this schema, for editors.","type":"string"},"versions":{"description":"The versions to judge by. Without them the files tell, else the newest is assumed.","type":"object","additionalProperties":false,"properties":{"istio":{"$ref":"#/definitions/version"},"kubernetes":{"$ref":"#/definitions/version"},"nginx":{"$ref":"#/definitions/version"}}},"namespace":{"description":"The namespace of objects that name none.","type":"string","pattern":"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},"migrating":{"description":"Judge workloads outside the mesh as if they were about to come in. auto: yes where nothing in the input speaks of a mesh.","enum":["auto","yes","no",true,false]},"mesh":{"description":"Settings of the mesh that no file tells, or tells otherwise: they go before those in the files.","type":"object","additionalProperties":false,"properties":{"outboundTrafficPolicy":{"description":"Whether calls to hosts that nobody has declared are let out.","enum":["REGISTRY_ONLY","ALLOW_ANY"]},"mtls":{"description":"The mode of mutual TLS where no policy says one.","enum":["STRICT","PERMISSIVE","DISABLE"]},"autoMtls":{"description":"enableAutoMtls of MeshConfig.","type":"boolean"},"clusterDomain":{"description":"The domain of the cluster; cluster.local where none is given.","type":"string","pattern":"."},"rootNamespace":{"description":"The namespace of policies for the whole mesh; istio-system where none is given.","type":"string","pattern":"."},"trustDomain":{"description":"The trust domain; cluster.local where none is given.","type":"string","pattern":"."},"cni":{"description":"The CNI plugin redirects the traffic of pods, not the init container istio-init.","type":"boolean"},"nativeSidecars":{"description":"ENABLE_NATIVE_SIDECARS: sidecars are init containers that run on.","type":"boolean"},"http10":{"description":"PILOT_HTTP10: proxies accept HTTP/1.0.","type":"boolean"},"rewriteProbes":{"description":"Probes are rewritten to go through the sidecar (rewriteAppHTTPProbe).","type":"boolean"}}},"failOn":{"description":"The least severity that makes exit code 1.","enum":["info","warning","error","never"]},"hosts":{"description":"Hosts outside the mesh that are known: no ServiceEntry is missed for them. `*.example.com` stands for all below.","type":"array","items":{"type":"string","pattern":"."}},"environments":{"description":"Sets of files that are applied together to one cluster. What lies in none of them is split as usual.","type":"array","items":{"type":"object","additionalProperties":false,"required":["name","paths"],"properties":{"name":{"type":"string","pattern":"."},"paths":{"description":"Relative to this file. `*` stands for a part of one name, `**` for any number of folders; a folder stands for all it holds. A kustomization stands for what it builds.","type":"array","items":{"type":"string","pattern":"."}}}}},"context":{"description":"Files that describe what exists in the cluster: read, never reported on. Relative to this file.","type":"array","items":{"type":"string","pattern":"."}},"exclude":{"description":"Files that are not read at all. Relative to this file. `*` stands for a part of one name, `**` for any number of folders; a folder stands for all it holds.","type":"array","items":{"type":"string","pattern":"."}},"baseline":{"description":"The file that holds known findings. Relative to this file.","type":"string","pattern":"."},"rules":{"description":"Severities and options of rules, by their ids.","type":"object","additionalProperties":false,"properties":{"access-log-without-provider":{"description":"Telemetry asks for access logs and names no provider, and the mesh has no default one. Default: warning.","$ref":"#/definitions/severity"},"alpha-annotation":{"description":"Annotation of Istio that may change or go with any version. Default: info.","$ref":"#/definitions/severity"},"blocked-ambient-traffic":{"description":"NetworkPolicy keeps traffic of the ambient mesh, or probes, from pods. Default: warning.","$ref":"#/definitions/severity"},"blocked-control-plane":{"description":"NetworkPolicy keeps sidecars from their control plane. Default: warning.","$ref":"#/definitions/severity"},"broken-service-entry":{"description":"A ServiceEntry is refused by Istio or does something else than it says. Default: error.","$ref":"#/definitions/severity"},"bypassed-routes":{"description":"A gateway sends requests to a host past the routes that choose among its subsets. Default: warning.","$ref":"#/definitions/severity"},"call-before-proxy":{"description":"An init container calls what it cannot reach before the proxy runs. Default: error.","$ref":"#/definitions/severity"},"conflicting-destination-rules":{"description":"Several DestinationRules for one host say the same thing, and Istio keeps one of them. Default: error.","$ref":"#/definitions/severity"},"conflicting-gateways":{"description":"Servers or listeners of Gateways share a port of the same proxies, and only one of them is taken. Default: error.","$ref":"#/definitions/severity"},"conflicting-policies":{"description":"Two objects of a kind are for the same workloads, and only one of them takes effect. Default: error.","$ref":"#/definitions/severity"},"conflicting-port-protocols":{"description":"Services reach one port of a workload with different protocols. Default: warning.","$ref":"#/definitions/severity"},"conflicting-service-entries":{"description":"Several ServiceEntries declare the same port of the same host. Default: warning.","$ref":"#/definitions/severity"},"conflicting-virtual-services":{"description":"Several VirtualServices are for the same host in sidecars, which take only one of them. Default: error.","$ref":"#/definitions/severity"},"deprecated-annotation":{"description":"Annotation of Istio that will go. Default: info.","$ref":"#/definitions/severity"},"deprecated-field":{"description":"Field that Istio has replaced, and will stop reading. Default: info.","$ref":"#/definitions/severity"},"double-tls":{"description":"nginx sends TLS that its sidecar wraps in TLS once more. Default: error.","$ref":"#/definitions/severity"},"duplicate-key":{"description":"A key is written twice in one mapping. Default: warning.","$ref":"#/definitions/severity"},"edge-ingress":{"description":"Google's load balancer stands in front of the gateway, but the two do not fit together. Default: warning.","$ref":"#/definitions/severity"},"empty-subset":{"description":"A subset of a DestinationRule has labels that no pod behind its host carries. Default: error.","$ref":"#/definitions/severity"},"gateway-tls-secret":{"description":"A Gateway has no certificate: its TLS Secret is not where the gateway looks, or cannot be used. Default: error.","$ref":"#/definitions/severity"},"gateway-without-pods":{"description":"The selector of a Gateway matches no proxy. Default: error.","$ref":"#/definitions/severity"},"gke-ingress-annotation":{"description":"Settings for the load balancer of GKE mean nothing once the gateway receives the traffic. Default: warning.","$ref":"#/definitions/severity"},"global-static-ip":{"description":"A reserved address of an Ingress has no effect in the mesh, or is lost on the way. Default: warning.","$ref":"#/definitions/severity"},"http-rule-on-tcp-port":{"description":"AuthorizationPolicy allows by HTTP what is plain TCP to the proxy. Default: warning.","$ref":"#/definitions/severity"},"http10-client":{"description":"A client in the mesh speaks HTTP/1.0, which sidecars refuse. Default: warning.","$ref":"#/definitions/severity"},"http10-proxy-pass":{"description":"nginx sends HTTP/1.0, which sidecars refuse. Default: error.","$ref":"#/definitions/severity"},"identity-without-mutual-tls":{"description":"AuthorizationPolicy tells callers apart by certificates that none of them shows. Default: error.","$ref":"#/definitions/severity"},"image-auto-without-injection":{"description":"Proxy with image \"auto\" that no injector will fill in. Default: error.","$ref":"#/definitions/severity"},"inconsistent-service":{"description":"Clusters of one mesh declare the same Service differently. Default: warning.","$ref":"#/definitions/severity"},"ineffective-policy":{"description":"Object is accepted, but the proxies it is meant for do not heed it. Default: warning.","$ref":"#/definitions/severity"},"ingress-nginx-host":{"description":"ingress-nginx, in the mesh, sends requests by which its sidecar finds no Service. Default: warning.","$ref":"#/definitions/severity"},"injected-by-default":{"description":"Namespace has no injection label, and its pods get a sidecar all the same. Default: info.","$ref":"#/definitions/severity"},"internal-gateway":{"description":"A VirtualService is bound to a Gateway that istiod makes for itself. Default: warning.","$ref":"#/definitions/severity"},"invalid-annotation":{"description":"Value of an annotation that the injector refuses. Default: error.","$ref":"#/definitions/severity"},"invalid-authorization-policy":{"description":"An AuthorizationPolicy is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-destination-rule":{"description":"A DestinationRule is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-envoy-filter":{"description":"An EnvoyFilter is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-gateway":{"description":"A Gateway is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-request-authentication":{"description":"A RequestAuthentication is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-service-entry":{"description":"A ServiceEntry is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-sidecar":{"description":"A Sidecar is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-telemetry":{"description":"A Telemetry is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-virtual-service":{"description":"A VirtualService is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-workload-entry":{"description":"A WorkloadEntry is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"invalid-workload-group":{"description":"A WorkloadGroup is refused by istiod, or has settings without effect. Default: error.","$ref":"#/definitions/severity"},"leftover-ingress":{"description":"An Ingress lets traffic in past the gateway of the mesh. Default: warning.","$ref":"#/definitions/severity"},"load-balancer-ip":{"description":"The address of a load balancer is one that GKE cannot give it. Default: error.","$ref":"#/definitions/severity"},"loopback-listener":{"description":"nginx listens on loopback alone where a Service leads to it. Default: error.","$ref":"#/definitions/severity"},"lost-client-address":{"description":"nginx lets clients in or keeps them out by an address that is always the sidecar’s. Default: error.","$ref":"#/definitions/severity"},"lost-tls-termination":{"description":"An Ingress ends TLS for a host that no Gateway serves with TLS. Default: warning.","$ref":"#/definitions/severity"},"metadata-server-entry":{"description":"The metadata server is not admitted by both its name and its address. Default: error.","$ref":"#/definitions/severity"},"misaddressed-control-plane":{"description":"Webhook of a control plane outside the cluster has no address, or one without a name. Default: warning.","$ref":"#/definitions/severity"},"misplaced-annotation":{"description":"Annotation of Istio stands on a kind of object that it is not for. Default: warning.","$ref":"#/definitions/severity"},"missing-service-entry":{"description":"A host outside the mesh is called that no ServiceEntry admits. Default: error.","type":["string","object"],"if":{"type":"string"},"then":{"$ref":"#/definitions/severity"},"else":{"additionalProperties":false,"properties":{"severity":{"$ref":"#/definitions/severity"},"ignoreHosts":{"description":"Hosts that need no ServiceEntry, also as `*.suffix`.","default":[],"type":"array","items":{"type":"string","pattern":"."}}}}},"misspelt-host":{"description":"A ServiceEntry names a host that is one letter away from a well-known one. Default: warning.","$ref":"#/definitions/severity"},"misused-envoy-operation":{"description":"Operation of an EnvoyFilter has no effect on what its patch applies to. Default: error.","$ref":"#/definitions/severity"},"mtls-http-probe":{"description":"Probe of the kubelet is refused under strict mutual TLS. Default: error.","$ref":"#/definitions/severity"},"namespace-injection":{"description":"Pods get no sidecar, or not the way their labels say. Default: warning.","$ref":"#/definitions/severity"},"negative-condition":{"description":"Controller says in the status of an object that it has no effect. Default: warning.","$ref":"#/definitions/severity"},"never-ending-job":{"description":"A Job never completes, since its sidecar does not end. Default: warning.","$ref":"#/definitions/severity"},"nginx-protocol-mismatch":{"description":"nginx speaks another protocol to a Service port than the port tells Istio. Default: error.","$ref":"#/definitions/severity"},"not-rendered":{"description":"kustomize or Helm cannot render something, so it is judged by its sources, if at all. Default: info.","$ref":"#/definitions/severity"},"older-api-version":{"description":"Istio object is written in an older version of its API, and the target has the same fields in v1. Default: info.","$ref":"#/definitions/severity"},"outbound-policy-without-mode":{"description":"Sidecar has an outboundTrafficPolicy that does not say its mode, which means REGISTRY_ONLY. Default: warning.","$ref":"#/definitions/severity"},"outdated-gateway-api":{"description":"Definition of a Gateway API kind is older than Istio reads. Default: warning.","$ref":"#/definitions/severity"},"outdated-proxy":{"description":"Pods run another proxy than their injector gives today. Default: warning.","$ref":"#/definitions/severity"},"overlapping-webhooks":{"description":"Two injection webhooks fire for the same pods. Default: error.","$ref":"#/definitions/severity"},"pod-without-proxy":{"description":"Pod runs without a proxy where the injector would give it one. Default: warning.","$ref":"#/definitions/severity"},"policy-without-waypoint":{"description":"Policy about HTTP in an ambient namespace that no waypoint enforces. Default: warning.","$ref":"#/definitions/severity"},"port-name-mismatch":{"description":"Service port says no protocol that Istio knows. Default: info.","$ref":"#/definitions/severity"},"proxy-host-header":{"description":"nginx sends a Host header by which the mesh finds no Service. Default: warning.","$ref":"#/definitions/severity"},"refused-client-tls":{"description":"A DestinationRule makes sidecars send what those of the host refuse, for they disagree on mutual TLS. Default: error.","$ref":"#/definitions/severity"},"refused-scrape":{"description":"Prometheus is told to fetch metrics that strict mutual TLS refuses. Default: warning.","$ref":"#/definitions/severity"},"refused-sidecar":{"description":"Pod Security of a Namespace refuses pods with a sidecar. Default: error.","$ref":"#/definitions/severity"},"relative-envoy-filter":{"description":"EnvoyFilter without a priority depends on the order in which others were created. Default: info.","$ref":"#/definitions/severity"},"repeated-destination":{"description":"A route divides its traffic among destinations that are the same. Default: warning.","$ref":"#/definitions/severity"},"reserved-user":{"description":"Application runs as user 1337, whose traffic bypasses the proxy. Default: warning.","$ref":"#/definitions/severity"},"retired-api":{"description":"Istio object of a kind that the target version no longer reads. Default: error.","$ref":"#/definitions/severity"},"schema-violation":{"description":"An object has a field or a value that the API does not know, or lacks one that it needs. Default: error.","$ref":"#/definitions/severity"},"selector-matches-nothing":{"description":"Policy, Sidecar, Telemetry or EnvoyFilter is for workloads that do not exist. Default: warning.","$ref":"#/definitions/severity"},"shared-gateway-address":{"description":"Several Gateways of the Gateway API ask for one address, which one load balancer can have. Default: warning.","$ref":"#/definitions/severity"},"shared-gateway-certificate":{"description":"Several Gateways serve the same certificate on one port, and clients mix up their connections. Default: warning.","$ref":"#/definitions/severity"},"split-authorization-rule":{"description":"AuthorizationPolicy allows the two halves of a rule, each by itself. Default: warning.","$ref":"#/definitions/severity"},"unadmitted-route":{"description":"An HTTPRoute or GRPCRoute is bound to a Gateway of which no listener takes it. Default: error.","$ref":"#/definitions/severity"},"unauthorized-probe":{"description":"Probe of the kubelet is not allowed by any AuthorizationPolicy. Default: error.","$ref":"#/definitions/severity"},"unexposed-gateway-port":{"description":"A Gateway listens on a port that the Service of its proxies does not have. Default: warning.","$ref":"#/definitions/severity"},"ungranted-reference":{"description":"A route or Gateway of the Gateway API refers to another namespace without a ReferenceGrant. Default: error.","$ref":"#/definitions/severity"},"unheeded-retries":{"description":"Retries or a timeout of a route that injects faults. Default: warning.","$ref":"#/definitions/severity"},"unheeded-weight":{"description":"The only destination of a route has a weight that it does not keep to. Default: info.","$ref":"#/definitions/severity"},"unknown-annotation":{"description":"Annotation in the name of Istio that nothing in Istio reads. Default: warning.","$ref":"#/definitions/severity"},"unknown-egress-host":{"description":"Sidecar imports a host that is not there. Default: warning.","$ref":"#/definitions/severity"},"unknown-gateway":{"description":"A VirtualService, HTTPRoute or GRPCRoute is bound to a Gateway that does not exist. Default: error.","type":["string","object"],"if":{"type":"string"},"then":{"$ref":"#/definitions/severity"},"else":{"additionalProperties":false,"properties":{"severity":{"$ref":"#/definitions/severity"},"known":{"description":"Gateways made elsewhere, as `namespace/name`.","default":[],"type":"array","items":{"type":"string","pattern":"."}}}}},"unknown-host":{"description":"A route or a traffic policy is for a host that does not exist in the mesh. Default: error.","$ref":"#/definitions/severity"},"unknown-http-method":{"description":"AuthorizationPolicy is about a method that no request has. Default: warning.","$ref":"#/definitions/severity"},"unknown-port":{"description":"A route leads to a port that its host does not have. Default: error.","$ref":"#/definitions/severity"},"unknown-principal":{"description":"AuthorizationPolicy is about an identity that no caller has. Default: warning.","$ref":"#/definitions/severity"},"unknown-registry":{"description":"A network of the mesh names a cluster that the mesh does not know. Default: error.","$ref":"#/definitions/severity"},"unknown-source-namespace":{"description":"AuthorizationPolicy or ReferenceGrant is about a namespace that does not exist. Default: warning.","$ref":"#/definitions/severity"},"unknown-subset":{"description":"A VirtualService routes to a subset that no DestinationRule defines. Default: error.","$ref":"#/definitions/severity"},"unknown-target-port":{"description":"Service port leads to a port that no container has. Default: error.","$ref":"#/definitions/severity"},"unlabelled-subset":{"description":"A subset without labels, beside others with labels, holds all pods of the host. Default: info.","$ref":"#/definitions/severity"},"unreachable-route":{"description":"A route or match is never reached, for an earlier one takes all that it would. Default: warning.","$ref":"#/definitions/severity"},"unread-value":{"description":"Value for charts of Istio that those of the target version do not read. Default: warning.","$ref":"#/definitions/severity"},"unreadable-file":{"description":"A file cannot be read or parsed, so nothing in it was checked. Default: error.","$ref":"#/definitions/severity"},"unregistered-probe":{"description":"Probe does not reach the application behind the sidecar. Default: error.","$ref":"#/definitions/severity"},"unresolved-short-name":{"description":"nginx looks up a short name without the search domains of its pod. Default: warning.","$ref":"#/definitions/severity"},"unrestricted-jwks-fetch":{"description":"Whoever may write a RequestAuthentication can make istiod call addresses inside the cluster. Default: info.","$ref":"#/definitions/severity"},"unrouted-host":{"description":"A host or path that an Ingress serves is not routed by any Gateway and VirtualService. Default: warning.","$ref":"#/definitions/severity"},"unserved-host":{"description":"A VirtualService, HTTPRoute or GRPCRoute has hosts that the Gateway it is bound to does not serve. Default: warning.","$ref":"#/definitions/severity"},"unused-ignore":{"description":"A comment or annotation ignores nothing, or has no effect. Default: warning.","$ref":"#/definitions/severity"},"unverified-claim-route":{"description":"A route looks at the claims of a token that the gateway does not check. Default: error.","$ref":"#/definitions/severity"},"unverified-server-certificate":{"description":"A DestinationRule begins TLS and does not check the certificate of the server. Default: warning.","$ref":"#/definitions/severity"},"webhook-without-control-plane":{"description":"Injection webhook calls a Service that does not exist. Default: error.","$ref":"#/definitions/severity"}}},"overrides":{"description":"Other severities for findings in some files; of several that apply the last one counts.","type":"array","items":{"type":"object","additionalProperties":false,"required":["paths","rules"],"properties":{"paths":{"description":"Relative to this file. `*` stands for a part of one name, `**` for any number of folders; a folder stands for all it holds.","type":"array","items":{"type":"string","pattern":"."}},"rules":{"type":"object","additionalProperties":false,"properties":{"access-log-without-provider":{"$ref":"#/definitions/severity"},"alpha-annotation":{"$ref":"#/definitions/severity"},"blocked-ambient-traffic":{"$ref":"#/definitions/severity"},"blocked-control-plane":{"$ref":"#/definitions/severity"},"broken-service-entry":{"$ref":"#/definitions/severity"},"bypassed-routes":{"$ref":"#/definitions/severity"},"call-before-proxy":{"$ref":"#/definitions/severity"},"conflicting-destination-rules":{"$ref":"#/definitions/severity"},"conflicting-gateways":{"$ref":"#/definitions/severity"},"conflicting-policies":{"$ref":"#/definitions/severity"},"conflicting-port-protocols":{"$ref":"#/definitions/severity"},"conflicting-service-entries":{"$ref":"#/definitions/severity"},"conflicting-virtual-services":{"$ref":"#/definitions/severity"},"deprecated-annotation":{"$ref":"#/definitions/severity"},"deprecated-field":{"$ref":"#/definitions/severity"},"double-tls":{"$ref":"#/definitions/severity"},"duplicate-key":{"$ref":"#/definitions/severity"},"edge-ingress":{"$ref":"#/definitions/severity"},"empty-subset":{"$ref":"#/definitions/severity"},"gateway-tls-secret":{"$ref":"#/definitions/severity"},"gateway-without-pods":{"$ref":"#/definitions/severity"},"gke-ingress-annotation":{"$ref":"#/definitions/severity"},"global-static-ip":{"$ref":"#/definitions/severity"},"http-rule-on-tcp-port":{"$ref":"#/definitions/severity"},"http10-client":{"$ref":"#/definitions/severity"},"http10-proxy-pass":{"$ref":"#/definitions/severity"},"identity-without-mutual-tls":{"$ref":"#/definitions/severity"},"image-auto-without-injection":{"$ref":"#/definitions/severity"},"inconsistent-service":{"$ref":"#/definitions/severity"},"ineffective-policy":{"$ref":"#/definitions/severity"},"ingress-nginx-host":{"$ref":"#/definitions/severity"},"injected-by-default":{"$ref":"#/definitions/severity"},"internal-gateway":{"$ref":"#/definitions/severity"},"invalid-annotation":{"$ref":"#/definitions/severity"},"invalid-authorization-policy":{"$ref":"#/definitions/severity"},"invalid-destination-rule":{"$ref":"#/definitions/severity"},"invalid-envoy-filter":{"$ref":"#/definitions/severity"},"invalid-gateway":{"$ref":"#/definitions/severity"},"invalid-request-authentication":{"$ref":"#/definitions/severity"},"invalid-service-entry":{"$ref":"#/definitions/severity"},"invalid-sidecar":{"$ref":"#/definitions/severity"},"invalid-telemetry":{"$ref":"#/definitions/severity"},"invalid-virtual-service":{"$ref":"#/definitions/severity"},"invalid-workload-entry":{"$ref":"#/definitions/severity"},"invalid-workload-group":{"$ref":"#/definitions/severity"},"leftover-ingress":{"$ref":"#/definitions/severity"},"load-balancer-ip":{"$ref":"#/definitions/severity"},"loopback-listener":{"$ref":"#/definitions/severity"},"lost-client-address":{"$ref":"#/definitions/severity"},"lost-tls-termination":{"$ref":"#/definitions/severity"},"metadata-server-entry":{"$ref":"#/definitions/severity"},"misaddressed-control-plane":{"$ref":"#/definitions/severity"},"misplaced-annotation":{"$ref":"#/definitions/severity"},"missing-service-entry":{"$ref":"#/definitions/severity"},"misspelt-host":{"$ref":"#/definitions/severity"},"misused-envoy-operation":{"$ref":"#/definitions/severity"},"mtls-http-probe":{"$ref":"#/definitions/severity"},"namespace-injection":{"$ref":"#/definitions/severity"},"negative-condition":{"$ref":"#/definitions/severity"},"never-ending-job":{"$ref":"#/definitions/severity"},"nginx-protocol-mismatch":{"$ref":"#/definitions/severity"},"not-rendered":{"$ref":"#/definitions/severity"},"older-api-version":{"$ref":"#/definitions/severity"},"outbound-policy-without-mode":{"$ref":"#/definitions/severity"},"outdated-gateway-api":{"$ref":"#/definitions/severity"},"outdated-proxy":{"$ref":"#/definitions/severity"},"overlapping-webhooks":{"$ref":"#/definitions/severity"},"pod-without-proxy":{"$ref":"#/definitions/severity"},"policy-without-waypoint":{"$ref":"#/definitions/severity"},"port-name-mismatch":{"$ref":"#/definitions/severity"},"proxy-host-header":{"$ref":"#/definitions/severity"},"refused-client-tls":{"$ref":"#/definitions/severity"},"refused-scrape":{"$ref":"#/definitions/severity"},"refused-sidecar":{"$ref":"#/definitions/severity"},"relative-envoy-filter":{"$ref":"#/definitions/severity"},"repeated-destination":{"$ref":"#/definitions/severity"},"reserved-user":{"$ref":"#/definitions/severity"},"retired-api":{"$ref":"#/definitions/severity"},"schema-violation":{"$ref":"#/definitions/severity"},"selector-matches-nothing":{"$ref":"#/definitions/severity"},"shared-gateway-address":{"$ref":"#/definitions/severity"},"shared-gateway-certificate":{"$ref":"#/definitions/severity"},"split-authorization-rule":{"$ref":"#/definitions/severity"},"unadmitted-route":{"$ref":"#/definitions/severity"},"unauthorized-probe":{"$ref":"#/definitions/severity"},"unexposed-gateway-port":{"$ref":"#/definitions/severity"},"ungranted-reference":{"$ref":"#/definitions/severity"},"unheeded-retries":{"$ref":"#/definitions/severity"},"unheeded-weight":{"$ref":"#/definitions/severity"},"unknown-annotation":{"$ref":"#/definitions/severity"},"unknown-egress-host":{"$ref":"#/definitions/severity"},"unknown-gateway":{"$ref":"#/definitions/severity"},"unknown-host":{"$ref":"#/definitions/severity"},"unknown-http-method":{"$ref":"#/definitions/severity"},"unknown-port":{"$ref":"#/definitions/severity"},"unknown-principal":{"$ref":"#/definitions/severity"},"unknown-registry":{"$ref":"#/definitions/severity"},"unknown-source-namespace":{"$ref":"#/definitions/severity"},"unknown-subset":{"$ref":"#/definitions/severity"},"unknown-target-port":{"$ref":"#/definitions/severity"},"unlabelled-subset":{"$ref":"#/definitions/severity"},"unreachable-route":{"$ref":"#/definitions/severity"},"unread-value":{"$ref":"#/definitions/severity"},"unreadable-file":{"$ref":"#/definitions/severity"},"unregistered-probe":{"$ref":"#/definitions/severity"},"unresolved-short-name":{"$ref":"#/definitions/severity"},"unrestricted-jwks-fetch":{"$ref":"#/definitions/severity"},"unrouted-host":{"$ref":"#/definitions/severity"},"unserved-host":{"$ref":"#/definitions/severity"},"unused-ignore":{"$ref":"#/definitions/severity"},"unverified-claim-route":{"$ref":"#/definitions/severity"},"unverified-server-certificate":{"$ref":"#/definitions/severity"},"webhook-without-control-plane":{"$ref":"#/definitions/severity"}}}}}}},"definitions":{"severity":{"description":"off: the rule does not speak.","enum":["off","info","warning","error"]},"version":{"description":"Such as \"1.27\" or \"1.27.3\".","type":["string","number"],"pattern":"^v?[01]\\.[0-9]{1,4}"}}};
const schema12 = {"description":"Such as \"1.27\" or \"1.27.3\".","type":["string","number"],"pattern":"^v?[01]\\.[0-9]{1,4}"};
const schema15 = {"description":"off: the rule does not speak.","enum":["off","info","warning","error"]};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^v?[01]\\.[0-9]{1,4}", "u");
const pattern3 = new RegExp("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "u");
const pattern4 = new RegExp(".", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="meshlint/config.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err1 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.versions !== undefined){
let data1 = data.versions;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!(((key1 === "istio") || (key1 === "kubernetes")) || (key1 === "nginx"))){
const err2 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data1.istio !== undefined){
let data2 = data1.istio;
if((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))){
const err3 = {instancePath:instancePath+"/versions/istio",schemaPath:"#/definitions/version/type",keyword:"type",params:{type: schema12.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err4 = {instancePath:instancePath+"/versions/istio",schemaPath:"#/definitions/version/pattern",keyword:"pattern",params:{pattern: "^v?[01]\\.[0-9]{1,4}"},message:"must match pattern \""+"^v?[01]\\.[0-9]{1,4}"+"\""};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data1.kubernetes !== undefined){
let data3 = data1.kubernetes;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err5 = {instancePath:instancePath+"/versions/kubernetes",schemaPath:"#/definitions/version/type",keyword:"type",params:{type: schema12.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err6 = {instancePath:instancePath+"/versions/kubernetes",schemaPath:"#/definitions/version/pattern",keyword:"pattern",params:{pattern: "^v?[01]\\.[0-9]{1,4}"},message:"must match pattern \""+"^v?[01]\\.[0-9]{1,4}"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data1.nginx !== undefined){
let data4 = data1.nginx;
if((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))){
const err7 = {instancePath:instancePath+"/versions/nginx",schemaPath:"#/definitions/version/type",keyword:"type",params:{type: schema12.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
const err8 = {instancePath:instancePath+"/versions/nginx",schemaPath:"#/definitions/version/pattern",keyword:"pattern",params:{pattern: "^v?[01]\\.[0-9]{1,4}"},message:"must match pattern \""+"^v?[01]\\.[0-9]{1,4}"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.namespace !== undefined){
let data5 = data.namespace;
if(typeof data5 === "string"){
if(!pattern3.test(data5)){
const err10 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.migrating !== undefined){
let data6 = data.migrating;
if(!(((((data6 === "auto") || (data6 === "yes")) || (data6 === "no")) || (data6 === true)) || (data6 === false))){
const err12 = {instancePath:instancePath+"/migrating",schemaPath:"#/properties/migrating/enum",keyword:"enum",params:{allowedValues: schema11.properties.migrating.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.mesh !== undefined){
let data7 = data.mesh;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key2 in data7){
if(!(func2.call(schema11.properties.mesh.properties, key2))){
const err13 = {instancePath:instancePath+"/mesh",schemaPath:"#/properties/mesh/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data7.outboundTrafficPolicy !== undefined){
let data8 = data7.outboundTrafficPolicy;
if(!((data8 === "REGISTRY_ONLY") || (data8 === "ALLOW_ANY"))){
const err14 = {instancePath:instancePath+"/mesh/outboundTrafficPolicy",schemaPath:"#/properties/mesh/properties/outboundTrafficPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.mesh.properties.outboundTrafficPolicy.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data7.mtls !== undefined){
let data9 = data7.mtls;
if(!(((data9 === "STRICT") || (data9 === "PERMISSIVE")) || (data9 === "DISABLE"))){
const err15 = {instancePath:instancePath+"/mesh/mtls",schemaPath:"#/properties/mesh/properties/mtls/enum",keyword:"enum",params:{allowedValues: schema11.properties.mesh.properties.mtls.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data7.autoMtls !== undefined){
if(typeof data7.autoMtls !== "boolean"){
const err16 = {instancePath:instancePath+"/mesh/autoMtls",schemaPath:"#/properties/mesh/properties/autoMtls/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data7.clusterDomain !== undefined){
let data11 = data7.clusterDomain;
if(typeof data11 === "string"){
if(!pattern4.test(data11)){
const err17 = {instancePath:instancePath+"/mesh/clusterDomain",schemaPath:"#/properties/mesh/properties/clusterDomain/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/mesh/clusterDomain",schemaPath:"#/properties/mesh/properties/clusterDomain/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data7.rootNamespace !== undefined){
let data12 = data7.rootNamespace;
if(typeof data12 === "string"){
if(!pattern4.test(data12)){
const err19 = {instancePath:instancePath+"/mesh/rootNamespace",schemaPath:"#/properties/mesh/properties/rootNamespace/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/mesh/rootNamespace",schemaPath:"#/properties/mesh/properties/rootNamespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data7.trustDomain !== undefined){
let data13 = data7.trustDomain;
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
const err21 = {instancePath:instancePath+"/mesh/trustDomain",schemaPath:"#/properties/mesh/properties/trustDomain/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/mesh/trustDomain",schemaPath:"#/properties/mesh/properties/trustDomain/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data7.cni !== undefined){
if(typeof data7.cni !== "boolean"){
const err23 = {instancePath:instancePath+"/mesh/cni",schemaPath:"#/properties/mesh/properties/cni/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data7.nativeSidecars !== undefined){
if(typeof data7.nativeSidecars !== "boolean"){
const err24 = {instancePath:instancePath+"/mesh/nativeSidecars",schemaPath:"#/properties/mesh/properties/nativeSidecars/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7.http10 !== undefined){
if(typeof data7.http10 !== "boolean"){
const err25 = {instancePath:instancePath+"/mesh/http10",schemaPath:"#/properties/mesh/properties/http10/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data7.rewriteProbes !== undefined){
if(typeof data7.rewriteProbes !== "boolean"){
const err26 = {instancePath:instancePath+"/mesh/rewriteProbes",schemaPath:"#/properties/mesh/properties/rewriteProbes/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/mesh",schemaPath:"#/properties/mesh/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.failOn !== undefined){
let data18 = data.failOn;
if(!((((data18 === "info") || (data18 === "warning")) || (data18 === "error")) || (data18 === "never"))){
const err28 = {instancePath:instancePath+"/failOn",schemaPath:"#/properties/failOn/enum",keyword:"enum",params:{allowedValues: schema11.properties.failOn.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.hosts !== undefined){
let data19 = data.hosts;
if(Array.isArray(data19)){
const len0 = data19.length;
for(let i0=0; i0<len0; i0++){
let data20 = data19[i0];
if(typeof data20 === "string"){
if(!pattern4.test(data20)){
const err29 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.environments !== undefined){
let data21 = data.environments;
if(Array.isArray(data21)){
const len1 = data21.length;
for(let i1=0; i1<len1; i1++){
let data22 = data21[i1];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.name === undefined){
const err32 = {instancePath:instancePath+"/environments/" + i1,schemaPath:"#/properties/environments/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data22.paths === undefined){
const err33 = {instancePath:instancePath+"/environments/" + i1,schemaPath:"#/properties/environments/items/required",keyword:"required",params:{missingProperty: "paths"},message:"must have required property '"+"paths"+"'"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key3 in data22){
if(!((key3 === "name") || (key3 === "paths"))){
const err34 = {instancePath:instancePath+"/environments/" + i1,schemaPath:"#/properties/environments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data22.name !== undefined){
let data23 = data22.name;
if(typeof data23 === "string"){
if(!pattern4.test(data23)){
const err35 = {instancePath:instancePath+"/environments/" + i1+"/name",schemaPath:"#/properties/environments/items/properties/name/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/environments/" + i1+"/name",schemaPath:"#/properties/environments/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data22.paths !== undefined){
let data24 = data22.paths;
if(Array.isArray(data24)){
const len2 = data24.length;
for(let i2=0; i2<len2; i2++){
let data25 = data24[i2];
if(typeof data25 === "string"){
if(!pattern4.test(data25)){
const err37 = {instancePath:instancePath+"/environments/" + i1+"/paths/" + i2,schemaPath:"#/properties/environments/items/properties/paths/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/environments/" + i1+"/paths/" + i2,schemaPath:"#/properties/environments/items/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/environments/" + i1+"/paths",schemaPath:"#/properties/environments/items/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/environments/" + i1,schemaPath:"#/properties/environments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.context !== undefined){
let data26 = data.context;
if(Array.isArray(data26)){
const len3 = data26.length;
for(let i3=0; i3<len3; i3++){
let data27 = data26[i3];
if(typeof data27 === "string"){
if(!pattern4.test(data27)){
const err42 = {instancePath:instancePath+"/context/" + i3,schemaPath:"#/properties/context/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/context/" + i3,schemaPath:"#/properties/context/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/context",schemaPath:"#/properties/context/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.exclude !== undefined){
let data28 = data.exclude;
if(Array.isArray(data28)){
const len4 = data28.length;
for(let i4=0; i4<len4; i4++){
let data29 = data28[i4];
if(typeof data29 === "string"){
if(!pattern4.test(data29)){
const err45 = {instancePath:instancePath+"/exclude/" + i4,schemaPath:"#/properties/exclude/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/exclude/" + i4,schemaPath:"#/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/exclude",schemaPath:"#/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.baseline !== undefined){
let data30 = data.baseline;
if(typeof data30 === "string"){
if(!pattern4.test(data30)){
const err48 = {instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.rules !== undefined){
let data31 = data.rules;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
for(const key4 in data31){
if(!(func2.call(schema11.properties.rules.properties, key4))){
const err50 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data31["access-log-without-provider"] !== undefined){
let data32 = data31["access-log-without-provider"];
if(!((((data32 === "off") || (data32 === "info")) || (data32 === "warning")) || (data32 === "error"))){
const err51 = {instancePath:instancePath+"/rules/access-log-without-provider",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data31["alpha-annotation"] !== undefined){
let data33 = data31["alpha-annotation"];
if(!((((data33 === "off") || (data33 === "info")) || (data33 === "warning")) || (data33 === "error"))){
const err52 = {instancePath:instancePath+"/rules/alpha-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data31["blocked-ambient-traffic"] !== undefined){
let data34 = data31["blocked-ambient-traffic"];
if(!((((data34 === "off") || (data34 === "info")) || (data34 === "warning")) || (data34 === "error"))){
const err53 = {instancePath:instancePath+"/rules/blocked-ambient-traffic",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data31["blocked-control-plane"] !== undefined){
let data35 = data31["blocked-control-plane"];
if(!((((data35 === "off") || (data35 === "info")) || (data35 === "warning")) || (data35 === "error"))){
const err54 = {instancePath:instancePath+"/rules/blocked-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data31["broken-service-entry"] !== undefined){
let data36 = data31["broken-service-entry"];
if(!((((data36 === "off") || (data36 === "info")) || (data36 === "warning")) || (data36 === "error"))){
const err55 = {instancePath:instancePath+"/rules/broken-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data31["bypassed-routes"] !== undefined){
let data37 = data31["bypassed-routes"];
if(!((((data37 === "off") || (data37 === "info")) || (data37 === "warning")) || (data37 === "error"))){
const err56 = {instancePath:instancePath+"/rules/bypassed-routes",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data31["call-before-proxy"] !== undefined){
let data38 = data31["call-before-proxy"];
if(!((((data38 === "off") || (data38 === "info")) || (data38 === "warning")) || (data38 === "error"))){
const err57 = {instancePath:instancePath+"/rules/call-before-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data31["conflicting-destination-rules"] !== undefined){
let data39 = data31["conflicting-destination-rules"];
if(!((((data39 === "off") || (data39 === "info")) || (data39 === "warning")) || (data39 === "error"))){
const err58 = {instancePath:instancePath+"/rules/conflicting-destination-rules",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data31["conflicting-gateways"] !== undefined){
let data40 = data31["conflicting-gateways"];
if(!((((data40 === "off") || (data40 === "info")) || (data40 === "warning")) || (data40 === "error"))){
const err59 = {instancePath:instancePath+"/rules/conflicting-gateways",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data31["conflicting-policies"] !== undefined){
let data41 = data31["conflicting-policies"];
if(!((((data41 === "off") || (data41 === "info")) || (data41 === "warning")) || (data41 === "error"))){
const err60 = {instancePath:instancePath+"/rules/conflicting-policies",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data31["conflicting-port-protocols"] !== undefined){
let data42 = data31["conflicting-port-protocols"];
if(!((((data42 === "off") || (data42 === "info")) || (data42 === "warning")) || (data42 === "error"))){
const err61 = {instancePath:instancePath+"/rules/conflicting-port-protocols",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data31["conflicting-service-entries"] !== undefined){
let data43 = data31["conflicting-service-entries"];
if(!((((data43 === "off") || (data43 === "info")) || (data43 === "warning")) || (data43 === "error"))){
const err62 = {instancePath:instancePath+"/rules/conflicting-service-entries",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data31["conflicting-virtual-services"] !== undefined){
let data44 = data31["conflicting-virtual-services"];
if(!((((data44 === "off") || (data44 === "info")) || (data44 === "warning")) || (data44 === "error"))){
const err63 = {instancePath:instancePath+"/rules/conflicting-virtual-services",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data31["deprecated-annotation"] !== undefined){
let data45 = data31["deprecated-annotation"];
if(!((((data45 === "off") || (data45 === "info")) || (data45 === "warning")) || (data45 === "error"))){
const err64 = {instancePath:instancePath+"/rules/deprecated-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data31["deprecated-field"] !== undefined){
let data46 = data31["deprecated-field"];
if(!((((data46 === "off") || (data46 === "info")) || (data46 === "warning")) || (data46 === "error"))){
const err65 = {instancePath:instancePath+"/rules/deprecated-field",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data31["double-tls"] !== undefined){
let data47 = data31["double-tls"];
if(!((((data47 === "off") || (data47 === "info")) || (data47 === "warning")) || (data47 === "error"))){
const err66 = {instancePath:instancePath+"/rules/double-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data31["duplicate-key"] !== undefined){
let data48 = data31["duplicate-key"];
if(!((((data48 === "off") || (data48 === "info")) || (data48 === "warning")) || (data48 === "error"))){
const err67 = {instancePath:instancePath+"/rules/duplicate-key",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data31["edge-ingress"] !== undefined){
let data49 = data31["edge-ingress"];
if(!((((data49 === "off") || (data49 === "info")) || (data49 === "warning")) || (data49 === "error"))){
const err68 = {instancePath:instancePath+"/rules/edge-ingress",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data31["empty-subset"] !== undefined){
let data50 = data31["empty-subset"];
if(!((((data50 === "off") || (data50 === "info")) || (data50 === "warning")) || (data50 === "error"))){
const err69 = {instancePath:instancePath+"/rules/empty-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data31["gateway-tls-secret"] !== undefined){
let data51 = data31["gateway-tls-secret"];
if(!((((data51 === "off") || (data51 === "info")) || (data51 === "warning")) || (data51 === "error"))){
const err70 = {instancePath:instancePath+"/rules/gateway-tls-secret",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data31["gateway-without-pods"] !== undefined){
let data52 = data31["gateway-without-pods"];
if(!((((data52 === "off") || (data52 === "info")) || (data52 === "warning")) || (data52 === "error"))){
const err71 = {instancePath:instancePath+"/rules/gateway-without-pods",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data31["gke-ingress-annotation"] !== undefined){
let data53 = data31["gke-ingress-annotation"];
if(!((((data53 === "off") || (data53 === "info")) || (data53 === "warning")) || (data53 === "error"))){
const err72 = {instancePath:instancePath+"/rules/gke-ingress-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data31["global-static-ip"] !== undefined){
let data54 = data31["global-static-ip"];
if(!((((data54 === "off") || (data54 === "info")) || (data54 === "warning")) || (data54 === "error"))){
const err73 = {instancePath:instancePath+"/rules/global-static-ip",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data31["http-rule-on-tcp-port"] !== undefined){
let data55 = data31["http-rule-on-tcp-port"];
if(!((((data55 === "off") || (data55 === "info")) || (data55 === "warning")) || (data55 === "error"))){
const err74 = {instancePath:instancePath+"/rules/http-rule-on-tcp-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data31["http10-client"] !== undefined){
let data56 = data31["http10-client"];
if(!((((data56 === "off") || (data56 === "info")) || (data56 === "warning")) || (data56 === "error"))){
const err75 = {instancePath:instancePath+"/rules/http10-client",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data31["http10-proxy-pass"] !== undefined){
let data57 = data31["http10-proxy-pass"];
if(!((((data57 === "off") || (data57 === "info")) || (data57 === "warning")) || (data57 === "error"))){
const err76 = {instancePath:instancePath+"/rules/http10-proxy-pass",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data31["identity-without-mutual-tls"] !== undefined){
let data58 = data31["identity-without-mutual-tls"];
if(!((((data58 === "off") || (data58 === "info")) || (data58 === "warning")) || (data58 === "error"))){
const err77 = {instancePath:instancePath+"/rules/identity-without-mutual-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data31["image-auto-without-injection"] !== undefined){
let data59 = data31["image-auto-without-injection"];
if(!((((data59 === "off") || (data59 === "info")) || (data59 === "warning")) || (data59 === "error"))){
const err78 = {instancePath:instancePath+"/rules/image-auto-without-injection",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data31["inconsistent-service"] !== undefined){
let data60 = data31["inconsistent-service"];
if(!((((data60 === "off") || (data60 === "info")) || (data60 === "warning")) || (data60 === "error"))){
const err79 = {instancePath:instancePath+"/rules/inconsistent-service",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data31["ineffective-policy"] !== undefined){
let data61 = data31["ineffective-policy"];
if(!((((data61 === "off") || (data61 === "info")) || (data61 === "warning")) || (data61 === "error"))){
const err80 = {instancePath:instancePath+"/rules/ineffective-policy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data31["ingress-nginx-host"] !== undefined){
let data62 = data31["ingress-nginx-host"];
if(!((((data62 === "off") || (data62 === "info")) || (data62 === "warning")) || (data62 === "error"))){
const err81 = {instancePath:instancePath+"/rules/ingress-nginx-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data31["injected-by-default"] !== undefined){
let data63 = data31["injected-by-default"];
if(!((((data63 === "off") || (data63 === "info")) || (data63 === "warning")) || (data63 === "error"))){
const err82 = {instancePath:instancePath+"/rules/injected-by-default",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data31["internal-gateway"] !== undefined){
let data64 = data31["internal-gateway"];
if(!((((data64 === "off") || (data64 === "info")) || (data64 === "warning")) || (data64 === "error"))){
const err83 = {instancePath:instancePath+"/rules/internal-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data31["invalid-annotation"] !== undefined){
let data65 = data31["invalid-annotation"];
if(!((((data65 === "off") || (data65 === "info")) || (data65 === "warning")) || (data65 === "error"))){
const err84 = {instancePath:instancePath+"/rules/invalid-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data31["invalid-authorization-policy"] !== undefined){
let data66 = data31["invalid-authorization-policy"];
if(!((((data66 === "off") || (data66 === "info")) || (data66 === "warning")) || (data66 === "error"))){
const err85 = {instancePath:instancePath+"/rules/invalid-authorization-policy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data31["invalid-destination-rule"] !== undefined){
let data67 = data31["invalid-destination-rule"];
if(!((((data67 === "off") || (data67 === "info")) || (data67 === "warning")) || (data67 === "error"))){
const err86 = {instancePath:instancePath+"/rules/invalid-destination-rule",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data31["invalid-envoy-filter"] !== undefined){
let data68 = data31["invalid-envoy-filter"];
if(!((((data68 === "off") || (data68 === "info")) || (data68 === "warning")) || (data68 === "error"))){
const err87 = {instancePath:instancePath+"/rules/invalid-envoy-filter",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data31["invalid-gateway"] !== undefined){
let data69 = data31["invalid-gateway"];
if(!((((data69 === "off") || (data69 === "info")) || (data69 === "warning")) || (data69 === "error"))){
const err88 = {instancePath:instancePath+"/rules/invalid-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data31["invalid-request-authentication"] !== undefined){
let data70 = data31["invalid-request-authentication"];
if(!((((data70 === "off") || (data70 === "info")) || (data70 === "warning")) || (data70 === "error"))){
const err89 = {instancePath:instancePath+"/rules/invalid-request-authentication",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data31["invalid-service-entry"] !== undefined){
let data71 = data31["invalid-service-entry"];
if(!((((data71 === "off") || (data71 === "info")) || (data71 === "warning")) || (data71 === "error"))){
const err90 = {instancePath:instancePath+"/rules/invalid-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data31["invalid-sidecar"] !== undefined){
let data72 = data31["invalid-sidecar"];
if(!((((data72 === "off") || (data72 === "info")) || (data72 === "warning")) || (data72 === "error"))){
const err91 = {instancePath:instancePath+"/rules/invalid-sidecar",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data31["invalid-telemetry"] !== undefined){
let data73 = data31["invalid-telemetry"];
if(!((((data73 === "off") || (data73 === "info")) || (data73 === "warning")) || (data73 === "error"))){
const err92 = {instancePath:instancePath+"/rules/invalid-telemetry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data31["invalid-virtual-service"] !== undefined){
let data74 = data31["invalid-virtual-service"];
if(!((((data74 === "off") || (data74 === "info")) || (data74 === "warning")) || (data74 === "error"))){
const err93 = {instancePath:instancePath+"/rules/invalid-virtual-service",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data31["invalid-workload-entry"] !== undefined){
let data75 = data31["invalid-workload-entry"];
if(!((((data75 === "off") || (data75 === "info")) || (data75 === "warning")) || (data75 === "error"))){
const err94 = {instancePath:instancePath+"/rules/invalid-workload-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data31["invalid-workload-group"] !== undefined){
let data76 = data31["invalid-workload-group"];
if(!((((data76 === "off") || (data76 === "info")) || (data76 === "warning")) || (data76 === "error"))){
const err95 = {instancePath:instancePath+"/rules/invalid-workload-group",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data31["leftover-ingress"] !== undefined){
let data77 = data31["leftover-ingress"];
if(!((((data77 === "off") || (data77 === "info")) || (data77 === "warning")) || (data77 === "error"))){
const err96 = {instancePath:instancePath+"/rules/leftover-ingress",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data31["load-balancer-ip"] !== undefined){
let data78 = data31["load-balancer-ip"];
if(!((((data78 === "off") || (data78 === "info")) || (data78 === "warning")) || (data78 === "error"))){
const err97 = {instancePath:instancePath+"/rules/load-balancer-ip",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data31["loopback-listener"] !== undefined){
let data79 = data31["loopback-listener"];
if(!((((data79 === "off") || (data79 === "info")) || (data79 === "warning")) || (data79 === "error"))){
const err98 = {instancePath:instancePath+"/rules/loopback-listener",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data31["lost-client-address"] !== undefined){
let data80 = data31["lost-client-address"];
if(!((((data80 === "off") || (data80 === "info")) || (data80 === "warning")) || (data80 === "error"))){
const err99 = {instancePath:instancePath+"/rules/lost-client-address",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data31["lost-tls-termination"] !== undefined){
let data81 = data31["lost-tls-termination"];
if(!((((data81 === "off") || (data81 === "info")) || (data81 === "warning")) || (data81 === "error"))){
const err100 = {instancePath:instancePath+"/rules/lost-tls-termination",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data31["metadata-server-entry"] !== undefined){
let data82 = data31["metadata-server-entry"];
if(!((((data82 === "off") || (data82 === "info")) || (data82 === "warning")) || (data82 === "error"))){
const err101 = {instancePath:instancePath+"/rules/metadata-server-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data31["misaddressed-control-plane"] !== undefined){
let data83 = data31["misaddressed-control-plane"];
if(!((((data83 === "off") || (data83 === "info")) || (data83 === "warning")) || (data83 === "error"))){
const err102 = {instancePath:instancePath+"/rules/misaddressed-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data31["misplaced-annotation"] !== undefined){
let data84 = data31["misplaced-annotation"];
if(!((((data84 === "off") || (data84 === "info")) || (data84 === "warning")) || (data84 === "error"))){
const err103 = {instancePath:instancePath+"/rules/misplaced-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data31["missing-service-entry"] !== undefined){
let data85 = data31["missing-service-entry"];
if((typeof data85 !== "string") && (!(data85 && typeof data85 == "object" && !Array.isArray(data85)))){
const err104 = {instancePath:instancePath+"/rules/missing-service-entry",schemaPath:"#/properties/rules/properties/missing-service-entry/type",keyword:"type",params:{type: schema11.properties.rules.properties["missing-service-entry"].type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
const _errs177 = errors;
let valid71 = true;
const _errs178 = errors;
if(typeof data85 !== "string"){
const err105 = {};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
var _valid0 = _errs178 === errors;
errors = _errs177;
if(vErrors !== null){
if(_errs177){
vErrors.length = _errs177;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs180 = errors;
if(!((((data85 === "off") || (data85 === "info")) || (data85 === "warning")) || (data85 === "error"))){
const err106 = {instancePath:instancePath+"/rules/missing-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
var _valid0 = _errs180 === errors;
valid71 = _valid0;
ifClause0 = "then";
}
else {
const _errs182 = errors;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
for(const key5 in data85){
if(!((key5 === "severity") || (key5 === "ignoreHosts"))){
const err107 = {instancePath:instancePath+"/rules/missing-service-entry",schemaPath:"#/properties/rules/properties/missing-service-entry/else/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data85.severity !== undefined){
let data86 = data85.severity;
if(!((((data86 === "off") || (data86 === "info")) || (data86 === "warning")) || (data86 === "error"))){
const err108 = {instancePath:instancePath+"/rules/missing-service-entry/severity",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data85.ignoreHosts !== undefined){
let data87 = data85.ignoreHosts;
if(Array.isArray(data87)){
const len5 = data87.length;
for(let i5=0; i5<len5; i5++){
let data88 = data87[i5];
if(typeof data88 === "string"){
if(!pattern4.test(data88)){
const err109 = {instancePath:instancePath+"/rules/missing-service-entry/ignoreHosts/" + i5,schemaPath:"#/properties/rules/properties/missing-service-entry/else/properties/ignoreHosts/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/rules/missing-service-entry/ignoreHosts/" + i5,schemaPath:"#/properties/rules/properties/missing-service-entry/else/properties/ignoreHosts/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/rules/missing-service-entry/ignoreHosts",schemaPath:"#/properties/rules/properties/missing-service-entry/else/properties/ignoreHosts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
var _valid0 = _errs182 === errors;
valid71 = _valid0;
ifClause0 = "else";
}
if(!valid71){
const err112 = {instancePath:instancePath+"/rules/missing-service-entry",schemaPath:"#/properties/rules/properties/missing-service-entry/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data31["misspelt-host"] !== undefined){
let data89 = data31["misspelt-host"];
if(!((((data89 === "off") || (data89 === "info")) || (data89 === "warning")) || (data89 === "error"))){
const err113 = {instancePath:instancePath+"/rules/misspelt-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data31["misused-envoy-operation"] !== undefined){
let data90 = data31["misused-envoy-operation"];
if(!((((data90 === "off") || (data90 === "info")) || (data90 === "warning")) || (data90 === "error"))){
const err114 = {instancePath:instancePath+"/rules/misused-envoy-operation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data31["mtls-http-probe"] !== undefined){
let data91 = data31["mtls-http-probe"];
if(!((((data91 === "off") || (data91 === "info")) || (data91 === "warning")) || (data91 === "error"))){
const err115 = {instancePath:instancePath+"/rules/mtls-http-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data31["namespace-injection"] !== undefined){
let data92 = data31["namespace-injection"];
if(!((((data92 === "off") || (data92 === "info")) || (data92 === "warning")) || (data92 === "error"))){
const err116 = {instancePath:instancePath+"/rules/namespace-injection",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data31["negative-condition"] !== undefined){
let data93 = data31["negative-condition"];
if(!((((data93 === "off") || (data93 === "info")) || (data93 === "warning")) || (data93 === "error"))){
const err117 = {instancePath:instancePath+"/rules/negative-condition",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data31["never-ending-job"] !== undefined){
let data94 = data31["never-ending-job"];
if(!((((data94 === "off") || (data94 === "info")) || (data94 === "warning")) || (data94 === "error"))){
const err118 = {instancePath:instancePath+"/rules/never-ending-job",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data31["nginx-protocol-mismatch"] !== undefined){
let data95 = data31["nginx-protocol-mismatch"];
if(!((((data95 === "off") || (data95 === "info")) || (data95 === "warning")) || (data95 === "error"))){
const err119 = {instancePath:instancePath+"/rules/nginx-protocol-mismatch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data31["not-rendered"] !== undefined){
let data96 = data31["not-rendered"];
if(!((((data96 === "off") || (data96 === "info")) || (data96 === "warning")) || (data96 === "error"))){
const err120 = {instancePath:instancePath+"/rules/not-rendered",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data31["older-api-version"] !== undefined){
let data97 = data31["older-api-version"];
if(!((((data97 === "off") || (data97 === "info")) || (data97 === "warning")) || (data97 === "error"))){
const err121 = {instancePath:instancePath+"/rules/older-api-version",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data31["outbound-policy-without-mode"] !== undefined){
let data98 = data31["outbound-policy-without-mode"];
if(!((((data98 === "off") || (data98 === "info")) || (data98 === "warning")) || (data98 === "error"))){
const err122 = {instancePath:instancePath+"/rules/outbound-policy-without-mode",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data31["outdated-gateway-api"] !== undefined){
let data99 = data31["outdated-gateway-api"];
if(!((((data99 === "off") || (data99 === "info")) || (data99 === "warning")) || (data99 === "error"))){
const err123 = {instancePath:instancePath+"/rules/outdated-gateway-api",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data31["outdated-proxy"] !== undefined){
let data100 = data31["outdated-proxy"];
if(!((((data100 === "off") || (data100 === "info")) || (data100 === "warning")) || (data100 === "error"))){
const err124 = {instancePath:instancePath+"/rules/outdated-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data31["overlapping-webhooks"] !== undefined){
let data101 = data31["overlapping-webhooks"];
if(!((((data101 === "off") || (data101 === "info")) || (data101 === "warning")) || (data101 === "error"))){
const err125 = {instancePath:instancePath+"/rules/overlapping-webhooks",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data31["pod-without-proxy"] !== undefined){
let data102 = data31["pod-without-proxy"];
if(!((((data102 === "off") || (data102 === "info")) || (data102 === "warning")) || (data102 === "error"))){
const err126 = {instancePath:instancePath+"/rules/pod-without-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data31["policy-without-waypoint"] !== undefined){
let data103 = data31["policy-without-waypoint"];
if(!((((data103 === "off") || (data103 === "info")) || (data103 === "warning")) || (data103 === "error"))){
const err127 = {instancePath:instancePath+"/rules/policy-without-waypoint",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data31["port-name-mismatch"] !== undefined){
let data104 = data31["port-name-mismatch"];
if(!((((data104 === "off") || (data104 === "info")) || (data104 === "warning")) || (data104 === "error"))){
const err128 = {instancePath:instancePath+"/rules/port-name-mismatch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data31["proxy-host-header"] !== undefined){
let data105 = data31["proxy-host-header"];
if(!((((data105 === "off") || (data105 === "info")) || (data105 === "warning")) || (data105 === "error"))){
const err129 = {instancePath:instancePath+"/rules/proxy-host-header",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data31["refused-client-tls"] !== undefined){
let data106 = data31["refused-client-tls"];
if(!((((data106 === "off") || (data106 === "info")) || (data106 === "warning")) || (data106 === "error"))){
const err130 = {instancePath:instancePath+"/rules/refused-client-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data31["refused-scrape"] !== undefined){
let data107 = data31["refused-scrape"];
if(!((((data107 === "off") || (data107 === "info")) || (data107 === "warning")) || (data107 === "error"))){
const err131 = {instancePath:instancePath+"/rules/refused-scrape",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data31["refused-sidecar"] !== undefined){
let data108 = data31["refused-sidecar"];
if(!((((data108 === "off") || (data108 === "info")) || (data108 === "warning")) || (data108 === "error"))){
const err132 = {instancePath:instancePath+"/rules/refused-sidecar",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data31["relative-envoy-filter"] !== undefined){
let data109 = data31["relative-envoy-filter"];
if(!((((data109 === "off") || (data109 === "info")) || (data109 === "warning")) || (data109 === "error"))){
const err133 = {instancePath:instancePath+"/rules/relative-envoy-filter",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data31["repeated-destination"] !== undefined){
let data110 = data31["repeated-destination"];
if(!((((data110 === "off") || (data110 === "info")) || (data110 === "warning")) || (data110 === "error"))){
const err134 = {instancePath:instancePath+"/rules/repeated-destination",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data31["reserved-user"] !== undefined){
let data111 = data31["reserved-user"];
if(!((((data111 === "off") || (data111 === "info")) || (data111 === "warning")) || (data111 === "error"))){
const err135 = {instancePath:instancePath+"/rules/reserved-user",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data31["retired-api"] !== undefined){
let data112 = data31["retired-api"];
if(!((((data112 === "off") || (data112 === "info")) || (data112 === "warning")) || (data112 === "error"))){
const err136 = {instancePath:instancePath+"/rules/retired-api",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data31["schema-violation"] !== undefined){
let data113 = data31["schema-violation"];
if(!((((data113 === "off") || (data113 === "info")) || (data113 === "warning")) || (data113 === "error"))){
const err137 = {instancePath:instancePath+"/rules/schema-violation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data31["selector-matches-nothing"] !== undefined){
let data114 = data31["selector-matches-nothing"];
if(!((((data114 === "off") || (data114 === "info")) || (data114 === "warning")) || (data114 === "error"))){
const err138 = {instancePath:instancePath+"/rules/selector-matches-nothing",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data31["shared-gateway-address"] !== undefined){
let data115 = data31["shared-gateway-address"];
if(!((((data115 === "off") || (data115 === "info")) || (data115 === "warning")) || (data115 === "error"))){
const err139 = {instancePath:instancePath+"/rules/shared-gateway-address",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data31["shared-gateway-certificate"] !== undefined){
let data116 = data31["shared-gateway-certificate"];
if(!((((data116 === "off") || (data116 === "info")) || (data116 === "warning")) || (data116 === "error"))){
const err140 = {instancePath:instancePath+"/rules/shared-gateway-certificate",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data31["split-authorization-rule"] !== undefined){
let data117 = data31["split-authorization-rule"];
if(!((((data117 === "off") || (data117 === "info")) || (data117 === "warning")) || (data117 === "error"))){
const err141 = {instancePath:instancePath+"/rules/split-authorization-rule",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data31["unadmitted-route"] !== undefined){
let data118 = data31["unadmitted-route"];
if(!((((data118 === "off") || (data118 === "info")) || (data118 === "warning")) || (data118 === "error"))){
const err142 = {instancePath:instancePath+"/rules/unadmitted-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data31["unauthorized-probe"] !== undefined){
let data119 = data31["unauthorized-probe"];
if(!((((data119 === "off") || (data119 === "info")) || (data119 === "warning")) || (data119 === "error"))){
const err143 = {instancePath:instancePath+"/rules/unauthorized-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data31["unexposed-gateway-port"] !== undefined){
let data120 = data31["unexposed-gateway-port"];
if(!((((data120 === "off") || (data120 === "info")) || (data120 === "warning")) || (data120 === "error"))){
const err144 = {instancePath:instancePath+"/rules/unexposed-gateway-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data31["ungranted-reference"] !== undefined){
let data121 = data31["ungranted-reference"];
if(!((((data121 === "off") || (data121 === "info")) || (data121 === "warning")) || (data121 === "error"))){
const err145 = {instancePath:instancePath+"/rules/ungranted-reference",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data31["unheeded-retries"] !== undefined){
let data122 = data31["unheeded-retries"];
if(!((((data122 === "off") || (data122 === "info")) || (data122 === "warning")) || (data122 === "error"))){
const err146 = {instancePath:instancePath+"/rules/unheeded-retries",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data31["unheeded-weight"] !== undefined){
let data123 = data31["unheeded-weight"];
if(!((((data123 === "off") || (data123 === "info")) || (data123 === "warning")) || (data123 === "error"))){
const err147 = {instancePath:instancePath+"/rules/unheeded-weight",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data31["unknown-annotation"] !== undefined){
let data124 = data31["unknown-annotation"];
if(!((((data124 === "off") || (data124 === "info")) || (data124 === "warning")) || (data124 === "error"))){
const err148 = {instancePath:instancePath+"/rules/unknown-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data31["unknown-egress-host"] !== undefined){
let data125 = data31["unknown-egress-host"];
if(!((((data125 === "off") || (data125 === "info")) || (data125 === "warning")) || (data125 === "error"))){
const err149 = {instancePath:instancePath+"/rules/unknown-egress-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data31["unknown-gateway"] !== undefined){
let data126 = data31["unknown-gateway"];
if((typeof data126 !== "string") && (!(data126 && typeof data126 == "object" && !Array.isArray(data126)))){
const err150 = {instancePath:instancePath+"/rules/unknown-gateway",schemaPath:"#/properties/rules/properties/unknown-gateway/type",keyword:"type",params:{type: schema11.properties.rules.properties["unknown-gateway"].type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
const _errs266 = errors;
let valid114 = true;
const _errs267 = errors;
if(typeof data126 !== "string"){
const err151 = {};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
var _valid1 = _errs267 === errors;
errors = _errs266;
if(vErrors !== null){
if(_errs266){
vErrors.length = _errs266;
}
else {
vErrors = null;
}
}
let ifClause1;
if(_valid1){
const _errs269 = errors;
if(!((((data126 === "off") || (data126 === "info")) || (data126 === "warning")) || (data126 === "error"))){
const err152 = {instancePath:instancePath+"/rules/unknown-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
var _valid1 = _errs269 === errors;
valid114 = _valid1;
ifClause1 = "then";
}
else {
const _errs271 = errors;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
for(const key6 in data126){
if(!((key6 === "severity") || (key6 === "known"))){
const err153 = {instancePath:instancePath+"/rules/unknown-gateway",schemaPath:"#/properties/rules/properties/unknown-gateway/else/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data126.severity !== undefined){
let data127 = data126.severity;
if(!((((data127 === "off") || (data127 === "info")) || (data127 === "warning")) || (data127 === "error"))){
const err154 = {instancePath:instancePath+"/rules/unknown-gateway/severity",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data126.known !== undefined){
let data128 = data126.known;
if(Array.isArray(data128)){
const len6 = data128.length;
for(let i6=0; i6<len6; i6++){
let data129 = data128[i6];
if(typeof data129 === "string"){
if(!pattern4.test(data129)){
const err155 = {instancePath:instancePath+"/rules/unknown-gateway/known/" + i6,schemaPath:"#/properties/rules/properties/unknown-gateway/else/properties/known/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
else {
const err156 = {instancePath:instancePath+"/rules/unknown-gateway/known/" + i6,schemaPath:"#/properties/rules/properties/unknown-gateway/else/properties/known/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
else {
const err157 = {instancePath:instancePath+"/rules/unknown-gateway/known",schemaPath:"#/properties/rules/properties/unknown-gateway/else/properties/known/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
var _valid1 = _errs271 === errors;
valid114 = _valid1;
ifClause1 = "else";
}
if(!valid114){
const err158 = {instancePath:instancePath+"/rules/unknown-gateway",schemaPath:"#/properties/rules/properties/unknown-gateway/if",keyword:"if",params:{failingKeyword: ifClause1},message:"must match \""+ifClause1+"\" schema"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data31["unknown-host"] !== undefined){
let data130 = data31["unknown-host"];
if(!((((data130 === "off") || (data130 === "info")) || (data130 === "warning")) || (data130 === "error"))){
const err159 = {instancePath:instancePath+"/rules/unknown-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data31["unknown-http-method"] !== undefined){
let data131 = data31["unknown-http-method"];
if(!((((data131 === "off") || (data131 === "info")) || (data131 === "warning")) || (data131 === "error"))){
const err160 = {instancePath:instancePath+"/rules/unknown-http-method",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data31["unknown-port"] !== undefined){
let data132 = data31["unknown-port"];
if(!((((data132 === "off") || (data132 === "info")) || (data132 === "warning")) || (data132 === "error"))){
const err161 = {instancePath:instancePath+"/rules/unknown-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data31["unknown-principal"] !== undefined){
let data133 = data31["unknown-principal"];
if(!((((data133 === "off") || (data133 === "info")) || (data133 === "warning")) || (data133 === "error"))){
const err162 = {instancePath:instancePath+"/rules/unknown-principal",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data31["unknown-registry"] !== undefined){
let data134 = data31["unknown-registry"];
if(!((((data134 === "off") || (data134 === "info")) || (data134 === "warning")) || (data134 === "error"))){
const err163 = {instancePath:instancePath+"/rules/unknown-registry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data31["unknown-source-namespace"] !== undefined){
let data135 = data31["unknown-source-namespace"];
if(!((((data135 === "off") || (data135 === "info")) || (data135 === "warning")) || (data135 === "error"))){
const err164 = {instancePath:instancePath+"/rules/unknown-source-namespace",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data31["unknown-subset"] !== undefined){
let data136 = data31["unknown-subset"];
if(!((((data136 === "off") || (data136 === "info")) || (data136 === "warning")) || (data136 === "error"))){
const err165 = {instancePath:instancePath+"/rules/unknown-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data31["unknown-target-port"] !== undefined){
let data137 = data31["unknown-target-port"];
if(!((((data137 === "off") || (data137 === "info")) || (data137 === "warning")) || (data137 === "error"))){
const err166 = {instancePath:instancePath+"/rules/unknown-target-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data31["unlabelled-subset"] !== undefined){
let data138 = data31["unlabelled-subset"];
if(!((((data138 === "off") || (data138 === "info")) || (data138 === "warning")) || (data138 === "error"))){
const err167 = {instancePath:instancePath+"/rules/unlabelled-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data31["unreachable-route"] !== undefined){
let data139 = data31["unreachable-route"];
if(!((((data139 === "off") || (data139 === "info")) || (data139 === "warning")) || (data139 === "error"))){
const err168 = {instancePath:instancePath+"/rules/unreachable-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data31["unread-value"] !== undefined){
let data140 = data31["unread-value"];
if(!((((data140 === "off") || (data140 === "info")) || (data140 === "warning")) || (data140 === "error"))){
const err169 = {instancePath:instancePath+"/rules/unread-value",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data31["unreadable-file"] !== undefined){
let data141 = data31["unreadable-file"];
if(!((((data141 === "off") || (data141 === "info")) || (data141 === "warning")) || (data141 === "error"))){
const err170 = {instancePath:instancePath+"/rules/unreadable-file",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data31["unregistered-probe"] !== undefined){
let data142 = data31["unregistered-probe"];
if(!((((data142 === "off") || (data142 === "info")) || (data142 === "warning")) || (data142 === "error"))){
const err171 = {instancePath:instancePath+"/rules/unregistered-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data31["unresolved-short-name"] !== undefined){
let data143 = data31["unresolved-short-name"];
if(!((((data143 === "off") || (data143 === "info")) || (data143 === "warning")) || (data143 === "error"))){
const err172 = {instancePath:instancePath+"/rules/unresolved-short-name",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data31["unrestricted-jwks-fetch"] !== undefined){
let data144 = data31["unrestricted-jwks-fetch"];
if(!((((data144 === "off") || (data144 === "info")) || (data144 === "warning")) || (data144 === "error"))){
const err173 = {instancePath:instancePath+"/rules/unrestricted-jwks-fetch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data31["unrouted-host"] !== undefined){
let data145 = data31["unrouted-host"];
if(!((((data145 === "off") || (data145 === "info")) || (data145 === "warning")) || (data145 === "error"))){
const err174 = {instancePath:instancePath+"/rules/unrouted-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data31["unserved-host"] !== undefined){
let data146 = data31["unserved-host"];
if(!((((data146 === "off") || (data146 === "info")) || (data146 === "warning")) || (data146 === "error"))){
const err175 = {instancePath:instancePath+"/rules/unserved-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data31["unused-ignore"] !== undefined){
let data147 = data31["unused-ignore"];
if(!((((data147 === "off") || (data147 === "info")) || (data147 === "warning")) || (data147 === "error"))){
const err176 = {instancePath:instancePath+"/rules/unused-ignore",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data31["unverified-claim-route"] !== undefined){
let data148 = data31["unverified-claim-route"];
if(!((((data148 === "off") || (data148 === "info")) || (data148 === "warning")) || (data148 === "error"))){
const err177 = {instancePath:instancePath+"/rules/unverified-claim-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data31["unverified-server-certificate"] !== undefined){
let data149 = data31["unverified-server-certificate"];
if(!((((data149 === "off") || (data149 === "info")) || (data149 === "warning")) || (data149 === "error"))){
const err178 = {instancePath:instancePath+"/rules/unverified-server-certificate",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data31["webhook-without-control-plane"] !== undefined){
let data150 = data31["webhook-without-control-plane"];
if(!((((data150 === "off") || (data150 === "info")) || (data150 === "warning")) || (data150 === "error"))){
const err179 = {instancePath:instancePath+"/rules/webhook-without-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
}
else {
const err180 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data.overrides !== undefined){
let data151 = data.overrides;
if(Array.isArray(data151)){
const len7 = data151.length;
for(let i7=0; i7<len7; i7++){
let data152 = data151[i7];
if(data152 && typeof data152 == "object" && !Array.isArray(data152)){
if(data152.paths === undefined){
const err181 = {instancePath:instancePath+"/overrides/" + i7,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: "paths"},message:"must have required property '"+"paths"+"'"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(data152.rules === undefined){
const err182 = {instancePath:instancePath+"/overrides/" + i7,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
for(const key7 in data152){
if(!((key7 === "paths") || (key7 === "rules"))){
const err183 = {instancePath:instancePath+"/overrides/" + i7,schemaPath:"#/properties/overrides/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data152.paths !== undefined){
let data153 = data152.paths;
if(Array.isArray(data153)){
const len8 = data153.length;
for(let i8=0; i8<len8; i8++){
let data154 = data153[i8];
if(typeof data154 === "string"){
if(!pattern4.test(data154)){
const err184 = {instancePath:instancePath+"/overrides/" + i7+"/paths/" + i8,schemaPath:"#/properties/overrides/items/properties/paths/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\""};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/overrides/" + i7+"/paths/" + i8,schemaPath:"#/properties/overrides/items/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
}
else {
const err186 = {instancePath:instancePath+"/overrides/" + i7+"/paths",schemaPath:"#/properties/overrides/items/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data152.rules !== undefined){
let data155 = data152.rules;
if(data155 && typeof data155 == "object" && !Array.isArray(data155)){
for(const key8 in data155){
if(!(func2.call(schema11.properties.overrides.items.properties.rules.properties, key8))){
const err187 = {instancePath:instancePath+"/overrides/" + i7+"/rules",schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data155["access-log-without-provider"] !== undefined){
let data156 = data155["access-log-without-provider"];
if(!((((data156 === "off") || (data156 === "info")) || (data156 === "warning")) || (data156 === "error"))){
const err188 = {instancePath:instancePath+"/overrides/" + i7+"/rules/access-log-without-provider",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data155["alpha-annotation"] !== undefined){
let data157 = data155["alpha-annotation"];
if(!((((data157 === "off") || (data157 === "info")) || (data157 === "warning")) || (data157 === "error"))){
const err189 = {instancePath:instancePath+"/overrides/" + i7+"/rules/alpha-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data155["blocked-ambient-traffic"] !== undefined){
let data158 = data155["blocked-ambient-traffic"];
if(!((((data158 === "off") || (data158 === "info")) || (data158 === "warning")) || (data158 === "error"))){
const err190 = {instancePath:instancePath+"/overrides/" + i7+"/rules/blocked-ambient-traffic",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data155["blocked-control-plane"] !== undefined){
let data159 = data155["blocked-control-plane"];
if(!((((data159 === "off") || (data159 === "info")) || (data159 === "warning")) || (data159 === "error"))){
const err191 = {instancePath:instancePath+"/overrides/" + i7+"/rules/blocked-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data155["broken-service-entry"] !== undefined){
let data160 = data155["broken-service-entry"];
if(!((((data160 === "off") || (data160 === "info")) || (data160 === "warning")) || (data160 === "error"))){
const err192 = {instancePath:instancePath+"/overrides/" + i7+"/rules/broken-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data155["bypassed-routes"] !== undefined){
let data161 = data155["bypassed-routes"];
if(!((((data161 === "off") || (data161 === "info")) || (data161 === "warning")) || (data161 === "error"))){
const err193 = {instancePath:instancePath+"/overrides/" + i7+"/rules/bypassed-routes",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data155["call-before-proxy"] !== undefined){
let data162 = data155["call-before-proxy"];
if(!((((data162 === "off") || (data162 === "info")) || (data162 === "warning")) || (data162 === "error"))){
const err194 = {instancePath:instancePath+"/overrides/" + i7+"/rules/call-before-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data155["conflicting-destination-rules"] !== undefined){
let data163 = data155["conflicting-destination-rules"];
if(!((((data163 === "off") || (data163 === "info")) || (data163 === "warning")) || (data163 === "error"))){
const err195 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-destination-rules",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data155["conflicting-gateways"] !== undefined){
let data164 = data155["conflicting-gateways"];
if(!((((data164 === "off") || (data164 === "info")) || (data164 === "warning")) || (data164 === "error"))){
const err196 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-gateways",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data155["conflicting-policies"] !== undefined){
let data165 = data155["conflicting-policies"];
if(!((((data165 === "off") || (data165 === "info")) || (data165 === "warning")) || (data165 === "error"))){
const err197 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-policies",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data155["conflicting-port-protocols"] !== undefined){
let data166 = data155["conflicting-port-protocols"];
if(!((((data166 === "off") || (data166 === "info")) || (data166 === "warning")) || (data166 === "error"))){
const err198 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-port-protocols",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data155["conflicting-service-entries"] !== undefined){
let data167 = data155["conflicting-service-entries"];
if(!((((data167 === "off") || (data167 === "info")) || (data167 === "warning")) || (data167 === "error"))){
const err199 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-service-entries",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data155["conflicting-virtual-services"] !== undefined){
let data168 = data155["conflicting-virtual-services"];
if(!((((data168 === "off") || (data168 === "info")) || (data168 === "warning")) || (data168 === "error"))){
const err200 = {instancePath:instancePath+"/overrides/" + i7+"/rules/conflicting-virtual-services",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data155["deprecated-annotation"] !== undefined){
let data169 = data155["deprecated-annotation"];
if(!((((data169 === "off") || (data169 === "info")) || (data169 === "warning")) || (data169 === "error"))){
const err201 = {instancePath:instancePath+"/overrides/" + i7+"/rules/deprecated-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data155["deprecated-field"] !== undefined){
let data170 = data155["deprecated-field"];
if(!((((data170 === "off") || (data170 === "info")) || (data170 === "warning")) || (data170 === "error"))){
const err202 = {instancePath:instancePath+"/overrides/" + i7+"/rules/deprecated-field",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data155["double-tls"] !== undefined){
let data171 = data155["double-tls"];
if(!((((data171 === "off") || (data171 === "info")) || (data171 === "warning")) || (data171 === "error"))){
const err203 = {instancePath:instancePath+"/overrides/" + i7+"/rules/double-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data155["duplicate-key"] !== undefined){
let data172 = data155["duplicate-key"];
if(!((((data172 === "off") || (data172 === "info")) || (data172 === "warning")) || (data172 === "error"))){
const err204 = {instancePath:instancePath+"/overrides/" + i7+"/rules/duplicate-key",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data155["edge-ingress"] !== undefined){
let data173 = data155["edge-ingress"];
if(!((((data173 === "off") || (data173 === "info")) || (data173 === "warning")) || (data173 === "error"))){
const err205 = {instancePath:instancePath+"/overrides/" + i7+"/rules/edge-ingress",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
if(data155["empty-subset"] !== undefined){
let data174 = data155["empty-subset"];
if(!((((data174 === "off") || (data174 === "info")) || (data174 === "warning")) || (data174 === "error"))){
const err206 = {instancePath:instancePath+"/overrides/" + i7+"/rules/empty-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data155["gateway-tls-secret"] !== undefined){
let data175 = data155["gateway-tls-secret"];
if(!((((data175 === "off") || (data175 === "info")) || (data175 === "warning")) || (data175 === "error"))){
const err207 = {instancePath:instancePath+"/overrides/" + i7+"/rules/gateway-tls-secret",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data155["gateway-without-pods"] !== undefined){
let data176 = data155["gateway-without-pods"];
if(!((((data176 === "off") || (data176 === "info")) || (data176 === "warning")) || (data176 === "error"))){
const err208 = {instancePath:instancePath+"/overrides/" + i7+"/rules/gateway-without-pods",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data155["gke-ingress-annotation"] !== undefined){
let data177 = data155["gke-ingress-annotation"];
if(!((((data177 === "off") || (data177 === "info")) || (data177 === "warning")) || (data177 === "error"))){
const err209 = {instancePath:instancePath+"/overrides/" + i7+"/rules/gke-ingress-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data155["global-static-ip"] !== undefined){
let data178 = data155["global-static-ip"];
if(!((((data178 === "off") || (data178 === "info")) || (data178 === "warning")) || (data178 === "error"))){
const err210 = {instancePath:instancePath+"/overrides/" + i7+"/rules/global-static-ip",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data155["http-rule-on-tcp-port"] !== undefined){
let data179 = data155["http-rule-on-tcp-port"];
if(!((((data179 === "off") || (data179 === "info")) || (data179 === "warning")) || (data179 === "error"))){
const err211 = {instancePath:instancePath+"/overrides/" + i7+"/rules/http-rule-on-tcp-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data155["http10-client"] !== undefined){
let data180 = data155["http10-client"];
if(!((((data180 === "off") || (data180 === "info")) || (data180 === "warning")) || (data180 === "error"))){
const err212 = {instancePath:instancePath+"/overrides/" + i7+"/rules/http10-client",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data155["http10-proxy-pass"] !== undefined){
let data181 = data155["http10-proxy-pass"];
if(!((((data181 === "off") || (data181 === "info")) || (data181 === "warning")) || (data181 === "error"))){
const err213 = {instancePath:instancePath+"/overrides/" + i7+"/rules/http10-proxy-pass",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data155["identity-without-mutual-tls"] !== undefined){
let data182 = data155["identity-without-mutual-tls"];
if(!((((data182 === "off") || (data182 === "info")) || (data182 === "warning")) || (data182 === "error"))){
const err214 = {instancePath:instancePath+"/overrides/" + i7+"/rules/identity-without-mutual-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data155["image-auto-without-injection"] !== undefined){
let data183 = data155["image-auto-without-injection"];
if(!((((data183 === "off") || (data183 === "info")) || (data183 === "warning")) || (data183 === "error"))){
const err215 = {instancePath:instancePath+"/overrides/" + i7+"/rules/image-auto-without-injection",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data155["inconsistent-service"] !== undefined){
let data184 = data155["inconsistent-service"];
if(!((((data184 === "off") || (data184 === "info")) || (data184 === "warning")) || (data184 === "error"))){
const err216 = {instancePath:instancePath+"/overrides/" + i7+"/rules/inconsistent-service",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data155["ineffective-policy"] !== undefined){
let data185 = data155["ineffective-policy"];
if(!((((data185 === "off") || (data185 === "info")) || (data185 === "warning")) || (data185 === "error"))){
const err217 = {instancePath:instancePath+"/overrides/" + i7+"/rules/ineffective-policy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data155["ingress-nginx-host"] !== undefined){
let data186 = data155["ingress-nginx-host"];
if(!((((data186 === "off") || (data186 === "info")) || (data186 === "warning")) || (data186 === "error"))){
const err218 = {instancePath:instancePath+"/overrides/" + i7+"/rules/ingress-nginx-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data155["injected-by-default"] !== undefined){
let data187 = data155["injected-by-default"];
if(!((((data187 === "off") || (data187 === "info")) || (data187 === "warning")) || (data187 === "error"))){
const err219 = {instancePath:instancePath+"/overrides/" + i7+"/rules/injected-by-default",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data155["internal-gateway"] !== undefined){
let data188 = data155["internal-gateway"];
if(!((((data188 === "off") || (data188 === "info")) || (data188 === "warning")) || (data188 === "error"))){
const err220 = {instancePath:instancePath+"/overrides/" + i7+"/rules/internal-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data155["invalid-annotation"] !== undefined){
let data189 = data155["invalid-annotation"];
if(!((((data189 === "off") || (data189 === "info")) || (data189 === "warning")) || (data189 === "error"))){
const err221 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data155["invalid-authorization-policy"] !== undefined){
let data190 = data155["invalid-authorization-policy"];
if(!((((data190 === "off") || (data190 === "info")) || (data190 === "warning")) || (data190 === "error"))){
const err222 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-authorization-policy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data155["invalid-destination-rule"] !== undefined){
let data191 = data155["invalid-destination-rule"];
if(!((((data191 === "off") || (data191 === "info")) || (data191 === "warning")) || (data191 === "error"))){
const err223 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-destination-rule",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data155["invalid-envoy-filter"] !== undefined){
let data192 = data155["invalid-envoy-filter"];
if(!((((data192 === "off") || (data192 === "info")) || (data192 === "warning")) || (data192 === "error"))){
const err224 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-envoy-filter",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data155["invalid-gateway"] !== undefined){
let data193 = data155["invalid-gateway"];
if(!((((data193 === "off") || (data193 === "info")) || (data193 === "warning")) || (data193 === "error"))){
const err225 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data155["invalid-request-authentication"] !== undefined){
let data194 = data155["invalid-request-authentication"];
if(!((((data194 === "off") || (data194 === "info")) || (data194 === "warning")) || (data194 === "error"))){
const err226 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-request-authentication",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data155["invalid-service-entry"] !== undefined){
let data195 = data155["invalid-service-entry"];
if(!((((data195 === "off") || (data195 === "info")) || (data195 === "warning")) || (data195 === "error"))){
const err227 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data155["invalid-sidecar"] !== undefined){
let data196 = data155["invalid-sidecar"];
if(!((((data196 === "off") || (data196 === "info")) || (data196 === "warning")) || (data196 === "error"))){
const err228 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-sidecar",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data155["invalid-telemetry"] !== undefined){
let data197 = data155["invalid-telemetry"];
if(!((((data197 === "off") || (data197 === "info")) || (data197 === "warning")) || (data197 === "error"))){
const err229 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-telemetry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data155["invalid-virtual-service"] !== undefined){
let data198 = data155["invalid-virtual-service"];
if(!((((data198 === "off") || (data198 === "info")) || (data198 === "warning")) || (data198 === "error"))){
const err230 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-virtual-service",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data155["invalid-workload-entry"] !== undefined){
let data199 = data155["invalid-workload-entry"];
if(!((((data199 === "off") || (data199 === "info")) || (data199 === "warning")) || (data199 === "error"))){
const err231 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-workload-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data155["invalid-workload-group"] !== undefined){
let data200 = data155["invalid-workload-group"];
if(!((((data200 === "off") || (data200 === "info")) || (data200 === "warning")) || (data200 === "error"))){
const err232 = {instancePath:instancePath+"/overrides/" + i7+"/rules/invalid-workload-group",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data155["leftover-ingress"] !== undefined){
let data201 = data155["leftover-ingress"];
if(!((((data201 === "off") || (data201 === "info")) || (data201 === "warning")) || (data201 === "error"))){
const err233 = {instancePath:instancePath+"/overrides/" + i7+"/rules/leftover-ingress",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
if(data155["load-balancer-ip"] !== undefined){
let data202 = data155["load-balancer-ip"];
if(!((((data202 === "off") || (data202 === "info")) || (data202 === "warning")) || (data202 === "error"))){
const err234 = {instancePath:instancePath+"/overrides/" + i7+"/rules/load-balancer-ip",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
if(data155["loopback-listener"] !== undefined){
let data203 = data155["loopback-listener"];
if(!((((data203 === "off") || (data203 === "info")) || (data203 === "warning")) || (data203 === "error"))){
const err235 = {instancePath:instancePath+"/overrides/" + i7+"/rules/loopback-listener",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(data155["lost-client-address"] !== undefined){
let data204 = data155["lost-client-address"];
if(!((((data204 === "off") || (data204 === "info")) || (data204 === "warning")) || (data204 === "error"))){
const err236 = {instancePath:instancePath+"/overrides/" + i7+"/rules/lost-client-address",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data155["lost-tls-termination"] !== undefined){
let data205 = data155["lost-tls-termination"];
if(!((((data205 === "off") || (data205 === "info")) || (data205 === "warning")) || (data205 === "error"))){
const err237 = {instancePath:instancePath+"/overrides/" + i7+"/rules/lost-tls-termination",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
if(data155["metadata-server-entry"] !== undefined){
let data206 = data155["metadata-server-entry"];
if(!((((data206 === "off") || (data206 === "info")) || (data206 === "warning")) || (data206 === "error"))){
const err238 = {instancePath:instancePath+"/overrides/" + i7+"/rules/metadata-server-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data155["misaddressed-control-plane"] !== undefined){
let data207 = data155["misaddressed-control-plane"];
if(!((((data207 === "off") || (data207 === "info")) || (data207 === "warning")) || (data207 === "error"))){
const err239 = {instancePath:instancePath+"/overrides/" + i7+"/rules/misaddressed-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
if(data155["misplaced-annotation"] !== undefined){
let data208 = data155["misplaced-annotation"];
if(!((((data208 === "off") || (data208 === "info")) || (data208 === "warning")) || (data208 === "error"))){
const err240 = {instancePath:instancePath+"/overrides/" + i7+"/rules/misplaced-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data155["missing-service-entry"] !== undefined){
let data209 = data155["missing-service-entry"];
if(!((((data209 === "off") || (data209 === "info")) || (data209 === "warning")) || (data209 === "error"))){
const err241 = {instancePath:instancePath+"/overrides/" + i7+"/rules/missing-service-entry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data155["misspelt-host"] !== undefined){
let data210 = data155["misspelt-host"];
if(!((((data210 === "off") || (data210 === "info")) || (data210 === "warning")) || (data210 === "error"))){
const err242 = {instancePath:instancePath+"/overrides/" + i7+"/rules/misspelt-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(data155["misused-envoy-operation"] !== undefined){
let data211 = data155["misused-envoy-operation"];
if(!((((data211 === "off") || (data211 === "info")) || (data211 === "warning")) || (data211 === "error"))){
const err243 = {instancePath:instancePath+"/overrides/" + i7+"/rules/misused-envoy-operation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
if(data155["mtls-http-probe"] !== undefined){
let data212 = data155["mtls-http-probe"];
if(!((((data212 === "off") || (data212 === "info")) || (data212 === "warning")) || (data212 === "error"))){
const err244 = {instancePath:instancePath+"/overrides/" + i7+"/rules/mtls-http-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
if(data155["namespace-injection"] !== undefined){
let data213 = data155["namespace-injection"];
if(!((((data213 === "off") || (data213 === "info")) || (data213 === "warning")) || (data213 === "error"))){
const err245 = {instancePath:instancePath+"/overrides/" + i7+"/rules/namespace-injection",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data155["negative-condition"] !== undefined){
let data214 = data155["negative-condition"];
if(!((((data214 === "off") || (data214 === "info")) || (data214 === "warning")) || (data214 === "error"))){
const err246 = {instancePath:instancePath+"/overrides/" + i7+"/rules/negative-condition",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
if(data155["never-ending-job"] !== undefined){
let data215 = data155["never-ending-job"];
if(!((((data215 === "off") || (data215 === "info")) || (data215 === "warning")) || (data215 === "error"))){
const err247 = {instancePath:instancePath+"/overrides/" + i7+"/rules/never-ending-job",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data155["nginx-protocol-mismatch"] !== undefined){
let data216 = data155["nginx-protocol-mismatch"];
if(!((((data216 === "off") || (data216 === "info")) || (data216 === "warning")) || (data216 === "error"))){
const err248 = {instancePath:instancePath+"/overrides/" + i7+"/rules/nginx-protocol-mismatch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data155["not-rendered"] !== undefined){
let data217 = data155["not-rendered"];
if(!((((data217 === "off") || (data217 === "info")) || (data217 === "warning")) || (data217 === "error"))){
const err249 = {instancePath:instancePath+"/overrides/" + i7+"/rules/not-rendered",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
if(data155["older-api-version"] !== undefined){
let data218 = data155["older-api-version"];
if(!((((data218 === "off") || (data218 === "info")) || (data218 === "warning")) || (data218 === "error"))){
const err250 = {instancePath:instancePath+"/overrides/" + i7+"/rules/older-api-version",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data155["outbound-policy-without-mode"] !== undefined){
let data219 = data155["outbound-policy-without-mode"];
if(!((((data219 === "off") || (data219 === "info")) || (data219 === "warning")) || (data219 === "error"))){
const err251 = {instancePath:instancePath+"/overrides/" + i7+"/rules/outbound-policy-without-mode",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data155["outdated-gateway-api"] !== undefined){
let data220 = data155["outdated-gateway-api"];
if(!((((data220 === "off") || (data220 === "info")) || (data220 === "warning")) || (data220 === "error"))){
const err252 = {instancePath:instancePath+"/overrides/" + i7+"/rules/outdated-gateway-api",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
if(data155["outdated-proxy"] !== undefined){
let data221 = data155["outdated-proxy"];
if(!((((data221 === "off") || (data221 === "info")) || (data221 === "warning")) || (data221 === "error"))){
const err253 = {instancePath:instancePath+"/overrides/" + i7+"/rules/outdated-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
if(data155["overlapping-webhooks"] !== undefined){
let data222 = data155["overlapping-webhooks"];
if(!((((data222 === "off") || (data222 === "info")) || (data222 === "warning")) || (data222 === "error"))){
const err254 = {instancePath:instancePath+"/overrides/" + i7+"/rules/overlapping-webhooks",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data155["pod-without-proxy"] !== undefined){
let data223 = data155["pod-without-proxy"];
if(!((((data223 === "off") || (data223 === "info")) || (data223 === "warning")) || (data223 === "error"))){
const err255 = {instancePath:instancePath+"/overrides/" + i7+"/rules/pod-without-proxy",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data155["policy-without-waypoint"] !== undefined){
let data224 = data155["policy-without-waypoint"];
if(!((((data224 === "off") || (data224 === "info")) || (data224 === "warning")) || (data224 === "error"))){
const err256 = {instancePath:instancePath+"/overrides/" + i7+"/rules/policy-without-waypoint",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
if(data155["port-name-mismatch"] !== undefined){
let data225 = data155["port-name-mismatch"];
if(!((((data225 === "off") || (data225 === "info")) || (data225 === "warning")) || (data225 === "error"))){
const err257 = {instancePath:instancePath+"/overrides/" + i7+"/rules/port-name-mismatch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data155["proxy-host-header"] !== undefined){
let data226 = data155["proxy-host-header"];
if(!((((data226 === "off") || (data226 === "info")) || (data226 === "warning")) || (data226 === "error"))){
const err258 = {instancePath:instancePath+"/overrides/" + i7+"/rules/proxy-host-header",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data155["refused-client-tls"] !== undefined){
let data227 = data155["refused-client-tls"];
if(!((((data227 === "off") || (data227 === "info")) || (data227 === "warning")) || (data227 === "error"))){
const err259 = {instancePath:instancePath+"/overrides/" + i7+"/rules/refused-client-tls",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
if(data155["refused-scrape"] !== undefined){
let data228 = data155["refused-scrape"];
if(!((((data228 === "off") || (data228 === "info")) || (data228 === "warning")) || (data228 === "error"))){
const err260 = {instancePath:instancePath+"/overrides/" + i7+"/rules/refused-scrape",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
if(data155["refused-sidecar"] !== undefined){
let data229 = data155["refused-sidecar"];
if(!((((data229 === "off") || (data229 === "info")) || (data229 === "warning")) || (data229 === "error"))){
const err261 = {instancePath:instancePath+"/overrides/" + i7+"/rules/refused-sidecar",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data155["relative-envoy-filter"] !== undefined){
let data230 = data155["relative-envoy-filter"];
if(!((((data230 === "off") || (data230 === "info")) || (data230 === "warning")) || (data230 === "error"))){
const err262 = {instancePath:instancePath+"/overrides/" + i7+"/rules/relative-envoy-filter",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
if(data155["repeated-destination"] !== undefined){
let data231 = data155["repeated-destination"];
if(!((((data231 === "off") || (data231 === "info")) || (data231 === "warning")) || (data231 === "error"))){
const err263 = {instancePath:instancePath+"/overrides/" + i7+"/rules/repeated-destination",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
if(data155["reserved-user"] !== undefined){
let data232 = data155["reserved-user"];
if(!((((data232 === "off") || (data232 === "info")) || (data232 === "warning")) || (data232 === "error"))){
const err264 = {instancePath:instancePath+"/overrides/" + i7+"/rules/reserved-user",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
if(data155["retired-api"] !== undefined){
let data233 = data155["retired-api"];
if(!((((data233 === "off") || (data233 === "info")) || (data233 === "warning")) || (data233 === "error"))){
const err265 = {instancePath:instancePath+"/overrides/" + i7+"/rules/retired-api",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
if(data155["schema-violation"] !== undefined){
let data234 = data155["schema-violation"];
if(!((((data234 === "off") || (data234 === "info")) || (data234 === "warning")) || (data234 === "error"))){
const err266 = {instancePath:instancePath+"/overrides/" + i7+"/rules/schema-violation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
if(data155["selector-matches-nothing"] !== undefined){
let data235 = data155["selector-matches-nothing"];
if(!((((data235 === "off") || (data235 === "info")) || (data235 === "warning")) || (data235 === "error"))){
const err267 = {instancePath:instancePath+"/overrides/" + i7+"/rules/selector-matches-nothing",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data155["shared-gateway-address"] !== undefined){
let data236 = data155["shared-gateway-address"];
if(!((((data236 === "off") || (data236 === "info")) || (data236 === "warning")) || (data236 === "error"))){
const err268 = {instancePath:instancePath+"/overrides/" + i7+"/rules/shared-gateway-address",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data155["shared-gateway-certificate"] !== undefined){
let data237 = data155["shared-gateway-certificate"];
if(!((((data237 === "off") || (data237 === "info")) || (data237 === "warning")) || (data237 === "error"))){
const err269 = {instancePath:instancePath+"/overrides/" + i7+"/rules/shared-gateway-certificate",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data155["split-authorization-rule"] !== undefined){
let data238 = data155["split-authorization-rule"];
if(!((((data238 === "off") || (data238 === "info")) || (data238 === "warning")) || (data238 === "error"))){
const err270 = {instancePath:instancePath+"/overrides/" + i7+"/rules/split-authorization-rule",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
if(data155["unadmitted-route"] !== undefined){
let data239 = data155["unadmitted-route"];
if(!((((data239 === "off") || (data239 === "info")) || (data239 === "warning")) || (data239 === "error"))){
const err271 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unadmitted-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data155["unauthorized-probe"] !== undefined){
let data240 = data155["unauthorized-probe"];
if(!((((data240 === "off") || (data240 === "info")) || (data240 === "warning")) || (data240 === "error"))){
const err272 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unauthorized-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
if(data155["unexposed-gateway-port"] !== undefined){
let data241 = data155["unexposed-gateway-port"];
if(!((((data241 === "off") || (data241 === "info")) || (data241 === "warning")) || (data241 === "error"))){
const err273 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unexposed-gateway-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data155["ungranted-reference"] !== undefined){
let data242 = data155["ungranted-reference"];
if(!((((data242 === "off") || (data242 === "info")) || (data242 === "warning")) || (data242 === "error"))){
const err274 = {instancePath:instancePath+"/overrides/" + i7+"/rules/ungranted-reference",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data155["unheeded-retries"] !== undefined){
let data243 = data155["unheeded-retries"];
if(!((((data243 === "off") || (data243 === "info")) || (data243 === "warning")) || (data243 === "error"))){
const err275 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unheeded-retries",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
if(data155["unheeded-weight"] !== undefined){
let data244 = data155["unheeded-weight"];
if(!((((data244 === "off") || (data244 === "info")) || (data244 === "warning")) || (data244 === "error"))){
const err276 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unheeded-weight",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
if(data155["unknown-annotation"] !== undefined){
let data245 = data155["unknown-annotation"];
if(!((((data245 === "off") || (data245 === "info")) || (data245 === "warning")) || (data245 === "error"))){
const err277 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-annotation",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
if(data155["unknown-egress-host"] !== undefined){
let data246 = data155["unknown-egress-host"];
if(!((((data246 === "off") || (data246 === "info")) || (data246 === "warning")) || (data246 === "error"))){
const err278 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-egress-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data155["unknown-gateway"] !== undefined){
let data247 = data155["unknown-gateway"];
if(!((((data247 === "off") || (data247 === "info")) || (data247 === "warning")) || (data247 === "error"))){
const err279 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-gateway",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
if(data155["unknown-host"] !== undefined){
let data248 = data155["unknown-host"];
if(!((((data248 === "off") || (data248 === "info")) || (data248 === "warning")) || (data248 === "error"))){
const err280 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
if(data155["unknown-http-method"] !== undefined){
let data249 = data155["unknown-http-method"];
if(!((((data249 === "off") || (data249 === "info")) || (data249 === "warning")) || (data249 === "error"))){
const err281 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-http-method",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
if(data155["unknown-port"] !== undefined){
let data250 = data155["unknown-port"];
if(!((((data250 === "off") || (data250 === "info")) || (data250 === "warning")) || (data250 === "error"))){
const err282 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
if(data155["unknown-principal"] !== undefined){
let data251 = data155["unknown-principal"];
if(!((((data251 === "off") || (data251 === "info")) || (data251 === "warning")) || (data251 === "error"))){
const err283 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-principal",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
}
if(data155["unknown-registry"] !== undefined){
let data252 = data155["unknown-registry"];
if(!((((data252 === "off") || (data252 === "info")) || (data252 === "warning")) || (data252 === "error"))){
const err284 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-registry",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
if(data155["unknown-source-namespace"] !== undefined){
let data253 = data155["unknown-source-namespace"];
if(!((((data253 === "off") || (data253 === "info")) || (data253 === "warning")) || (data253 === "error"))){
const err285 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-source-namespace",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
if(data155["unknown-subset"] !== undefined){
let data254 = data155["unknown-subset"];
if(!((((data254 === "off") || (data254 === "info")) || (data254 === "warning")) || (data254 === "error"))){
const err286 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
if(data155["unknown-target-port"] !== undefined){
let data255 = data155["unknown-target-port"];
if(!((((data255 === "off") || (data255 === "info")) || (data255 === "warning")) || (data255 === "error"))){
const err287 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unknown-target-port",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data155["unlabelled-subset"] !== undefined){
let data256 = data155["unlabelled-subset"];
if(!((((data256 === "off") || (data256 === "info")) || (data256 === "warning")) || (data256 === "error"))){
const err288 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unlabelled-subset",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
if(data155["unreachable-route"] !== undefined){
let data257 = data155["unreachable-route"];
if(!((((data257 === "off") || (data257 === "info")) || (data257 === "warning")) || (data257 === "error"))){
const err289 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unreachable-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
if(data155["unread-value"] !== undefined){
let data258 = data155["unread-value"];
if(!((((data258 === "off") || (data258 === "info")) || (data258 === "warning")) || (data258 === "error"))){
const err290 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unread-value",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
if(data155["unreadable-file"] !== undefined){
let data259 = data155["unreadable-file"];
if(!((((data259 === "off") || (data259 === "info")) || (data259 === "warning")) || (data259 === "error"))){
const err291 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unreadable-file",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
if(data155["unregistered-probe"] !== undefined){
let data260 = data155["unregistered-probe"];
if(!((((data260 === "off") || (data260 === "info")) || (data260 === "warning")) || (data260 === "error"))){
const err292 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unregistered-probe",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
if(data155["unresolved-short-name"] !== undefined){
let data261 = data155["unresolved-short-name"];
if(!((((data261 === "off") || (data261 === "info")) || (data261 === "warning")) || (data261 === "error"))){
const err293 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unresolved-short-name",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
if(data155["unrestricted-jwks-fetch"] !== undefined){
let data262 = data155["unrestricted-jwks-fetch"];
if(!((((data262 === "off") || (data262 === "info")) || (data262 === "warning")) || (data262 === "error"))){
const err294 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unrestricted-jwks-fetch",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
if(data155["unrouted-host"] !== undefined){
let data263 = data155["unrouted-host"];
if(!((((data263 === "off") || (data263 === "info")) || (data263 === "warning")) || (data263 === "error"))){
const err295 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unrouted-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
if(data155["unserved-host"] !== undefined){
let data264 = data155["unserved-host"];
if(!((((data264 === "off") || (data264 === "info")) || (data264 === "warning")) || (data264 === "error"))){
const err296 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unserved-host",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
if(data155["unused-ignore"] !== undefined){
let data265 = data155["unused-ignore"];
if(!((((data265 === "off") || (data265 === "info")) || (data265 === "warning")) || (data265 === "error"))){
const err297 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unused-ignore",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
if(data155["unverified-claim-route"] !== undefined){
let data266 = data155["unverified-claim-route"];
if(!((((data266 === "off") || (data266 === "info")) || (data266 === "warning")) || (data266 === "error"))){
const err298 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unverified-claim-route",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
if(data155["unverified-server-certificate"] !== undefined){
let data267 = data155["unverified-server-certificate"];
if(!((((data267 === "off") || (data267 === "info")) || (data267 === "warning")) || (data267 === "error"))){
const err299 = {instancePath:instancePath+"/overrides/" + i7+"/rules/unverified-server-certificate",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
if(data155["webhook-without-control-plane"] !== undefined){
let data268 = data155["webhook-without-control-plane"];
if(!((((data268 === "off") || (data268 === "info")) || (data268 === "warning")) || (data268 === "error"))){
const err300 = {instancePath:instancePath+"/overrides/" + i7+"/rules/webhook-without-control-plane",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema15.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
}
else {
const err301 = {instancePath:instancePath+"/overrides/" + i7+"/rules",schemaPath:"#/properties/overrides/items/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
}
else {
const err302 = {instancePath:instancePath+"/overrides/" + i7,schemaPath:"#/properties/overrides/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
}
else {
const err303 = {instancePath:instancePath+"/overrides",schemaPath:"#/properties/overrides/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
}
else {
const err304 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const knownKeys = new Map([
  ["",["$schema","versions","namespace","migrating","mesh","failOn","hosts","environments","context","exclude","baseline","rules","overrides"]],
  ["/versions",["istio","kubernetes","nginx"]],
  ["/mesh",["outboundTrafficPolicy","mtls","autoMtls","clusterDomain","rootNamespace","trustDomain","cni","nativeSidecars","http10","rewriteProbes"]],
  ["/environments/*",["name","paths"]],
  ["/rules",["access-log-without-provider","alpha-annotation","blocked-ambient-traffic","blocked-control-plane","broken-service-entry","bypassed-routes","call-before-proxy","conflicting-destination-rules","conflicting-gateways","conflicting-policies","conflicting-port-protocols","conflicting-service-entries","conflicting-virtual-services","deprecated-annotation","deprecated-field","double-tls","duplicate-key","edge-ingress","empty-subset","gateway-tls-secret","gateway-without-pods","gke-ingress-annotation","global-static-ip","http-rule-on-tcp-port","http10-client","http10-proxy-pass","identity-without-mutual-tls","image-auto-without-injection","inconsistent-service","ineffective-policy","ingress-nginx-host","injected-by-default","internal-gateway","invalid-annotation","invalid-authorization-policy","invalid-destination-rule","invalid-envoy-filter","invalid-gateway","invalid-request-authentication","invalid-service-entry","invalid-sidecar","invalid-telemetry","invalid-virtual-service","invalid-workload-entry","invalid-workload-group","leftover-ingress","load-balancer-ip","loopback-listener","lost-client-address","lost-tls-termination","metadata-server-entry","misaddressed-control-plane","misplaced-annotation","missing-service-entry","misspelt-host","misused-envoy-operation","mtls-http-probe","namespace-injection","negative-condition","never-ending-job","nginx-protocol-mismatch","not-rendered","older-api-version","outbound-policy-without-mode","outdated-gateway-api","outdated-proxy","overlapping-webhooks","pod-without-proxy","policy-without-waypoint","port-name-mismatch","proxy-host-header","refused-client-tls","refused-scrape","refused-sidecar","relative-envoy-filter","repeated-destination","reserved-user","retired-api","schema-violation","selector-matches-nothing","shared-gateway-address","shared-gateway-certificate","split-authorization-rule","unadmitted-route","unauthorized-probe","unexposed-gateway-port","ungranted-reference","unheeded-retries","unheeded-weight","unknown-annotation","unknown-egress-host","unknown-gateway","unknown-host","unknown-http-method","unknown-port","unknown-principal","unknown-registry","unknown-source-namespace","unknown-subset","unknown-target-port","unlabelled-subset","unreachable-route","unread-value","unreadable-file","unregistered-probe","unresolved-short-name","unrestricted-jwks-fetch","unrouted-host","unserved-host","unused-ignore","unverified-claim-route","unverified-server-certificate","webhook-without-control-plane"]],
  ["/rules/missing-service-entry",["severity","ignoreHosts"]],
  ["/rules/unknown-gateway",["severity","known"]],
  ["/overrides/*",["paths","rules"]],
  ["/overrides/*/rules",["access-log-without-provider","alpha-annotation","blocked-ambient-traffic","blocked-control-plane","broken-service-entry","bypassed-routes","call-before-proxy","conflicting-destination-rules","conflicting-gateways","conflicting-policies","conflicting-port-protocols","conflicting-service-entries","conflicting-virtual-services","deprecated-annotation","deprecated-field","double-tls","duplicate-key","edge-ingress","empty-subset","gateway-tls-secret","gateway-without-pods","gke-ingress-annotation","global-static-ip","http-rule-on-tcp-port","http10-client","http10-proxy-pass","identity-without-mutual-tls","image-auto-without-injection","inconsistent-service","ineffective-policy","ingress-nginx-host","injected-by-default","internal-gateway","invalid-annotation","invalid-authorization-policy","invalid-destination-rule","invalid-envoy-filter","invalid-gateway","invalid-request-authentication","invalid-service-entry","invalid-sidecar","invalid-telemetry","invalid-virtual-service","invalid-workload-entry","invalid-workload-group","leftover-ingress","load-balancer-ip","loopback-listener","lost-client-address","lost-tls-termination","metadata-server-entry","misaddressed-control-plane","misplaced-annotation","missing-service-entry","misspelt-host","misused-envoy-operation","mtls-http-probe","namespace-injection","negative-condition","never-ending-job","nginx-protocol-mismatch","not-rendered","older-api-version","outbound-policy-without-mode","outdated-gateway-api","outdated-proxy","overlapping-webhooks","pod-without-proxy","policy-without-waypoint","port-name-mismatch","proxy-host-header","refused-client-tls","refused-scrape","refused-sidecar","relative-envoy-filter","repeated-destination","reserved-user","retired-api","schema-violation","selector-matches-nothing","shared-gateway-address","shared-gateway-certificate","split-authorization-rule","unadmitted-route","unauthorized-probe","unexposed-gateway-port","ungranted-reference","unheeded-retries","unheeded-weight","unknown-annotation","unknown-egress-host","unknown-gateway","unknown-host","unknown-http-method","unknown-port","unknown-principal","unknown-registry","unknown-source-namespace","unknown-subset","unknown-target-port","unlabelled-subset","unreachable-route","unread-value","unreadable-file","unregistered-probe","unresolved-short-name","unrestricted-jwks-fetch","unrouted-host","unserved-host","unused-ignore","unverified-claim-route","unverified-server-certificate","webhook-without-control-plane"]],
]);
