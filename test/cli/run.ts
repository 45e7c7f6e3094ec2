import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built program in a folder. */
export function meshlint(
  folder: string,
  args: readonly string[],
  { input = '', env = {} }: Surroundings = {},
): Outcome {
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    input,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** A temporary folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** What a run found, as `file:line rule`, by its JSON. */
export function found(folder: string, args: readonly string[], around?: Surroundings): string[] {
  const { stdout, stderr } = meshlint(folder, ['-f', 'json', ...args], around);
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout);
  return findings.map(
    ({ file, start, rule }: { file: string; start: { line: number }; rule: string }) =>
      `${file}:${start.line} ${rule}`,
  );
}

/** Nothing is wrong with it. */
export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: shop
  namespace: shop
spec:
  ports:
  - name: http
    port: 80
`;

/** A warning on line 5: the key `name` is written twice. */
export const TWICE = `apiVersion: v1
kind: Service
metadata:
  name: first
  name: second
`;

/** An error: a list where a map goes on. */
export const BROKEN = `apiVersion: v1
kind: Service
metadata:
  name: broken
 - wrong
`;

/** The rules that reading files makes: what they say does not change when other rules come or go. */
export const READING: readonly string[] = ['--only', 'duplicate-key,unreadable-file'];

/** Pods with a sidecar whose nginx takes its configuration from the ConfigMap `nginx`. */
export const DEPLOYMENT: string = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
        sidecar.istio.io/inject: "true"
    spec:
      containers:
      - name: nginx
        image: nginx:1.25
        volumeMounts:
        - name: nginx
          mountPath: /etc/nginx/conf.d
      volumes:
      - name: nginx
        configMap:
          name: nginx
`;

/** A ConfigMap whose nginx has these lines in its server. */
export function nginxConfigMap(...lines: readonly string[]): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: nginx
  namespace: shop
data:
  default.conf: |
    server {
${lines.map((line) => `      ${line}\n`).join('')}    }
`;
}
