import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { View } from '../../parse/yaml/view.ts';
import { hostsInConfigText } from '../application/hosts-in-text.ts';
import { readHead } from '../read-head.ts';
import { readNginxValue } from '../nginx.ts';
import type { ConfigMap, DataFile, Secret, SecretMaker } from './kinds.ts';

export function readConfigMap(view: View): ConfigMap {
  const data = view.as<IConfigMap>().get('data').entries();
  return { type: 'ConfigMap', ...readHead(view), data: data.map(({ key, value }) => readDataFile(key, value)) };
}

function readDataFile(key: DataFile['key'], value: View<string>): DataFile {
  const embedded = value.embedded();
  if (!embedded) return { key, hosts: [] };
  const nginx = readNginxValue(key.value, embedded, value.at);
  return {
    key,
    ...(nginx && { nginx: nginx.text }),
    hosts: nginx ? [] : hostsInConfigText(key.value, embedded.text, embedded.offset, value.file),
  };
}

/** Values of a Secret are looked at for hosts in `stringData` only, and never kept. */
export function readSecret(view: View): Secret {
  const secret = view.as<ISecret>();
  const stringData = secret.get('stringData').entries();
  return {
    type: 'Secret',
    ...readHead(view),
    secretType: secret.get('type').text()?.value ?? 'Opaque',
    keys: [...secret.get('data').entries(), ...stringData].map(({ key, value }) => ({
      key,
      empty: (value.text()?.value ?? '') === '',
    })),
    stringData: stringData.map(({ key, value }) => readDataFile(key, value)),
  };
}

/** The models of what makes a Secret: cert-manager, External Secrets, Sealed Secrets. */
interface SecretMakerModel {
  spec?: {
    secretName?: string;
    target?: { name?: string };
    template?: { metadata?: { name?: string } };
  };
}

/** cert-manager Certificate, ExternalSecret, SealedSecret: the Secret has the object's name where nothing else is said. */
export function readSecretMaker(view: View): SecretMaker {
  const head = readHead(view);
  const spec = view.as<SecretMakerModel>().get('spec');
  const secretName = spec.get('secretName').text() ??
    spec.get('target', 'name').text() ??
    spec.get('template', 'metadata', 'name').text() ?? { value: head.name, at: head.at };
  return { type: 'SecretMaker', ...head, secretName };
}
