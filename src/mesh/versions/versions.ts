import type { FileFacts, Resource } from '../../facts/facts.ts';
import type { Chart } from '../../facts/layout/layout.ts';
import { groupOf } from '../../facts/resource.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { Target, Targets } from '../mesh.ts';
import { servedSince } from './served-since.ts';
import { compareVersions, parseVersion } from './version.ts';

/** Versions the user gave. */
export interface GivenVersions {
  readonly istioVersion?: string;
  readonly kubernetesVersion?: string;
  readonly nginxVersion?: string;
  /** Where they were given, for messages; absent: by flags. */
  readonly versionsFrom?: Readonly<Partial<Record<'istio' | 'kubernetes' | 'nginx', string>>>;
}

/** What one file shows of the version of Istio. */
export interface VersionSigns {
  /** The newest image of a control plane, and of proxies and the rest. */
  readonly images: readonly (Evidence | undefined)[];
  /** What the API groups of its objects allow. */
  readonly groups: Bounds;
  /** What its name allows. */
  readonly names: Bounds;
}

/** What the files of one environment show. */
interface EnvironmentSigns {
  readonly files: readonly FileFacts[];
  readonly signs: { ofVersion(file: FileFacts): VersionSigns };
  readonly charts: () => readonly Chart[];
}

/**
 * Which versions are meant. For Istio the evidence is, in order: what the user says; the image of the control plane;
 * images of proxies; tags of IstioOperators and versions of Istio's charts; API groups in use. Of Kubernetes and of
 * nginx at large only the user can tell.
 */
export function findTargets(given: GivenVersions, signs: EnvironmentSigns): Targets {
  const { versionsFrom: from = {} } = given;
  return {
    istio: givenTarget(given.istioVersion, from.istio ?? '--istio-version') ?? istioTarget(signs),
    kubernetes:
      givenTarget(given.kubernetesVersion, from.kubernetes ?? '--kubernetes-version') ?? NOT_STATED,
    nginx: givenTarget(given.nginxVersion, from.nginx ?? '--nginx-version') ?? NOT_STATED,
  };
}

const NOT_STATED: Target = { version: undefined, from: 'not stated' };

function givenTarget(version: string | undefined, source: string): Target | undefined {
  if (version === undefined || parseVersion(version) === undefined) return undefined;
  return { version, from: `${source} ${version}` };
}

function istioTarget({ files, charts, ...of }: EnvironmentSigns): Target {
  const signs = files.map(of.signs.ofVersion);
  return imageTarget(signs) ?? installTarget(files) ?? chartTarget(charts()) ?? groupTarget(signs);
}

/** Images of a control plane, the surest sign first. */
const CONTROL_PLANE: readonly string[] = ['pilot', 'istiod'];
const DATA_PLANE: readonly string[] = [
  'proxyv2',
  'proxy',
  'proxy_init',
  'proxy_debug',
  'install-cni',
  'ztunnel',
  'operator',
  'mixer',
  'citadel',
  'galley',
  'sidecar_injector',
];

function imageTarget(signs: readonly VersionSigns[]): Target | undefined {
  for (const plane of [0, 1]) {
    const found = newest(signs.flatMap(({ images }) => images[plane] ?? []));
    if (found !== undefined) {
      return { version: found.version, from: `image ${found.written.value}`, at: found.written.at };
    }
  }
  return undefined;
}

/** Reads one file's signs. */
export function versionSigns({ file, images, resources }: FileFacts): VersionSigns {
  const groups: Bounds = {};
  for (const resource of resources) {
    const sign = { from: resource.apiVersion, at: resource.at };
    const until = LAST_SERVED.get(groupOf(resource.apiVersion));
    narrow(groups, servedSince(resource), until, sign);
  }
  const names: Bounds = {};
  const name = file.slice(file.lastIndexOf('/') + 1);
  narrow(names, undefined, DEMO.get(name), { from: name });
  const planes = [CONTROL_PLANE, DATA_PLANE];
  return {
    images: planes.map((plane) => newest(images.flatMap((image) => istioImage(image, plane)))),
    groups,
    names,
  };
}

interface Evidence {
  readonly version: string;
  readonly written: Located<string>;
}

/** `docker.io/istio/pilot:1.0.2`, `gcr.io/istio-release/proxyv2:release-1.1-…`, `gcr.io/gke-release/asm/pilot:1.14.6-asm.3`. */
function istioImage(image: Located<string>, names: readonly string[]): Evidence[] {
  const [path = '', tag = ''] = splitTag(image.value);
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const ofIstio = parts.some((part) => part === 'asm' || part.includes('istio'));
  if (!ofIstio || !names.includes(name) || isTemplated(image.value)) return [];
  return evidence(tag, image);
}

