import {
  entriesOf,
  keyText,
  type MapNode,
  type SourcePlace,
  targetOf,
  type ValueNode,
} from '../../parse/yaml/node.ts';
import { isTemplated } from '../../text.ts';
import { MILLISECOND, nanoseconds } from '../duration.ts';
import { isNull, isOpen, isUnknown, knownItems, setEntry, setText, setValue } from './reading.ts';

/** What a rule says: the words behind the name of the field, and the place where it is not the value itself. */
export interface Complaint {
  readonly message: string;
  readonly at?: SourcePlace;
  /** The field below the one that is checked, where the message is about it. */
  readonly field?: string;
  /** The field whose absence is complained of. */
  readonly missing?: string;
}

type MapRule = (map: MapNode) => Complaint | undefined;
type TextRule = (text: string) => string | undefined;

/** A rule of Istio's CustomResourceDefinitions; what `value` holds of templates is unknown. */
export type CustomResourceRule = (value: ValueNode) => Complaint | undefined;

function ofMap(rule: MapRule): CustomResourceRule {
  return (value) => (value.kind === 'map' ? rule(value) : undefined);
}

function ofText(rule: TextRule): CustomResourceRule {
  return (value) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
    const message = rule(value.text);
    return message === undefined ? undefined : { message };
  };
}

/** At the key of one of the fields, when it is set. */
function atField(map: MapNode, name: string, message: string): Complaint {
  const at = setEntry(map, name)?.key;
  return { message, field: name, ...(at && { at }) };
}

function ofKeys(problemOf: TextRule): MapRule {
  return (map) => {
    for (const entry of entriesOf(map)) {
      const name = keyText(entry);
      if (name === undefined || isTemplated(name)) continue;
      const message = problemOf(name);
      if (message !== undefined) return { message, at: entry.key };
    }
    return undefined;
  };
}

function ofValues(problemOf: TextRule): MapRule {
  return (map) => {
    for (const { key, value } of entriesOf(map)) {
      const target = targetOf(value);
      if (target.kind !== 'scalar' || isTemplated(target.text)) continue;
      const message = problemOf(target.text);
      if (message !== undefined) return { message, at: target.start < target.end ? target : key };
    }
    return undefined;
  };
}

function duration(text: string): string | undefined {
  const length = nanoseconds(text);
  if (length === undefined) return `is "${text}", which is no duration such as 1.5s or 2h30m`;
  return length < MILLISECOND ? `is "${text}", but must be at least 1ms` : undefined;
}

const labelKey: TextRule = (key) => {
  if (key === '') return 'has an empty key';
  return key.includes('*') ? `has the key "${key}": wildcards are not known there` : undefined;
};

const labelValue: TextRule = (value) =>
  value.includes('*') ? `has the value "${value}": wildcards are not known there` : undefined;

/** `selector.matchLabels`. */
const matchLabels: MapRule = (map) => ofKeys(labelKey)(map) ?? ofValues(labelValue)(map);

const ADDRESS = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)/;

/**
 * The scheme of an address, as far as CEL's `url` reads it: Go's `url.ParseRequestURI` takes no spaces, backslashes or control
 * characters in it, no `%` that is no escape, and only digits as a port.
 */
function schemeOf(text: string): string | undefined {
  if (/[\s\\\p{Cc}]|%(?![0-9a-fA-F]{2})/u.test(text)) return undefined;
  const [, scheme, authority = ''] = ADDRESS.exec(text) ?? [];
  return /:(?!\d*$)[^:\]]*$/.test(authority) ? undefined : scheme?.toLowerCase();
}

function httpAddress(text: string): string | undefined {
  return ['http', 'https'].includes(schemeOf(text) ?? '')
    ? undefined
    : `is "${text}", which is no address that begins with http:// or https://`;
}

/** Without a scheme the address of a Wasm module is one of an image. */
function moduleAddress(text: string): string | undefined {
  const scheme = schemeOf(text.includes('://') ? text : `http://${text}`);
  return ['http', 'https', 'file', 'oci'].includes(scheme ?? '')
    ? undefined
    : `is "${text}", which is no address with the scheme http, https, file or oci`;
}

const SOCKET = 'unix://';

function socketAddress(text: string): string | undefined {
  if (!text.startsWith(SOCKET)) return undefined;
  if (!['/', '@'].includes(text.charAt(SOCKET.length)))
    return `is "${text}": a Unix socket needs an absolute path, or a name that begins with @`;
  return text.endsWith('/') ? `is "${text}", which is a folder and no Unix socket` : undefined;
}

const socketPorts: MapRule = (map) =>
  setText(map, 'address')?.startsWith(SOCKET) && setEntry(map, 'ports')
    ? atField(map, 'ports', 'must not be set: the address is a Unix socket')
    : undefined;

const addressOrNetwork: MapRule = (map) =>
  setEntry(map, 'address') || setEntry(map, 'network') || isOpen(map)
    ? undefined
    : { message: 'needs an address, or a network', missing: 'address' };

const portName: TextRule = (name) =>
  name.length < 63 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(name)
    ? undefined
    : `has the key "${name}", which is no name of a port`;

const portKey: TextRule = (key) => {
  const port = /^[+-]?\d+$/.test(key) ? Number(key) : 0;
  return port > 0 && port <= 65535
    ? undefined
    : `has the key "${key}", which is no port of 1 to 65535`;
};

