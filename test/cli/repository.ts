import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { folderWith, found, meshlint, type Outcome, type Surroundings } from './run.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** The environment of tests that run git: nothing of the user's settings, nothing of a hook that the tests run in. */
export function plainEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited.map(([name, value]) => [name, value ?? ''])),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** The surroundings of the linter in these tests. */
export const AROUND: Surroundings = { env: plainEnvironment() };

/** What `--staged` reports. */
export function staged(folder: string, ...args: readonly string[]): string[] {
  return found(folder, ['--staged', ...args], AROUND);
}

/** What `--changed-since` reports. */
export function since(folder: string, name: string, ...args: readonly string[]): string[] {
  return found(folder, ['--changed-since', name, ...args], AROUND);
}

/** A run with a line for each finding. */
export function check(folder: string, ...args: readonly string[]): Outcome {
  return meshlint(folder, ['-f', 'concise', ...args], AROUND);
}

/** Runs git in a folder and gives what it writes. */
export function git(folder: string, ...args: readonly string[]): string {
  const settings = ['user.name=Shop', 'user.email=shop@shop.test', 'init.defaultBranch=main'];
  return execFileSync('git', [...settings.flatMap((each) => ['-c', each]), ...args], {
    cwd: folder,
    env: plainEnvironment(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A repository with one commit that holds these files. */
export function repositoryWith(files: Files): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
  return folder;
}

/** Writes files into a folder that exists. */
export function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const MESH = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
`;

/** A Deployment that calls a host outside the mesh. */
export function caller(name: string, host: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
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
          image: gcr.io/shop/${name}:1
          env:
            - name: PAYMENTS_URL
              value: https://${host}
`;
}

/** A ServiceEntry that admits a host. */
export function entry(name: string, host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts:
    - ${host}
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
`;
}

/** A Gateway, the Secret with its certificate beside it, and the pods that read it. */
const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      hosts:
        - shop.example.org
      tls:
        mode: SIMPLE
        credentialName: shop-tls
`;

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
  namespace: istio-system
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`;

/** A mesh that lets only known hosts out, and in which nothing is wrong. */
export const SHOP: Files = {
  'mesh.yaml': MESH,
  'api.yaml': caller('api', 'api.paywell.io'),
  'entry.yaml': entry('paywell', 'api.paywell.io'),
  'gateway/gateway.yaml': GATEWAY,
  'gateway/secret.yaml': SECRET,
};

/** A finding of its own, in a file that nothing else has to do with. */
export const OLD: Files = { 'old.yaml': caller('old', 'api.oldpay.io') };

/** What is said of calls that no ServiceEntry admits. */
export const BLOCKED = 'missing-service-entry';
