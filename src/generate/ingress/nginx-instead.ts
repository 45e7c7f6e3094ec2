/**
 * What takes the place of annotations of ingress-nginx, by name without `nginx.ingress.kubernetes.io/`, the first that
 * matches (annotations.md of kubernetes/ingress-nginx; VirtualService, DestinationRule and Gateway of Istio 1.30).
 */
export const NGINX_INSTEAD: readonly (readonly [name: RegExp, instead: string])[] = [
  [/^(?:force-)?ssl-redirect$|^use-regex$|^service-upstream$/, 'nothing'],
  [/^rewrite-target$/, 'write rewrite.uri, or uriRegexRewrite, into the routes'],
  [/^app-root$|^(?:permanent|temporal)-redirect/, 'write redirect into a route'],
  [/^proxy-(?:read|send)-timeout$/, 'write timeout into the routes'],
  [/^proxy-connect-timeout$/, 'write connectTimeout into a DestinationRule'],
  [/^proxy-next-upstream/, 'write retries into the routes'],
  [/^canary/, 'write weights, or matches by header, into the routes of the main Ingress'],
  [/^(?:enable-)?cors/, 'write corsPolicy into the routes'],
  [/^(?:whitelist|denylist)-source-range$/, 'write an AuthorizationPolicy with remoteIpBlocks'],
  [/^affinity|^session-cookie|^upstream-hash-by/, 'write consistentHash into a DestinationRule'],
  [/^backend-protocol$/, 'name the port of the Service by its protocol'],
  [/^ssl-passthrough$/, 'set mode PASSTHROUGH in the Gateway, and write tls routes'],
  [/^upstream-vhost$/, 'write rewrite.authority into the routes'],
  [/^mirror/, 'write mirror into the routes'],
  [/^custom-headers$|^x-forwarded-prefix$/, 'write headers into the routes'],
  [/^auth-tls/, 'set mode MUTUAL in the Gateway'],
  [/^auth-/, 'write an AuthorizationPolicy with action CUSTOM, and an extension provider'],
];
