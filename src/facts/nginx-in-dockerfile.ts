import { type NginxDirective, type NginxText, readNginx } from './nginx.ts';
import { isNginxConfiguration } from './nginx-configuration.ts';

/** nginx configuration that a Dockerfile writes into the image: in a heredoc, or with `echo` and `printf`. */
export function readNginxInDockerfile(file: string, text: string): NginxText[] {
  return [...heredocs(text), ...quotedTexts(text)]
    .filter(({ path, body }) => isNginxConfiguration(path, body))
    .map(({ path, body, start, quoted }) => {
      const at = { file, start, end: start + body.length };
      const { text } = readNginx(path, { text: body, offset: (index) => start + index }, at);
      return { ...text, directives: text.directives.map((each) => asWritten(each, quoted)) };
    });
}

/** A text that a Dockerfile writes to `path`; `body` starts at `start` of the Dockerfile and has the same length. */
interface WrittenText {
  readonly path: string;
  readonly body: string;
  readonly start: number;
  /** An argument of `echo`, in which lines cannot be added as in a file. */
  readonly quoted: boolean;
}

/** The shell and heredocs read `\$` as `$`. */
function asWritten({ indent, ...directive }: NginxDirective, quoted: boolean): NginxDirective {
  return {
    ...directive,
    args: directive.args.map(({ value, at }) => ({ value: value.replaceAll('\\$', '$'), at })),
    ...(directive.block && { block: directive.block.map((each) => asWritten(each, quoted)) }),
    ...(indent !== undefined && !quoted && { indent }),
  };
}

const HEREDOC =
  /^[ \t]*(?:COPY|ADD|RUN)\b[^\n]{0,2000}?<<-?[ \t]*(["']?)(\w{1,100})\1([^\n]{0,2000})\n/gim;

function heredocs(text: string): WrittenText[] {
  const found: WrittenText[] = [];
  let behind = 0;
  for (const match of text.matchAll(HEREDOC)) {
    if (match.index < behind) continue;
    const start = match.index + match[0].length;
    const end = lineWith(text, match[2] ?? '', start);
    if (end === -1) break;
    behind = end;
    const path = writtenPath(match[0]);
    if (path !== undefined)
      found.push({ path, body: text.slice(start, end), start, quoted: false });
  }
  return found;
}

/** Where the line that holds only `word` starts. */
function lineWith(text: string, word: string, from: number): number {
  for (let start = from; start < text.length; ) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (text.slice(start, end).trim() === word) return start;
    start = end + 1;
  }
  return -1;
}

/** The file a line writes: behind `>` or `tee`, else the last word of COPY and ADD. */
function writtenPath(line: string): string | undefined {
  const redirected = /(?:>>?|\btee(?:[ \t]+-a)?)[ \t]*["']?(\/[^\s"'<>]{1,300})/.exec(line);
  if (redirected) return redirected[1];
  return /^[ \t]*(?:COPY|ADD)\b.*[ \t](\/\S{1,300})\s*$/i.exec(line)?.[1];
}

const QUOTED_START = /\b(?:echo|printf)[ \t]+(?:-[neE]{1,3}[ \t]+)?(['"])/g;

/** `echo '…' > path`, over several lines of the Dockerfile as well. */
function quotedTexts(text: string): WrittenText[] {
  const found: WrittenText[] = [];
  let behind = 0;
  for (const match of text.matchAll(QUOTED_START)) {
    if (match.index < behind) continue;
    const start = match.index + match[0].length;
    const end = closingQuote(text, start, match[1] ?? '');
    if (end === -1) break;
    behind = end;
    const lineEnd = text.indexOf('\n', end);
    const path = writtenPath(text.slice(end, lineEnd === -1 ? text.length : lineEnd));
    const body = withLines(text.slice(start, end));
    if (path !== undefined) found.push({ path, body, start, quoted: true });
  }
  return found;
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let index = start; index < text.length; index++) {
    if (text[index] === quote) return index;
    if (quote === '"' && text[index] === '\\') index++;
  }
  return -1;
}

/** `\n` is a new line for echo, and `\` at the end of a line joins lines for the shell: both are blanks to nginx. */
function withLines(body: string): string {
  return body.replace(/\\n|\\(?=\r?\n)/g, (written) => ' '.repeat(written.length));
}
