import type { DockerHeredoc, DockerInstruction } from '../../parse/dockerfile.ts';
import {
  type Composed,
  composed,
  joined,
  NOTHING,
  offsetIn,
  unescapedBy,
} from './composed-text.ts';
import { type ShellToken, shellTokens } from './shell-words.ts';

/** A file of the image whose text stands in the Dockerfile. */
export interface WrittenFile {
  /** The path in the image, as written. */
  readonly path: string;
  readonly text: string;
  /** The Dockerfile's offset of an index of `text`. */
  readonly offset: (index: number) => number;
}

/** Longer commands are programs, and no place for a configuration. UTF-16 units. */
const LONGEST_COMMAND = 100_000;

/**
 * The files that the instructions write with texts of their own: `COPY <<EOF path`, and RUN with `echo '…' > path`,
 * `printf '…' > path`, `cat <<EOF > path`, `… | tee path` and groups of these. `>>` goes on with a file.
 */
export function writtenFiles(
  text: string,
  instructions: readonly DockerInstruction[],
): WrittenFile[] {
  const files = new Map<string, Composed>();
  for (const instruction of instructions) {
    if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
      copy(text, instruction, files);
    if (instruction.keyword === 'RUN' && instruction.json === undefined)
      run(text, instruction, files);
  }
  return [...files].map(([path, source]) => ({
    path,
    text: source.text,
    offset: offsetIn(source),
  }));
}

function copy(text: string, instruction: DockerInstruction, files: Map<string, Composed>): void {
  const destination = instruction.words.at(-1)?.value ?? '';
  for (const heredoc of instruction.heredocs) {
    const name =
      /<<-?["']?([^"']*)/.exec(text.slice(heredoc.mark.start, heredoc.mark.end))?.[1] ?? '';
    const path = destination.endsWith('/') ? destination + name : destination;
    if (path !== '') files.set(path, heredocText(text, heredoc));
  }
}

/** The shell and Docker take the backslash away in `\$`, `\\` and a grave accent, unless the mark is quoted. */
function heredocText(text: string, heredoc: DockerHeredoc): Composed {
  const source = composed(text, heredoc.content);
  if (heredoc.quoted) return source;
  return unescapedBy(source, (next) => (/[$`\\]/.test(next) ? next : undefined));
}

function run(text: string, instruction: DockerInstruction, files: Map<string, Composed>): void {
  const { start, end } = instruction.arguments;
  if (end - start > LONGEST_COMMAND) return;
  const heredocs = [...instruction.heredocs];
  const shell = new Shell(files, () => {
    const heredoc = heredocs.shift();
    return heredoc ? heredocText(text, heredoc) : NOTHING;
  });
  for (const token of shellTokens(composed(text, { start, end }))) shell.take(token);
  shell.finish();
}

/** What one command prints, and where to. */
interface Command {
  words: Composed[];
  target: string | undefined;
  appends: boolean;
  input: Composed | undefined;
}

/** Runs the few commands that print a text, in order, and keeps what ends in a file. */
class Shell {
  private readonly files: Map<string, Composed>;
  private readonly nextHeredoc: () => Composed;
  private command: Command = emptyCommand();
  /** What the operator before expects of the next word. */
  private expects: '>' | '>>' | '<<' | '' = '';
  /** Texts printed by the open groups, the innermost last. */
  private readonly groups: Composed[][] = [];
  /** The text of a group that was closed and may yet be redirected. */
  private closed: Composed | undefined;

  constructor(files: Map<string, Composed>, nextHeredoc: () => Composed) {
    this.files = files;
    this.nextHeredoc = nextHeredoc;
  }

  take({ kind, word }: ShellToken): void {
    if (kind === 'word') this.takeWord(word);
    else this.takeOperator(word.text);
  }

  private takeWord(word: Composed): void {
    const expected = this.expects;
    this.expects = '';
    if (expected === '<<') this.command.input = this.nextHeredoc();
    else if (expected !== '') {
      this.command.target = word.text;
      this.command.appends = expected === '>>';
    } else if (word.text === '{' && this.command.words.length === 0) this.groups.push([]);
    else if (word.text === '}' && this.command.words.length === 0) this.close();
    else this.command.words.push(word);
  }

  private takeOperator(operator: string): void {
    if (operator === '>' || operator === '>>') {
      this.expects = operator;
      // `2>` and `1>`: the number is no word of the command.
      if (/^[012]$/.test(this.command.words.at(-1)?.text ?? '')) this.command.words.pop();
    } else if (operator === '<<' || operator === '<<-') this.expects = '<<';
    else if (operator === '|') this.pipe();
    else if (operator === '(') this.groups.push([]);
    else if (operator === ')') {
      this.finish();
      this.close();
    } else if (operator !== '<' && operator !== '&>' && operator !== '&') this.finish();
  }

  /** Ends a command: what it printed goes to its file, or to the group around it. */
  finish(): void {
    const { target, appends } = this.command;
    const printed = this.printed();
    this.command = emptyCommand();
    this.expects = '';
    if (printed === undefined) return;
    if (target === undefined) this.groups.at(-1)?.push(printed);
    else this.write(target, printed, appends);
  }

  private pipe(): void {
    const printed = this.printed();
    this.command = { ...emptyCommand(), input: printed };
  }

  private close(): void {
    this.closed = joined(this.groups.pop() ?? [], '');
  }

  private printed(): Composed | undefined {
    const { words, input } = this.command;
    const closed = this.closed;
    this.closed = undefined;
    const name = words[0]?.text ?? '';
    if (closed !== undefined && name === '') return closed;
    if (name === 'echo') return echoed(words.slice(1));
    if (name === 'printf') return formatted(words.slice(1));
    if (name === 'cat' && words.length === 1) return input;
    if (name === 'tee' && input !== undefined) this.tee(words.slice(1), input);
    return undefined;
  }

  private tee(words: readonly Composed[], input: Composed): void {
    const appends = words.some(({ text }) => text === '-a' || text === '--append');
    for (const { text } of words) if (!text.startsWith('-')) this.write(text, input, appends);
  }

  private write(path: string, text: Composed, appends: boolean): void {
    if (path.startsWith('/dev/')) return;
    const before = appends ? this.files.get(path) : undefined;
    this.files.set(path, before ? joined([before, text], '') : text);
  }
}

function emptyCommand(): Command {
  return { words: [], target: undefined, appends: false, input: undefined };
}

/** `echo`: the shells of Debian and Alpine read `\n` as a new line, bash does so after `-e`. */
function echoed(words: readonly Composed[]): Composed {
  const first = words.findIndex(({ text }) => !/^-[neE]+$/.test(text));
  const rest = first === -1 ? [] : words.slice(first);
  return withNewline(backslashes(joined(rest, ' ')));
}

/** `printf`: a format without `%s` is the text; with it, the words are, one to a line if the format ends a line. */
function formatted(words: readonly Composed[]): Composed {
  const [format = NOTHING, ...rest] = words;
  if (!/%[sb]/.test(format.text)) return backslashes(format);
  const between = /%[sb]\\n$/.test(format.text) ? '\n' : '';
  const text = joined(rest, between);
  return between === '' ? text : withNewline(text);
}

function backslashes(source: Composed): Composed {
  const meanings: ReadonlyMap<string, string> = new Map([
    ['n', '\n'],
    ['t', '\t'],
    ['r', ''],
    ['\\', '\\'],
  ]);
  return unescapedBy(source, (next) => meanings.get(next));
}

function withNewline(source: Composed): Composed {
  return { text: `${source.text}\n`, offsets: [...source.offsets, source.offsets.at(-1) ?? 0] };
}
