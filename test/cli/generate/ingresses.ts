export const INJECTED = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`;

/** An Ingress of GKE; rules as pairs of host and paths. */
export function ingress(
  name: string,
  rules: Readonly<Record<string, readonly object[]>>,
  more: { readonly annotations?: object; readonly spec?: object; readonly namespace?: string } = {},
): string {
  return JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace: more.namespace ?? 'shop',
      annotations: { 'kubernetes.io/ingress.class': 'gce', ...more.annotations },
    },
    spec: {
      rules: Object.entries(rules).map(([host, paths]) => ({
        ...(host !== '*' && { host }),
        http: { paths },
      })),
      ...more.spec,
    },
  });
}

export function path(
  value: string,
  pathType: string,
  service: string,
  port: object = { number: 80 },
): object {
  return { path: value, pathType, backend: { service: { name: service, port } } };
}

export function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
`;
}
