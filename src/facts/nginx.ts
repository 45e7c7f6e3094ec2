import type { Problem } from '../finding.ts';
import { hasTemplateMarks, maskTemplate, maskVariableLines } from '../parse/nginx/mask.ts';
import { type ParsedDirective, type ParsedNginx, parseNginx } from '../parse/nginx/parser.ts';
import type { Located, Span } from '../text.ts';
import { isNginxConfiguration, isSurelyNginx, isTemplatePath } from './nginx-configuration.ts';

/** nginx configuration as one text: a file, a key of a ConfigMap, a Helm value, text that a Dockerfile writes. */
export interface NginxText {
  /** Where nginx would find it: the file's path, the ConfigMap's key, or the path in the image that a Dockerfile writes. */
  readonly name: string;
  readonly at: Span;
  /** Only directives that some question asks for, see `ASKED`. */
  readonly directives: readonly NginxDirective[];
}

/** `name args… ;` or `name args… { block }`, with the place of every word in the file that is really there. */
export interface NginxDirective {
  readonly name: string;
  readonly nameAt: Span;
  /** As nginx stores them; as written where a template fills them in. */
  readonly args: readonly Located<string>[];
  /** From the first word to the `;` or `}`. */
  readonly at: Span;
  readonly block?: readonly NginxDirective[];
  /** For some directives that start their line: new lines may be put before and behind it. */
  readonly ownLine?: true;
}

/** Directives that some question of the mesh asks for; the others are not kept, so that facts stay small. */
const ASKED = new Set([
  'allow',
  'auth_request_set',
  'deny',
  'events',
  'fastcgi_pass',
  'grpc_pass',
  'http',
  'if',
  'include',
  'limit_except',
  'listen',
  'location',
  'map',
  'memcached_pass',
  'proxy_http_version',
  'proxy_pass',
  'proxy_pass_request_headers',
  'proxy_set_header',
  'proxy_ssl_name',
  'proxy_ssl_server_name',
  'real_ip_header',
  'resolver',
  'satisfy',
  'scgi_pass',
  'server',
  'server_name',
  'set',
  'set_real_ip_from',
  'stream',
  'upstream',
  'uwsgi_pass',
]);

/** Directives beside which fixes put new ones. */
const BESIDE_NEW = new Set(['if', 'limit_except', 'proxy_pass', 'proxy_set_header']);

/** Maps with more entries are tables of redirects and the like, not of hosts. */
const LARGEST_MAP = 60;

/** A text that other text holds, see `Embedded` of the YAML reader. */
interface PlacedText {
  readonly text: string;
  /** Turns an index of the text into an offset of the file. */
  readonly offset: (index: number) => number;
}

export interface NginxFacts {
  readonly text: NginxText;
  readonly problems: readonly Problem[];
}

/** The facts of a file, if it is nginx configuration. */
export function readNginxFile(file: string, text: string): NginxFacts | undefined {
  return readNginxValue(
    file,
    { text, offset: (index) => index },
    { file, start: 0, end: text.length },
  );
}

/**
 * The facts of a value found at `at`, if it is nginx configuration. `name` is the ConfigMap's key, or the key of a Helm
 * value, or the path in the image that a Dockerfile writes.
 */
export function readNginxValue(name: string, value: PlacedText, at: Span): NginxFacts | undefined {
  return isNginxConfiguration(name, value.text) ? readNginx(name, value, at) : undefined;
}

/**
 * The facts of a text that is nginx configuration. What templates fill in becomes unknown; what a template leaves broken
 * is not the user's mistake.
 */
export function readNginx(name: string, value: PlacedText, at: Span): NginxFacts {
  const { parsed, masked } = parseTemplate(name, value.text, at.file);
  const surely = masked === undefined && isSurelyNginx(name, value.text);
  const inCommand = name.startsWith('/');
  const reader: Reader = { ...value, masked: masked ?? value.text, inCommand };
  return {
    text: { name, at, directives: readDirectives(parsed.directives, reader) },
    problems: surely
      ? parsed.problems.map(({ at, message }) => ({ at: moved(at, reader), message }))
      : [],
  };
}

/** Reads a template as a template: one by its name, one that has ERB's marks, one that nginx would refuse as it stands. */
function parseTemplate(
  name: string,
  text: string,
  file: string,
): { readonly parsed: ParsedNginx; readonly masked?: string } {
  const source = maskVariableLines(text);
  const parsed = parseNginx(source, file);
  const template = isTemplatePath(name) || text.includes('<%') || parsed.problems.length > 0;
  if (!template || !hasTemplateMarks(text)) return { parsed };
  const masked = maskTemplate(source);
  return { parsed: parseNginx(masked, file), masked };
}

/** The text as written, the same text with template actions masked, and where it lies. */
interface Reader extends PlacedText {
  readonly masked: string;
  /** The text of a Dockerfile's command: lines cannot be added as in a file. */
  readonly inCommand: boolean;
}

function readDirectives(
  directives: readonly ParsedDirective[],
  reader: Reader,
  all = false,
): NginxDirective[] {
  return directives
    .filter(({ name }) => all || ASKED.has(name.value))
    .map((directive) => readDirective(directive, reader));
}

function readDirective({ name, args, at, block }: ParsedDirective, reader: Reader): NginxDirective {
  const isMap = name.value === 'map';
  const inner = isMap && block && block.length > LARGEST_MAP ? undefined : block;
  const ownLine = BESIDE_NEW.has(name.value) && isOnOwnLine(at, reader);
  return {
    name: name.value,
    nameAt: moved(name.at, reader),
    args: args.map((arg) => ({ value: writtenValue(arg, reader), at: moved(arg.at, reader) })),
    at: moved(at, reader),
    ...(inner && { block: readDirectives(inner, reader, isMap) }),
    ...(ownLine && { ownLine }),
  };
}

function moved({ file, start, end }: Span, { offset }: Reader): Span {
  return { file, start: offset(start), end: offset(end) };
}

/** What a template fills in is given as written, so that it is known as unknown. */
function writtenValue({ value, at }: Located<string>, { text, masked }: Reader): string {
  const written = text.slice(at.start, at.end);
  return written === masked.slice(at.start, at.end) ? value : written;
}

/** Whether a directive starts its line, and that line is one of the file as well, to which others can be added. */
function isOnOwnLine({ start }: Span, { text, offset, inCommand }: Reader): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const blanks = text.slice(lineStart, start);
  const isExact = offset(start) - offset(lineStart) === blanks.length;
  if (!isExact || blanks.trim() !== '') return false;
  if (lineStart === 0) return offset(0) === 0;
  return !inCommand || offset(lineStart) - offset(lineStart - 1) === 1;
}
