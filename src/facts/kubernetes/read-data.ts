import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { View } from '../../parse/yaml/view.ts';
import { isHaproxyKey, readHaproxyHttp10Checks } from '../application/haproxy.ts';
import { hostsInConfigText } from '../application/hosts-in-text.ts';
import { type KnownParts, knownOr } from '../known-parts.ts';
import { readNginxValue } from '../nginx.ts';
import { readHead } from '../read-head.ts';
import type { ConfigMap, DataFile, Secret, SecretMaker, WithProblems } from './kinds.ts';

export function readConfigMap(view: View, known?: KnownParts): WithProblems<ConfigMap> {
  const files = readDataFiles(view.as<IConfigMap>().get('data'), known);
  return {
    resource: { type: 'ConfigMap', ...readHead(view), data: files.map(({ resource }) => resource) },
    problems: files.flatMap(({ problems }) => problems),
  };
}

function readDataFiles(
  data: View<{ [key: string]: string }>,
  known: KnownParts | undefined,
): readonly WithProblems<DataFile>[] {
  return knownOr(known?.data, data, () => data.entries().map(readDataFile));
}

interface DataEntry {
  readonly key: DataFile['key'];
  readonly value: View<string>;
}

function readDataFile({ key, value }: DataEntry): WithProblems<DataFile> {
  const embedded = value.embedded();
  if (!embedded) return { resource: { key, hosts: [] }, problems: [] };
  const nginx = readNginxValue(key.value, embedded, value.at);
  if (nginx) return { resource: { key, nginx: nginx.text, hosts: [] }, problems: nginx.problems };
  const hosts = hostsInConfigText(key.value, embedded.text, embedded.offset, value.file);
  const checks = isHaproxyKey(key.value)
    ? readHaproxyHttp10Checks(embedded.text, embedded.offset, value.file)
    : [];
  const haproxy = checks.length > 0 && { haproxyHttp10Checks: checks };
  return { resource: { key, hosts, ...haproxy }, problems: [] };
}

/** Values of a Secret are looked at for hosts in `stringData` only, and never kept. */
export function readSecret(view: View, known?: KnownParts): WithProblems<Secret> {
  const secret = view.as<ISecret>();
  const stringData = secret.get('stringData');
  const files = readDataFiles(stringData, known);
  return {
    resource: {
      type: 'Secret',
      ...readHead(view),
      secretType: secret.get('type').text()?.value ?? 'Opaque',
      keys: [...secret.get('data').entries(), ...stringData.entries()].map(({ key, value }) => ({
        key,
        empty: (value.text()?.value ?? '') === '',
      })),
      stringData: files.map(({ resource }) => resource),
    },
    problems: files.flatMap(({ problems }) => problems),
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
