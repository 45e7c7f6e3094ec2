import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How the applications of a workspace are applied: all to one cluster, or each team's by a kustomization of its own. */
export type Shape = 'plain' | 'kustomized';

/** Files of one application. */
const FILES_PER_APPLICATION = 8;
const APPLICATIONS_PER_TEAM = 10;

/**
 * Writes a workspace of about `count` files: applications of eight files each (Deployment, Service, VirtualService,
 * ServiceEntry, nginx in a ConfigMap, PeerAuthentication, Dockerfile, dependency list), ten to a team and namespace, and a
 * mesh that lets only known hosts out. One application in ten has a finding.
 */
export function writeWorkspace(folder: string, count: number, shape: Shape): void {
  const applications = Math.floor(count / FILES_PER_APPLICATION);
  put(folder, 'platform/mesh.yaml', MESH);
  for (let index = 0; index < applications; index++) {
    const team = Math.floor(index / APPLICATIONS_PER_TEAM);
    if (index % APPLICATIONS_PER_TEAM === 0) {
      put(folder, `teams/team-${team}/namespace.yaml`, namespace(team));
      if (shape === 'kustomized') {
        const size = Math.min(APPLICATIONS_PER_TEAM, applications - index);
        put(folder, `teams/team-${team}/kustomization.yaml`, kustomization(index, size));
      }
    }
    writeApplication(join(folder, `teams/team-${team}/app-${index}`), index, `team-${team}`);
  }
}

function put(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const MESH = `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: ["*"]
`;

function namespace(team: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: team-${team}
  labels:
    istio-injection: enabled
`;
}

const MANIFESTS = [
  'deployment.yaml',
  'service.yaml',
  'virtual-service.yaml',
  'service-entry.yaml',
  'nginx.yaml',
  'peer-authentication.yaml',
];

function kustomization(first: number, size: number): string {
  const files = Array.from({ length: size }, (_, index) =>
    MANIFESTS.map((name) => `  - app-${first + index}/${name}\n`),
  );
  return `resources:\n  - namespace.yaml\n  - ../../platform/mesh.yaml\n${files.flat().join('')}`;
}

function writeApplication(folder: string, index: number, team: string): void {
  const name = `app-${index}`;
  const admitted = index % 10 === 3 ? 'api.elsewhere.io' : `api-${index}.partner.io`;
  put(folder, 'deployment.yaml', deployment(name, team, `https://api-${index}.partner.io`));
  put(folder, 'service.yaml', service(name, team));
  put(folder, 'virtual-service.yaml', virtualService(name, team));
  put(folder, 'service-entry.yaml', serviceEntry(name, team, admitted));
  put(folder, 'nginx.yaml', nginx(name, team));
  put(folder, 'peer-authentication.yaml', peerAuthentication(name, team));
  put(
    folder,
    'Dockerfile',
    'FROM python:3.12\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
  );
  put(folder, 'requirements.txt', 'flask==3.0.0\nrequests==2.32.0\n');
}

function deployment(name: string, team: string, partner: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${team}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: gcr.io/acme/${name}:1.2.3
          env:
            - name: PARTNER_URL
              value: ${partner}
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
        - name: nginx
          image: nginx:1.27
          volumeMounts:
            - name: nginx
              mountPath: /etc/nginx/conf.d
      volumes:
        - name: nginx
          configMap:
            name: ${name}-nginx
`;
}

function service(name: string, team: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${team}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
}

function virtualService(name: string, team: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${team}
spec:
  hosts:
    - ${name}.acme.dev
  gateways:
    - istio-system/public
  http:
    - route:
        - destination:
            host: ${name}
            port:
              number: 80
`;
}

function serviceEntry(name: string, team: string, host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ${name}
  namespace: ${team}
spec:
  hosts:
    - ${host}
  exportTo:
    - .
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
`;
}

function nginx(name: string, team: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}-nginx
  namespace: ${team}
data:
  default.conf: |
    server {
      listen 8081;
      location / {
        proxy_http_version 1.1;
        proxy_pass http://${name}.${team}.svc.cluster.local;
      }
    }
`;
}

function peerAuthentication(name: string, team: string): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: ${name}
  namespace: ${team}
spec:
  selector:
    matchLabels:
      app: ${name}
  mtls:
    mode: STRICT
`;
}