const portLevelSelector: MapRule = (map) => {
  if (!setEntry(map, 'portLevelMtls') || isUnknown(map, 'selector') || isOpen(map))
    return undefined;
  const selector = setValue(map, 'selector');
  const labels = selector?.kind === 'map' ? setValue(selector, 'matchLabels') : selector;
  const selects = labels?.kind === 'map' ? labels.entries.length > 0 : labels !== undefined;
  return selects
    ? undefined
    : {
        ...atField(map, 'portLevelMtls', 'needs a selector with matchLabels'),
        missing: 'selector',
      };
};

const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'];
const OTHERS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];

const serviceAccounts: MapRule = (map) => {
  const account = ACCOUNTS.find((name) => setEntry(map, name));
  const other = OTHERS.find((name) => setEntry(map, name));
  if (account === undefined || other === undefined) return undefined;
  return atField(map, account, `excludes "${other}": only one of them may be set`);
};

const waypointMatch: MapRule = (map) => {
  if (isUnknown(map, 'context')) return undefined;
  const isWaypoint = setText(map, 'context') === 'WAYPOINT';
  if (isWaypoint === (setEntry(map, 'waypoint') !== undefined)) return undefined;
  return isWaypoint
    ? {
        ...atField(map, 'context', 'is WAYPOINT, which needs a match by waypoint'),
        missing: 'waypoint',
      }
    : atField(map, 'waypoint', 'is for the context WAYPOINT alone');
};

const resolution: MapRule = (map) => {
  if (isUnknown(map, 'resolution')) return undefined;
  const mode = setText(map, 'resolution') ?? 'NONE';
  const endpoints = setValue(map, 'endpoints');
  const range = knownItems(setValue(map, 'addresses')).find(({ text }) => text.includes('/'));
  if (range && mode !== 'STATIC' && mode !== 'NONE')
    return {
      field: 'addresses',
      at: range,
      message: `holds the range ${range.text}, which resolution ${mode} does not take: only NONE and STATIC do`,
    };
  if (mode === 'NONE' && endpoints)
    return {
      ...atField(map, 'endpoints', 'must not be set with resolution NONE'),
      missing: 'resolution',
    };
  if (mode === 'DNS_ROUND_ROBIN' && endpoints?.kind === 'list' && endpoints.items.length > 1)
    return atField(map, 'endpoints', 'must be at most one with resolution DNS_ROUND_ROBIN');
  return undefined;
};

const tagValue: MapRule = (map) => {
  const operation = setText(map, 'operation');
  const value = setValue(map, 'value');
  const isEmpty = value === undefined || (value.kind === 'scalar' && value.text === '');
  if (operation === 'UPSERT' && isEmpty)
    return { ...atField(map, 'operation', 'is UPSERT, which needs a value'), missing: 'value' };
  return operation === 'REMOVE' && value
    ? atField(map, 'value', 'must not be set: the operation is REMOVE')
    : undefined;
};

const inlineValue: MapRule = (map) =>
  setText(map, 'valueFrom') === 'HOST' && setEntry(map, 'value')
    ? atField(map, 'value', 'must not be set: it is taken from the host')
    : undefined;

/**
 * The checks that Istio's CustomResourceDefinitions have as CEL, by the names in the generated schemas. Source: istio/istio 1.29
 * to 1.32, manifests/charts/base/files/crd-all.gen.yaml, `x-kubernetes-validations`.
 */
export const CUSTOM_RESOURCE_RULES: Readonly<Record<string, CustomResourceRule>> = {
  addressOrNetwork: ofMap(addressOrNetwork),
  duration: ofText(duration),
  httpAddress: ofText(httpAddress),
  inlineValue: ofMap(inlineValue),
  labels: ofMap(ofValues(labelValue)),
  matchLabels: ofMap(matchLabels),
  moduleAddress: ofText(moduleAddress),
  noWildcard: ofText((text) => (text === '*' ? 'must not be "*": name the hosts' : undefined)),
  ownNamespace: ofText((text) =>
    text === ''
      ? undefined
      : 'must not be set: what it refers to is in the namespace of the policy',
  ),
  portKeys: ofMap(ofKeys(portKey)),
  portLevelSelector: ofMap(portLevelSelector),
  portNames: ofMap(ofKeys(portName)),
  resolution: ofMap(resolution),
  serviceAccounts: ofMap(serviceAccounts),
  socketAddress: ofText(socketAddress),
  socketPorts: ofMap(socketPorts),
  tagValue: ofMap(tagValue),
  waypointMatch: ofMap(waypointMatch),
};

/** Items of a list that have the value of an earlier one in the same field, with the field. */
export function repeatedItems(
  items: readonly ValueNode[],
  fields: readonly string[],
): {
  readonly index: number;
  readonly field: string;
  readonly at: SourcePlace;
  readonly text: string;
}[] {
  return fields.flatMap((field) => {
    const seen = new Set<string>();
    return items.flatMap((item, index) => {
      const text = item.kind === 'map' ? setText(item, field) : undefined;
      if (item.kind !== 'map' || text === undefined) return [];
      const repeated = seen.has(text);
      seen.add(text);
      const at = setValue(item, field);
      return repeated && at && !isNull(at) ? [{ index, field, at, text }] : [];
    });
  });
}
