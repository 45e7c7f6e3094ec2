import { deployment, documents } from '../mesh-of.ts';

interface NginxPods {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly object[];
}

const CONF = { name: 'conf', mountPath: '/etc/nginx/conf.d' };

/** The Deployment `web` of namespace `shop`, whose nginx reads the ConfigMap `conf`. */
export function nginxPods({ name = 'web', containers = [], ...metadata }: NginxPods = {}): string {
  return deployment({
    name,
    namespace: 'shop',
    ...metadata,
    containers: [{ name: 'nginx', image: 'nginx:1.30', volumeMounts: [CONF] }, ...containers],
    ...{ volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
  });
}

/** That ConfigMap, with a text that is a whole configuration. */
export function nginxConf(text: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'conf', namespace: 'shop' },
    data: { 'default.conf': text },
  });
}

/** The same pods and text together. */
export function nginxWith(text: string, pods: NginxPods = {}): string {
  return documents(nginxConf(text), nginxPods(pods));
}
