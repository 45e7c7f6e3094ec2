import type { IIoK8sApiCoreV1Container } from 'kubernetes-models/v1/Container';
import type { IIoK8sApiCoreV1EnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IIoK8sApiCoreV1PodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IIoK8sApiCoreV1Volume } from 'kubernetes-models/v1/Volume';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import { hostsInCommand, hostsInVariable } from '../application/hosts-in-text.ts';
import { readProbes } from './read-probe.ts';
import type {
  Container,
  ContainerPort,
  EnvironmentVariable,
  PodSpec,
  Volume,
  VolumeSource,
} from './workload.ts';

/** The specification of a pod. */
export function readPodSpec(spec: View<IIoK8sApiCoreV1PodSpec>): PodSpec {
  return {
    hostNetwork: spec.get('hostNetwork').boolean()?.value ?? false,
    serviceAccount:
      (spec.get('serviceAccountName').text() ?? spec.get('serviceAccount').text())?.value ??
      'default',
    containers: readContainers(spec),
    volumes: readVolumes(spec),
  };
}

function readContainers(spec: View<IIoK8sApiCoreV1PodSpec>): Container[] {
  const user = spec.get('securityContext', 'runAsUser').number();
  return [
    ...spec
      .get('initContainers')
      .items()
      .map((container) => readContainer(container, true, user)),
    ...spec
      .get('containers')
      .items()
      .map((container) => readContainer(container, false, user)),
  ];
}

function readContainer(
  view: View<IIoK8sApiCoreV1Container>,
  init: boolean,
  podUser: Located<number> | undefined,
): Container {
  const name = view.get('name').text();
  const image = view.get('image').text();
  const command = [...view.get('command').texts(), ...view.get('args').texts()];
  const probes = readProbes(view);
  const runAsUser = view.get('securityContext', 'runAsUser').number() ?? podUser;
  return {
    name: name?.value ?? '',
    at: name?.at ?? view.at,
    ...(image && { image }),
    init,
    sidecar: init && view.get('restartPolicy').text()?.value === 'Always',
    ports: view.get('ports').items().flatMap(readContainerPort),
    env: view.get('env').items().flatMap(readVariable),
    envFrom: view.get('envFrom').items().flatMap(readEnvFrom),
    command,
    commandHosts: [command, ...probes.map((probe) => probe.command)].flatMap(hostsInCommand),
    probes,
    mounts: view
      .get('volumeMounts')
      .items()
      .flatMap((mount) => {
        const path = mount.get('mountPath').text();
        const subPath = mount.get('subPath').text()?.value;
        const volume = mount.get('name').text()?.value ?? '';
        return path ? [{ volume, path, ...(subPath !== undefined && { subPath }) }] : [];
      }),
    ...(runAsUser && { runAsUser }),
  };
}

type PortModel = NonNullable<IIoK8sApiCoreV1Container['ports']>[number];

function readContainerPort(view: View<PortModel>): ContainerPort[] {
  const number = view.get('containerPort').number();
  const name = view.get('name').text()?.value;
  const protocol = view.get('protocol').text()?.value ?? 'TCP';
  return number ? [{ number, protocol, ...(name !== undefined && { name }) }] : [];
}

function readVariable(view: View<IIoK8sApiCoreV1EnvVar>): EnvironmentVariable[] {
  const name = view.get('name').text();
  if (!name) return [];
  const value = view.get('value').text();
  const from = readValueFrom(view);
  return [
    {
      name: name.value,
      at: name.at,
      ...(value && { value }),
      hosts: value ? hostsInVariable(name.value, value) : [],
      ...(from && { from }),
    },
  ];
}

function readValueFrom(view: View<IIoK8sApiCoreV1EnvVar>): EnvironmentVariable['from'] {
  const configMap = view.get('valueFrom', 'configMapKeyRef');
  const secret = view.get('valueFrom', 'secretKeyRef');
  const reference = configMap.exists ? configMap : secret;
  const name = reference.get('name').text()?.value;
  const key = reference.get('key').text()?.value;
  if (name === undefined || key === undefined) return undefined;
  return { kind: configMap.exists ? 'ConfigMap' : 'Secret', name, key };
}

type EnvFromModel = NonNullable<IIoK8sApiCoreV1Container['envFrom']>[number];

function readEnvFrom(view: View<EnvFromModel>): Container['envFrom'] {
  const configMap = view.get('configMapRef', 'name').text()?.value;
  const secret = view.get('secretRef', 'name').text()?.value;
  return [
    ...(configMap === undefined ? [] : [{ kind: 'ConfigMap' as const, name: configMap }]),
    ...(secret === undefined ? [] : [{ kind: 'Secret' as const, name: secret }]),
  ];
}

/** The volumes of a pod that show ConfigMaps or Secrets; all others without sources. */
function readVolumes(spec: View<IIoK8sApiCoreV1PodSpec>): Volume[] {
  return spec
    .get('volumes')
    .items()
    .map((volume) => ({
      name: volume.get('name').text()?.value ?? '',
      sources: [
        ...readVolumeSources(volume),
        ...volume
          .get('projected', 'sources')
          .items()
          .flatMap((source) => [
            ...volumeSource(
              'ConfigMap',
              source.get('configMap', 'name'),
              source.get('configMap', 'items'),
            ),
            ...volumeSource('Secret', source.get('secret', 'name'), source.get('secret', 'items')),
          ]),
      ],
    }));
}

function readVolumeSources(volume: View<IIoK8sApiCoreV1Volume>): VolumeSource[] {
  return [
    ...volumeSource('ConfigMap', volume.get('configMap', 'name'), volume.get('configMap', 'items')),
    ...volumeSource('Secret', volume.get('secret', 'secretName'), volume.get('secret', 'items')),
  ];
}

function volumeSource(
  kind: VolumeSource['kind'],
  nameView: View<string>,
  items: View<{ key: string; path: string }[]>,
): VolumeSource[] {
  const name = nameView.text()?.value;
  if (name === undefined) return [];
  return [
    {
      kind,
      name,
      items: items.items().flatMap((item) => {
        const key = item.get('key').text()?.value;
        return key === undefined ? [] : [{ key, path: item.get('path').text()?.value ?? key }];
      }),
    },
  ];
}
