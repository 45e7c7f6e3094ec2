import type { Arg, Instruction, JSONInstruction } from 'dockerfile-ast';
import { Copy, DockerfileParser, Env, From, type Heredoc, Run } from 'dockerfile-ast';

/** A piece of a Dockerfile, by offsets. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A word of an instruction. `value` is as written, a string of the JSON form without its quotes. */
export interface Word extends Piece {
  readonly value: string;
}

export interface DockerInstruction extends Piece {
  /** Upper case, such as `FROM`. */
  readonly keyword: string;
  /** All that stands behind the keyword; heredocs' texts are not part of it. */
  readonly arguments: Piece;
  readonly words: readonly Word[];
  /** The strings of the form `["a", "b"]`. */
  readonly json: readonly Word[] | undefined;
  /** ENV and ARG: names with their values without quotes. */
  readonly properties: readonly { readonly name: string; readonly value: Word | undefined }[];
  readonly heredocs: readonly DockerHeredoc[];
  /** The name after AS of a FROM. */
  readonly stage: string | undefined;
  /** `--from` of a COPY. */
  readonly from: string | undefined;
}

/** A text between `<<NAME` and a line that holds the name alone. */
export interface DockerHeredoc {
  /** Its text, without the last line's end. */
  readonly content: Piece;
  /** Where `<<NAME` stands. */
  readonly mark: Piece;
  /** `<<"NAME"`: nothing inside is expanded. */
  readonly quoted: boolean;
}

/** Larger files are no Dockerfiles. UTF-16 units. */
const LONGEST_TEXT = 500_000;

/** The instructions of a Dockerfile in their order; none where the text cannot be read as one. */
export function parseDockerfile(text: string): DockerInstruction[] {
  if (text.length > LONGEST_TEXT) return [];
  const place = placeIn(text);
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => instructionOf(instruction, text, place));
}

type PlaceOf = (range: Range | null | undefined) => Piece | undefined;
type Range = ReturnType<Instruction['getRange']>;

function instructionOf(instruction: Instruction, text: string, place: PlaceOf): DockerInstruction {
  const whole = place(instruction.getRange()) ?? { start: 0, end: 0 };
  const heredocs = heredocsOf(instruction).flatMap((heredoc) => heredocPiece(heredoc, text, place));
  const first = place(instruction.getArgumentsRange());
  const end = Math.min(first?.end ?? whole.end, firstLineEnd(heredocs, text) ?? whole.end);
  return {
    ...whole,
    keyword: instruction.getKeyword(),
    arguments: { start: first?.start ?? whole.end, end },
    words: instruction.getArguments().flatMap((argument) => {
      const piece = place(argument.getRange());
      return piece && piece.start < end ? { value: argument.getValue(), ...piece } : [];
    }),
    json: jsonOf(instruction, text, place),
    properties: propertiesOf(instruction, place),
    heredocs,
    stage: instruction instanceof From ? (instruction.getBuildStage() ?? undefined) : undefined,
    from:
      instruction instanceof Copy
        ? (instruction.getFromFlag()?.getValue() ?? undefined)
        : undefined,
  };
}

function heredocsOf(instruction: Instruction): Heredoc[] {
  return instruction instanceof Copy || instruction instanceof Run ? instruction.getHeredocs() : [];
}

function heredocPiece(heredoc: Heredoc, text: string, place: PlaceOf): DockerHeredoc[] {
  const content = place(heredoc.getContentRange());
  const mark = place(heredoc.getStartRange());
  if (content === undefined || mark === undefined) return [];
  const quoted = /^<<-?["']/.test(text.slice(mark.start, mark.start + 4));
  return [{ content, mark, quoted }];
}

function firstLineEnd(heredocs: readonly DockerHeredoc[], text: string): number | undefined {
  const first = heredocs[0];
  if (first === undefined) return undefined;
  const newline = text.indexOf('\n', first.mark.end);
  return newline === -1 ? undefined : newline;
}

function jsonOf(instruction: Instruction, text: string, place: PlaceOf): Word[] | undefined {
  if (!isJsonInstruction(instruction) || instruction.getClosingBracket() === null) return undefined;
  return instruction.getJSONStrings().flatMap((string) => {
    const piece = place(string.getJSONRange());
    return piece ? { value: unescaped(text.slice(piece.start, piece.end)), ...piece } : [];
  });
}

/** The parser's own reading of a JSON string loses blanks before escapes. */
function unescaped(written: string): string {
  return written.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character,
  );
}

function isJsonInstruction(instruction: Instruction): instruction is JSONInstruction {
  return 'getJSONStrings' in instruction;
}

function propertiesOf(instruction: Instruction, place: PlaceOf): DockerInstruction['properties'] {
  if (!isPropertyInstruction(instruction)) return [];
  const single = instruction instanceof Env ? undefined : instruction.getProperty();
  const properties =
    instruction instanceof Env ? instruction.getProperties() : single ? [single] : [];
  return properties.map((property) => {
    const piece = place(property.getValueRange());
    const value = property.getValue();
    return {
      name: property.getName(),
      value: piece && value !== null ? { value, ...piece } : undefined,
    };
  });
}

function isPropertyInstruction(instruction: Instruction): instruction is Env | Arg {
  return instruction instanceof Env || instruction.getKeyword() === 'ARG';
}

/** Offsets of the parser's lines and characters; it ends a line at CR LF, LF and CR. */
function placeIn(text: string): PlaceOf {
  const lines = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) lines.push(match.index + match[0].length);
  const offset = ({ line, character }: { line: number; character: number }): number =>
    Math.min((lines[line] ?? text.length) + character, text.length);
  return (range) => (range ? { start: offset(range.start), end: offset(range.end) } : undefined);
}
