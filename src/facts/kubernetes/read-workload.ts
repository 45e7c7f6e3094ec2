import type { IIoK8sApiCoreV1PodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { parseOne } from '../../parse/yaml/documents.ts';
import type { View } from '../../parse/yaml/view.ts';
import { type KnownParts, knownOr } from '../known-parts.ts';
import { readHead } from '../read-head.ts';
import { readPodSpec } from './read-pod.ts';
import type { Workload } from './workload.ts';

/** Kinds with `spec.template`: their pods are made from it. */
export const TEMPLATE_KINDS: readonly string[] = [
  'DaemonSet',
  'Deployment',
  'DeploymentConfig',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'StatefulSet',
];

interface WithTemplate {
  spec?: {
    template?: IIoK8sApiCoreV1PodTemplateSpec;
    jobTemplate?: { spec?: { template?: IIoK8sApiCoreV1PodTemplateSpec } };
  };
}

export function readWorkload(view: View, known?: KnownParts): Workload {
  const head = readHead(view);
  const pod = podOf(view, head.kind);
  const spec = pod.get('spec');
  const bare = head.kind === 'Pod';
  const proxyImageType = readProxyImageType(pod);
  return {
    type: 'Workload',
    ...head,
    podLabels: pod.get('metadata', 'labels').pairs(),
    podAnnotations: pod.get('metadata', 'annotations').pairs(),
    podAt: bare ? pod.get('metadata').keyAt : pod.keyAt,
    ...(proxyImageType !== undefined && { proxyImageType }),
    ...knownOr(known?.pods, spec, () => readPodSpec(spec)),
  };
}

function podOf(view: View, kind: string): View<IIoK8sApiCoreV1PodTemplateSpec> {
  const workload = view.as<WithTemplate>();
  if (kind === 'Pod') return view.as<IIoK8sApiCoreV1PodTemplateSpec>();
  return kind === 'CronJob'
    ? workload.get('spec', 'jobTemplate', 'spec', 'template')
    : workload.get('spec', 'template');
}

/** The annotation is YAML in itself. */
function readProxyImageType(pod: View<IIoK8sApiCoreV1PodTemplateSpec>): string | undefined {
  const annotations = pod.get('metadata', 'annotations').entries();
  const annotation = annotations.find(({ key }) => key.value === 'proxy.istio.io/config');
  const embedded = annotation?.value.embedded();
  if (!embedded?.text.includes('imageType')) return undefined;
  const [document] = parseOne(pod.file, embedded.text).documents;
  return document?.root.get('image', 'imageType').text()?.value;
}
