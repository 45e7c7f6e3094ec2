import type { Dockerfile, DockerStage } from '../../facts/application/dockerfile.ts';
import { isTemplated } from '../../text.ts';
import type { Target } from '../mesh.ts';

/** What the nginx that reads a configuration does where no `proxy_http_version` is set. */
export interface NginxDefault {
  /** Absent: nothing tells the version of nginx. */
  readonly httpVersion?: '1.0' | '1.1';
  /** For messages: `nginx 1.25 (image nginx:1.25-alpine)`, or `an unknown version of nginx (image nginx:latest)`. */
  readonly nginx: string;
}

/** What an image tells: `'other'` where it is no known build of nginx. */
export function nginxOfImage(image: string): NginxDefault | 'other' {
  const [named = ''] = image.split('@', 1);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const path = tagged ? named.slice(0, colon) : named;
  if (!/(?:^|\/)(?:nginx|nginx-unprivileged|openresty)$/.test(path)) return 'other';
  const tag = tagged ? named.slice(colon + 1) : '';
  const version = isTemplated(tag) ? undefined : versionOfTag(tag);
  return defaultOf(version, `image ${image}`);
}

/** `1.25`, `1.27.4-alpine`, `1.21.4.1-0-bionic` of OpenResty; floating tags name no version. */
function versionOfTag(tag: string): string | undefined {
  return /^v?(\d{1,3}\.\d{1,4}(?:\.\d{1,4})?)(?![\d])/.exec(tag)?.[1];
}

/**
 * The default of `proxy_http_version` is 1.0 up to nginx 1.29.6 and 1.1 since 1.29.7 (nginx CHANGES, 2026-03-24). `1.29`
 * alone floats over that change.
 */
function defaultOf(version: string | undefined, evidence: string): NginxDefault {
  const httpVersion = version === undefined ? undefined : defaultHttpVersion(version);
  if (httpVersion === undefined) return { nginx: `an unknown version of nginx (${evidence})` };
  return { httpVersion, nginx: `nginx ${version} (${evidence})` };
}

function defaultHttpVersion(version: string): '1.0' | '1.1' | undefined {
  const [major = 0, minor = 0, patch] = version.split('.').map(Number);
  if (major !== 1) return major < 1 ? '1.0' : '1.1';
  if (minor !== 29) return minor < 29 ? '1.0' : '1.1';
  if (patch === undefined) return undefined;
  return patch < 7 ? '1.0' : '1.1';
}

/** What the user says of all nginx whose image does not tell. */
export function nginxOfTarget({ version, from }: Target): NginxDefault | undefined {
  return version === undefined ? undefined : defaultOf(version, from);
}

/** A package manager that installs nginx; no distribution has 1.29.7 yet. */
const INSTALLS =
  /\b(?:apt-get|apt|apk|yum|dnf|microdnf|zypper|[a-z]+-apt-get-install)\b[^\n;&|]{0,2000}?[ \t](?:nginx|nginx-(?:light|full|extras|core))(?![\w./-])/;

/** What a Dockerfile tells of the nginx in its image. */
export function nginxOfDockerfile(dockerfile: Dockerfile): NginxDefault | 'other' {
  const chain = lastStages(dockerfile);
  const root = chain.at(-1);
  const image = root ? nginxOfImage(root.image.value) : 'other';
  if (image !== 'other') return image;
  const installed = chain.some(({ runs }) =>
    runs.some((run) => INSTALLS.test(unwrapped(run.value))),
  );
  return installed
    ? { httpVersion: '1.0', nginx: 'nginx from a package of the distribution' }
    : 'other';
}

function unwrapped(command: string): string {
  return command.replace(/\\\r?\n/g, ' ');
}

/** The last stage and the stages it builds on, from the last to the first. */
export function lastStages({ stages }: Dockerfile): DockerStage[] {
  const chain: DockerStage[] = [];
  for (let stage = stages.at(-1); stage && !chain.includes(stage); ) {
    chain.push(stage);
    const base = stage.image.value;
    stage = stages.find(({ name }) => name !== undefined && name === base);
  }
  return chain;
}
