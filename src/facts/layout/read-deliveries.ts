import type { View } from '../../parse/yaml/view.ts';
import type { AnyObject } from '../read-head.ts';
import { groupOf } from '../resource.ts';

/** That something of this repository is applied, by Argo CD, Flux or helmfile: what, where, and with which values. */
export interface Delivery {
  /** A folder: a kustomization, a chart, or plain files. */
  readonly path: PathFrom;
  readonly namespace?: string;
  /** The namespace goes before those that objects say. */
  readonly overrides: boolean;
  /** Plain files count in folders below as well. */
  readonly recursive: boolean;
  /** The name of a Helm release. */
  readonly release?: string;
  /** Files of values, those that count most last. */
  readonly values: readonly PathFrom[];
}

/** A path as it is written, and the folder of the project that it is relative to. */
export interface PathFrom {
  readonly from: string;
  readonly path: string;
}

/** `argoproj.io/v1alpha1` Application (Argo CD 2 and 3). */
interface Application extends AnyObject {
  spec?: {
    source?: ApplicationSource;
    sources?: ApplicationSource[];
    destination?: { namespace?: string };
  };
}

interface ApplicationSource {
  path?: string;
  directory?: { recurse?: boolean };
  helm?: { releaseName?: string; valueFiles?: string[] };
}

/** `kustomize.toolkit.fluxcd.io/v1` Kustomization (Flux 2). */
interface FluxKustomization extends AnyObject {
  spec?: { path?: string; targetNamespace?: string };
}

/** `helm.toolkit.fluxcd.io/v2` HelmRelease (Flux 2). */
interface HelmRelease extends AnyObject {
  spec?: {
    chart?: { spec?: { chart?: string; valuesFiles?: string[] } };
    releaseName?: string;
    targetNamespace?: string;
  };
}

/** helmfile.yaml, as far as it is no template. */
interface Helmfile {
  releases?: { name?: string; chart?: string; namespace?: string; values?: string[] }[];
}

type Reader = (view: View) => Delivery[];

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['argoproj.io/Application', readApplication],
  ['kustomize.toolkit.fluxcd.io/Kustomization', readFluxKustomization],
  ['helm.toolkit.fluxcd.io/HelmRelease', readHelmRelease],
]);

/** Whether objects of this kind say what is applied. */
export function isDelivery(apiVersion: string, kind: string): boolean {
  return READERS.has(`${groupOf(apiVersion)}/${kind}`);
}

/** What an object says is applied; nothing for objects of other kinds. */
export function readDeliveries(view: View): Delivery[] {
  const object = view.as<AnyObject>();
  const group = groupOf(object.get('apiVersion').text()?.value ?? '');
  return READERS.get(`${group}/${object.get('kind').text()?.value}`)?.(view) ?? [];
}

export function isHelmfilePath(file: string): boolean {
  return /(?:^|\/)helmfile\.ya?ml$/.test(file);
}

/** The releases of charts that lie in the project. */
export function readHelmfile(file: string, root: View): Delivery[] {
  const from = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  return root
    .as<Helmfile>()
    .get('releases')
    .items()
    .flatMap((item) => {
      const chart = item.get('chart').text()?.value ?? '';
      return chart.startsWith('.')
        ? [
            {
              path: { from, path: chart },
              ...named(item.get('namespace').text()?.value, item.get('name').text()?.value),
              values: pathsFrom(from, item.get('values').texts()),
            },
          ]
        : [];
    });
}

/** Values are relative to the path of the source (Argo CD, `spec.source.helm.valueFiles`). */
function readApplication(view: View): Delivery[] {
  const spec = view.as<Application>().get('spec');
  const namespace = spec.get('destination', 'namespace').text()?.value;
  return [spec.get('source'), ...spec.get('sources').items()].flatMap((source) => {
    const path = source.get('path').text()?.value;
    if (path === undefined) return [];
    return [
      {
        path: { from: '', path },
        ...named(namespace, source.get('helm', 'releaseName').text()?.value),
        recursive: source.get('directory', 'recurse').boolean()?.value === true,
        values: pathsFrom(path.replace(/^\.\//, ''), source.get('helm', 'valueFiles').texts()),
      },
    ];
  });
}

function readFluxKustomization(view: View): Delivery[] {
  const spec = view.as<FluxKustomization>().get('spec');
  const path = spec.get('path').text()?.value;
  const namespace = spec.get('targetNamespace').text()?.value;
  if (path === undefined || namespace === undefined) return [];
  return [
    {
      path: { from: '', path },
      ...named(namespace, undefined),
      overrides: true,
      recursive: true,
      values: [],
    },
  ];
}

/** Charts of a Git repository are paths from its top, and so are their files of values. */
function readHelmRelease(view: View): Delivery[] {
  const release = view.as<HelmRelease>();
  const spec = release.get('spec');
  const path = spec.get('chart', 'spec', 'chart').text()?.value ?? '';
  const own = release.get('metadata', 'namespace').text()?.value;
  if (!path.startsWith('.')) return [];
  return [
    {
      path: { from: '', path },
      ...named(
        spec.get('targetNamespace').text()?.value ?? own,
        spec.get('releaseName').text()?.value,
      ),
      values: pathsFrom('', spec.get('chart', 'spec', 'valuesFiles').texts()),
    },
  ];
}

/** What Kubernetes takes as a name: nothing that is filled in later, and nothing that a program could take for a flag. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

function named(
  namespace: string | undefined,
  release: string | undefined,
): Omit<Delivery, 'path' | 'values'> {
  return {
    ...(namespace && NAME.test(namespace) && { namespace }),
    ...(release && NAME.test(release) && { release }),
    overrides: false,
    recursive: false,
  };
}

function pathsFrom(from: string, paths: readonly { readonly value: string }[]): PathFrom[] {
  return paths.map(({ value }) => ({ from, path: value }));
}
