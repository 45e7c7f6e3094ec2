import { InvalidArgumentError } from 'commander';
import type { Severity } from '../finding.ts';
import { TOPICS, type Topic } from '../generate/draft.ts';
import { UsageError } from '../project/scope.ts';
import type { Asked } from '../run/asked.ts';

/** A format, and the file it is written to; standard output where none is named. */
export interface Output<Name extends string = FormatName> {
  readonly format: Name;
  readonly file?: string;
}

export const FORMATS = [
  'full',
  'concise',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'markdown',
] as const;
export type FormatName = (typeof FORMATS)[number];
export const GRAPH_FORMATS = ['text', 'dot', 'mermaid', 'json'] as const;
export type GraphFormatName = (typeof GRAPH_FORMATS)[number];
export const SEVERITIES = ['info', 'warning', 'error'] as const;

/** What `meshlint generate` was told on the command line. */
export interface GenerateFlags extends Omit<GivenFlags, 'color'> {
  readonly out?: string;
  readonly force?: boolean;
  readonly topic?: readonly Topic[];
  readonly gatewayApi?: boolean;
}

/** What `meshlint check` was told on the command line alone. */
export interface GivenFlags extends Asked {
  readonly format?: readonly Output[];
  readonly minSeverity: Severity;
  readonly meshConfig?: string;
  readonly meshNetworks?: string;
  readonly cluster: readonly { readonly name: string; readonly path: string }[];
  readonly staged?: boolean;
  readonly changedSince?: string;
  /** `""` where no file is named. */
  readonly updateBaseline?: string;
  /** Which fixes are applied, or shown. */
  readonly fix?: 'safe' | 'unsafe';
  /** Fixes are shown as a patch, and nothing is changed. */
  readonly diff?: boolean;
  readonly showIgnored?: boolean;
  /** The configuration to read; `false`: none. */
  readonly config?: string | false;
  readonly allowEmpty?: boolean;
  /** False: no program is started to render anything. */
  readonly render: boolean;
  /** Where rendered output is kept. */
  readonly cache?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet?: boolean;
  readonly statistics?: boolean;
  readonly timing?: boolean;
}

/** What `meshlint check` was told, by flags and configuration, with the defaults. */
export type CheckFlags = GivenFlags & Required<Pick<Asked, 'migrating' | 'failOn'>>;

/** What `meshlint graph` was told on the command line alone. */
export interface GraphFlags extends Omit<GivenFlags, 'format'> {
  readonly format?: readonly Output<GraphFormatName>[];
  /** A host, `namespace/name` or the name of an object. */
  readonly focus?: string;
}

/** Reads `json` or `json=report.json`, of these formats. */
export function output<Name extends string>(
  formats: readonly Name[],
): (text: string, before?: readonly Output<Name>[]) => Output<Name>[] {
  return (text, before = []) => {
    const { name, value } = split(text);
    const format = formats.find((each) => each === name);
    if (!format) throw new InvalidArgumentError(`Formats are ${formats.join(', ')}.`);
    if (value === '') throw new InvalidArgumentError('The name of the file is missing after "=".');
    return [...before, value === undefined ? { format } : { format, file: value }];
  };
}

/** Standard output holds one report, whole and alone; so does each file. Throws a `UsageError` where two would share it. */
export function distinct<Name extends string>(
  given: readonly Output<Name>[],
): readonly Output<Name>[] {
  const targets = given.map(({ file }) => file ?? '');
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice === undefined) return given;
  const where = twice === '' ? 'standard output' : twice;
  throw new UsageError(`--format: two formats for ${where}, name a file as in -f json=report.json`);
}

/** `unnamed-port=off`. */
export function ruleSeverity(text: string, before: CheckFlags['rule']): CheckFlags['rule'] {
  const { name, value } = split(text);
  const severity = ([...SEVERITIES, 'off'] as const).find((each) => each === value);
  if (!severity) {
    throw new InvalidArgumentError('Write it as id=off, id=info, id=warning or id=error.');
  }
  return [...before, { id: name, severity }];
}

/** `unnamed-port,unknown-gateway`, as often as wanted. */
export function names(text: string, before: readonly string[] = []): string[] {
  const given = text.split(',').map((name) => name.trim());
  return [...before, ...given.filter((name) => name !== '')];
}

/** `west=clusters/west`. */
export function cluster(text: string, before: CheckFlags['cluster']): CheckFlags['cluster'] {
  const { name, value } = split(text);
  if (name === '' || !value) throw new InvalidArgumentError('Write it as name=path.');
  return [...before, { name, path: value }];
}

/** A path, as often as wanted. */
export function path(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

/** `service-entries,gateways`, as often as wanted. */
export function topics(text: string, before: readonly Topic[] = []): Topic[] {
  const given = names(text).map((name) => {
    const topic = TOPICS.find((each) => each === name);
    if (topic) return topic;
    throw new InvalidArgumentError(`Topics are ${TOPICS.join(', ')}.`);
  });
  return [...before, ...given];
}

const VERSION = /^v?([01]\.\d{1,4}(?:\.\d{1,6})?)(?:[-+][\w.+-]{1,60})?$/;

/** `1.27`, `1.27.3`, `v1.27.3`, `1.33.4-gke.1000`: numbers alone are kept. */
export function versionNumber(text: string): string {
  const number = VERSION.exec(text)?.[1];
  if (number === undefined) {
    throw new InvalidArgumentError('A version is written like 1.27 or 1.27.3.');
  }
  return number;
}

/** A namespace as Kubernetes allows it (RFC 1123 label). */
export function namespaceName(text: string): string {
  if (text.length <= 63 && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Kubernetes allows lower case letters, digits and "-", at most 63.',
  );
}

function split(text: string): { name: string; value: string | undefined } {
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text, value: undefined };
  return { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
