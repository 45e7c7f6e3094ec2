import type { ServiceEntry, Sidecar } from '../../facts/istio/kinds.ts';
import { isTemplated, type Located } from '../../text.ts';
import type { EffectiveSettings } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy, once, oncePer } from '../once.ts';
import type { Settings } from '../settings.ts';
import { inRange, isAddress } from './addresses.ts';

interface Exported {
  readonly namespace: string;
  readonly exportTo: readonly Located<string>[];
}

export interface Visibility {
  visible(resource: Exported, from: string): boolean;
  serviceEntries(host: string, namespace: string): readonly ServiceEntry[];
  /** The same, whoever sees them. */
  entriesFor(host: string): readonly ServiceEntry[];
}

/**
 * Who sees what: `exportTo`, where it is empty `defaultServiceExportTo` for ServiceEntries, and the `egress` hosts of the
 * Sidecar that holds for a whole namespace (istio/istio pilot/pkg/model/push_context.go, sidecar.go).
 */
export function answerVisibility(
  objects: Objects,
  settings: Settings,
  effective: () => EffectiveSettings,
): Visibility {
  const imports = oncePer((namespace: string) =>
    egressHosts(namespaceSidecar(objects, namespace, effective().rootNamespace.value)),
  );
  const visible = (resource: Exported, written: string): boolean => {
    const from = objects.namespace(written);
    const own = objects.namespace(resource.namespace);
    const scopes =
      resource.exportTo.length > 0 ? resource.exportTo : defaultScopes(resource, settings);
    if (!isExported(scopes, own, from)) return false;
    const hosts = imports(from);
    return (
      hosts === undefined || hosts.some((host) => isImported(host, hostsOf(resource), own, from))
    );
  };
  const index = once(() => indexEntries(objects.all('ServiceEntry')));
  return {
    visible,
    serviceEntries: (host, from) => index()(host).filter((entry) => visible(entry, from)),
    entriesFor: (host) => index()(host),
  };
}

/** The Sidecar of a whole namespace: its own without a selector, else the root namespace's. */
export function namespaceSidecar(
  objects: Objects,
  namespace: string,
  rootNamespace: string,
): Sidecar | undefined {
  const isWide = (sidecar: Sidecar): boolean => sidecar.selector.length === 0;
  return (
    objects.inNamespace('Sidecar', namespace).find(isWide) ??
    objects.inNamespace('Sidecar', rootNamespace).find(isWide)
  );
}

function defaultScopes(resource: Exported, settings: Settings): readonly Located<string>[] {
  const isEntry =
    'type' in resource && (resource.type === 'ServiceEntry' || resource.type === 'Service');
  return isEntry ? (settings.stated('defaultServiceExportTo')?.value ?? []) : [];
}

function isExported(scopes: readonly Located<string>[], own: string, from: string): boolean {
  if (scopes.length === 0) return true;
  return scopes.some(
    ({ value }) =>
      value === '*' || value === from || (value === '.' && own === from) || isTemplated(value),
  );
}

interface EgressHost {
  readonly namespace: string;
  readonly host: string;
}

function egressHosts(sidecar: Sidecar | undefined): readonly EgressHost[] | undefined {
  return sidecar?.egressHosts?.map(({ value }) => {
    const slash = value.indexOf('/');
    return { namespace: value.slice(0, Math.max(slash, 0)), host: value.slice(slash + 1) };
  });
}

function hostsOf(resource: Exported): readonly string[] | undefined {
  if (!('hosts' in resource) || !Array.isArray(resource.hosts)) return undefined;
  return resource.hosts.flatMap((host: unknown) =>
    typeof host === 'object' && host !== null && 'value' in host && typeof host.value === 'string'
      ? [host.value]
      : [],
  );
}

function isImported(
  { namespace, host }: EgressHost,
  hosts: readonly string[] | undefined,
  own: string,
  from: string,
): boolean {
  if (isTemplated(namespace) || isTemplated(host)) return true;
  const isNamespace = namespace === '*' || namespace === own || (namespace === '.' && own === from);
  return isNamespace && (hosts === undefined || hosts.some((one) => hostsOverlap(one, host)));
}

/** Equal, or one a wildcard of the other: `*.a.com` holds `b.a.com`, not `a.com`; `*` holds all. */
export function hostsOverlap(left: string, right: string): boolean {
  return (
    covers(left.toLowerCase(), right.toLowerCase()) ||
    covers(right.toLowerCase(), left.toLowerCase())
  );
}

/** Whether every host that the second names is also named by the first. */
function covers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*') && host.replace(/^\*/, '').endsWith(pattern.slice(1));
}

/** Entries by exact host and by wildcard; addresses are few, so they are walked. */
function indexEntries(entries: readonly ServiceEntry[]): (host: string) => readonly ServiceEntry[] {
  const named = entries.flatMap((entry) =>
    entry.hosts.map((host) => ({ host: host.value.toLowerCase().replace(/\.$/, ''), entry })),
  );
  const byHost = groupBy(named, ({ host }) => host);
  const wildcards = named.filter(({ host }) => host.startsWith('*'));
  const ranges = entries.flatMap((entry) =>
    [...entry.addresses, ...entry.endpoints].map((range) => ({ range: range.value, entry })),
  );
  return oncePer((written: string) => {
    const host = written.toLowerCase().replace(/\.$/, '');
    const found = [
      ...(byHost.get(host) ?? []),
      ...wildcards.filter((wildcard) => covers(wildcard.host, host)),
      ...(isAddress(host) ? ranges.filter(({ range }) => inRange(host, range)) : []),
    ];
    return [...new Set(found.map(({ entry }) => entry))];
  });
}
