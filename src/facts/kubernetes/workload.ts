import type { Entry, Located, Span } from '../../text.ts';
import type { HostMention } from '../application/host-mention.ts';
import type { ResourceHead } from '../resource.ts';

/** What the specification of pods says. */
export interface PodSpec {
  readonly hostNetwork: boolean;
  /** `default` where none is written. */
  readonly serviceAccount: string;
  /** Init containers first, each list in its written order. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, DeploymentConfig, Job, CronJob, Pod. */
export interface Workload extends ResourceHead, PodSpec {
  readonly type: 'Workload';
  /** Labels and annotations of the pods; those of a bare Pod are its own. */
  readonly podLabels: readonly Entry[];
  readonly podAnnotations: readonly Entry[];
  /** The key `template`, or the key `metadata` of a bare Pod: where something missing on the pods is shown. */
  readonly podAt: Span;
  /** `image.imageType` in the pods' annotation `proxy.istio.io/config`. */
  readonly proxyImageType?: string;
}

/** Where the metadata of the pods stands in an object of this kind. */
export function podMetadataPath(kind: string): readonly string[] {
  if (kind === 'Pod') return ['metadata'];
  const template = ['spec', 'template', 'metadata'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', ...template] : template;
}

export interface Container {
  /** `""` where none is written. */
  readonly name: string;
  /** The place of the name, else of the container. */
  readonly at: Span;
  readonly image?: Located<string>;
  /** One of `initContainers`. */
  readonly init: boolean;
  /** An init container with `restartPolicy: Always`, which runs beside the others (Kubernetes 1.28). */
  readonly sidecar: boolean;
  readonly ports: readonly ContainerPort[];
  readonly env: readonly EnvironmentVariable[];
  /** Whole ConfigMaps and Secrets taken as environment. */
  readonly envFrom: readonly { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string }[];
  /** `command` and then `args`. */
  readonly command: readonly Located<string>[];
  /** Hosts named in command, args and exec handlers. */
  readonly commandHosts: readonly HostMention[];
  readonly probes: readonly Probe[];
  readonly mounts: readonly Mount[];
  /** The container's own, else the pod's. */
  readonly runAsUser?: Located<number>;
}

export interface ContainerPort {
  readonly number: Located<number>;
  readonly name?: string;
  readonly protocol: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** The place of the name. */
  readonly at: Span;
  readonly value?: Located<string>;
  /** Hosts named in the value. */
  readonly hosts: readonly HostMention[];
  readonly from?: {
    readonly kind: 'ConfigMap' | 'Secret';
    readonly name: string;
    readonly key: string;
  };
}

/** A question the kubelet asks, or a hook it runs. */
export interface Probe {
  readonly kind: 'readinessProbe' | 'livenessProbe' | 'startupProbe' | 'postStart' | 'preStop';
  readonly handler: 'httpGet' | 'tcpSocket' | 'grpc' | 'exec';
  /** The key of the handler, such as `httpGet`. */
  readonly at: Span;
  /** A number or the name of a container port. */
  readonly port?: Located<string>;
  readonly host?: Located<string>;
  /** `HTTP` where none is written. */
  readonly scheme: string;
  /** The words of an exec handler. */
  readonly command: readonly Located<string>[];
}

export interface Mount {
  readonly volume: string;
  readonly path: Located<string>;
  readonly subPath?: string;
}

export interface Volume {
  readonly name: string;
  /** ConfigMaps and Secrets it shows as files; a projected volume may have several. */
  readonly sources: readonly VolumeSource[];
}

export interface VolumeSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Chosen keys and their file names; all keys under their own names where it is empty. */
  readonly items: readonly { readonly key: string; readonly path: string }[];
}