function splitTag(image: string): readonly [string, string] {
  const [named = ''] = image.split('@', 1);
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/')
    ? [named.slice(0, colon), named.slice(colon + 1)]
    : [named, ''];
}

/** Istio has had versions 0.x and 1.x only: another number is the application's own. */
function evidence(text: string, written: Located<string>): Evidence[] {
  const version = parseVersion(text);
  if (version === undefined || version[0] > 1) return [];
  const [major, minor, patch] = version;
  const tail = Number.isFinite(patch) ? `.${patch}` : '';
  return [{ version: `${major}.${minor}${tail}`, written }];
}

function newest(all: readonly Evidence[]): Evidence | undefined {
  return all.reduce<Evidence | undefined>(
    (best, next) =>
      best === undefined || compareVersions(next.version, best.version) > 0 ? next : best,
    undefined,
  );
}

function installTarget(files: readonly FileFacts[]): Target | undefined {
  for (const { tag, source } of files.flatMap((file) => file.settings)) {
    const found = tag && newest(evidence(tag.value, tag));
    if (found) return { version: found.version, from: `tag ${tag.value} of ${source}`, at: tag.at };
  }
  return undefined;
}

/** Charts that only Istio publishes under these names; `base` and `gateway` may be anybody's. */
const CHARTS: readonly string[] = [
  'istiod',
  'istio',
  'istio-init',
  'istio-base',
  'istiod-remote',
  'istio-discovery',
];

function chartTarget(charts: readonly Chart[]): Target | undefined {
  const found = newest(
    charts.flatMap(({ name, appVersion, version, dependencies }) =>
      [...dependencies, { name, version: appVersion ?? version }].flatMap((chart) =>
        chart.version !== undefined && CHARTS.includes(chart.name)
          ? evidence(chart.version.value, chart.version).filter((one) =>
              isReleased(chart.name, one),
            )
          : [],
      ),
    ),
  );
  return (
    found && {
      version: found.version,
      from: `chart version ${found.written.value}`,
      at: found.written.at,
    }
  );
}

/** The chart `istiod` came with 1.8; Istio's own tree has 1.0.0 in it until a release is made. */
function isReleased(chart: string, { version }: Evidence): boolean {
  return chart === 'istio' || chart === 'istio-init' || compareVersions(version, '1.5') >= 0;
}

/** What the API groups in use allow: the newest version that serves the old ones, the oldest that serves the new ones. */
interface Bounds {
  newest?: Sign;
  oldest?: Sign;
}

interface Sign {
  readonly version: string;
  readonly from: string;
  readonly at?: Resource['at'];
}

/**
 * Old kinds and no sign of a newer Istio: the newest version that served them. Where both are there, the old ones are
 * taken as leftovers, and the version is not known.
 */
function groupTarget(signs: readonly VersionSigns[]): Target {
  const { newest: upper, oldest: lower } = narrowest([
    ...signs.map(({ groups }) => groups),
    ...signs.map(({ names }) => names),
  ]);
  if (upper === undefined) return lower ? sinceSign(lower) : NOT_STATED;
  if (lower === undefined || compareVersions(lower.version, upper.version) <= 0)
    return { ...upper };
  return sinceSign(lower);
}

function sinceSign({ version, from, at }: Sign): Target {
  return { version: undefined, from: `${from}, Istio ${version} or newer`, ...(at && { at }) };
}

/** Of equal bounds the first one counts. */
function narrowest(all: readonly Bounds[]): Bounds {
  const found: Bounds = {};
  for (const { oldest, newest: until } of all) {
    if (oldest) narrow(found, oldest.version, undefined, oldest);
    if (until) narrow(found, undefined, until.version, until);
  }
  return found;
}

function narrow(
  found: Bounds,
  oldest: string | undefined,
  newestServing: string | undefined,
  sign: Omit<Sign, 'version'>,
): void {
  if (oldest && (!found.oldest || compareVersions(oldest, found.oldest.version) > 0)) {
    found.oldest = { ...sign, version: oldest };
  }
  if (
    newestServing &&
    (!found.newest || compareVersions(newestServing, found.newest.version) < 0)
  ) {
    found.newest = { ...sign, version: newestServing };
  }
}

/** The last Istio whose CRDs had the group. 1.5 reads alpha policies too, but who writes only those has an older one. */
const LAST_SERVED: ReadonlyMap<string, string> = new Map([
  ['authentication.istio.io', '1.4'],
  ['rbac.istio.io', '1.5'],
  ['config.istio.io', '1.7'],
]);

/** Files of Istio's own releases, and the last release that had them. */
const DEMO: ReadonlyMap<string, string> = new Map([
  ['istio-demo.yaml', '1.4'],
  ['istio-demo-auth.yaml', '1.3'],
]);
