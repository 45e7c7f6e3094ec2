export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels: { app: web }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports:
    - { name: http, port: 80 }
    - { name: admin, port: 81 }
`;

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: init, image: registry:5000/init }
      containers:
        - name: web
          image: nginx:1.25
          env:
            - { name: A, value: a }
            - { name: B, value: b }
          envFrom: [{ configMapRef: { name: settings } }]
        - name: log
          image: log@sha256:0000
      volumes:
        - { name: s, secret: { secretName: key } }
        - name: p
          projected: { sources: [{ configMap: { name: settings } }] }
`;

export const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { hosts: [a.example.com], port: { number: 80, name: http, protocol: HTTP } }
`;

export const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  tls: [{ secretName: key }]
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`;
