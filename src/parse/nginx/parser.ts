import type { Problem } from '../../finding.ts';
import type { Located, Span } from '../../text.ts';
import { hasLuaBlock, luaBlockEnd } from './lua.ts';
import { readToken, type Token } from './token.ts';

/** `name args… ;` or `name args… { block }`, with the place of every word. */
export interface ParsedDirective {
  readonly name: Located<string>;
  readonly args: readonly Located<string>[];
  /** From the first word to the `;` or `}`. */
  readonly at: Span;
  /** Absent also for a block of Lua code. */
  readonly block?: readonly ParsedDirective[];
}

export interface ParsedNginx {
  readonly directives: readonly ParsedDirective[];
  readonly problems: readonly Problem[];
}

/**
 * Reads nginx configuration as nginx does (`ngx_conf_parse`, nginx 1.31), and goes on behind every error. Linear in the
 * length of the text; never throws. Places are indexes of the text.
 */
export function parseNginx(text: string, file: string): ParsedNginx {
  return new Parser(text, file).parse();
}

/** nginx reads 5,000 levels and dies at 20,000; nobody writes 500. */
const DEEPEST = 500;

/** A block whose `}` has not come yet; the outermost has no words. */
interface OpenBlock {
  readonly words: readonly Token[];
  readonly directives: ParsedDirective[];
}

class Parser {
  private readonly text: string;
  private readonly file: string;
  private readonly problems: Problem[] = [];
  private readonly outermost: OpenBlock = { words: [], directives: [] };
  private readonly open: OpenBlock[] = [this.outermost];
  /** The words of the directive that is being read. */
  private words: Token[] = [];
  private next = 0;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  parse(): ParsedNginx {
    let token = this.read();
    while (token.kind !== 'end') {
      this.take(token);
      if (this.open.length > DEEPEST) return this.giveUp();
      token = this.read();
    }
    this.endPending();
    return this.closeAll((name) => `the block of "${name}" is never closed`);
  }

  private read(): Token {
    const token = readToken(this.text, this.next);
    this.next = token.end;
    if (token.problem) this.fail(token, token.problem);
    return token;
  }

  private take(token: Token): void {
    if (token.kind === 'word') this.takeWord(token);
    else if (token.kind === ';') this.endStatement(token);
    else if (token.kind === '{') this.openBlock(token);
    else this.closeBlock(token);
  }

  private takeWord(word: Token): void {
    this.words.push(word);
    if (!word.cut) return;
    const lineEnd = this.text.indexOf('\n', word.start);
    this.next = lineEnd === -1 ? this.text.length : lineEnd;
    this.finish(this.words, this.next);
    this.words = [];
  }

  private endStatement(semicolon: Token): void {
    if (this.words.length === 0) this.fail(semicolon, '";" ends no directive');
    this.finish(this.words, semicolon.end);
    this.words = [];
  }

  private openBlock(brace: Token): void {
    if (this.words.length === 0) {
      this.fail(brace, '"{" has no directive in front of it');
      this.words = [{ kind: 'word', value: '', start: brace.start, end: brace.start }];
    }
    if (hasLuaBlock(this.words[0]?.value ?? '')) this.passLua(brace);
    else this.open.push({ words: this.words, directives: [] });
    this.words = [];
  }

  private passLua(brace: Token): void {
    const end = luaBlockEnd(this.text, brace.end);
    if (end === -1) this.fail(brace, 'this block of Lua code is never closed');
    this.next = end === -1 ? this.text.length : end + 1;
    this.finish(this.words, this.next);
  }

  private closeBlock(brace: Token): void {
    this.endPending();
    if (this.open.length === 1) this.fail(brace, '"}" closes no block');
    else this.close(brace.end);
  }

  /** Ends a directive whose `;` is missing. */
  private endPending(): void {
    const last = this.words.at(-1);
    if (!last) return;
    this.fail(last, `"${this.words[0]?.value}" is not ended by ";"`);
    this.finish(this.words, last.end);
    this.words = [];
  }

  private giveUp(): ParsedNginx {
    const word = this.innermost().words[0];
    if (word) this.fail(word, `more than ${DEEPEST} blocks stand inside each other`);
    return this.closeAll(() => undefined);
  }

  private closeAll(message: (name: string) => string | undefined): ParsedNginx {
    while (this.open.length > 1) {
      const word = this.innermost().words[0];
      const said = word && message(word.value);
      if (said) this.fail(word, said);
      this.close(this.text.length);
    }
    return { directives: this.outermost.directives, problems: this.problems };
  }

  private close(end: number): void {
    const block = this.open.pop();
    if (block) this.finish(block.words, end, block.directives);
  }

  private finish(words: readonly Token[], end: number, block?: readonly ParsedDirective[]): void {
    const [first, ...args] = words;
    if (!first) return;
    this.innermost().directives.push({
      name: this.located(first),
      args: args.map((word) => this.located(word)),
      at: this.span(first.start, end),
      ...(block && { block }),
    });
  }

  private innermost(): OpenBlock {
    return this.open.at(-1) ?? this.outermost;
  }

  private fail(token: Token, message: string): void {
    this.problems.push({ at: this.span(token.start, token.end), message });
  }

  private located(token: Token): Located<string> {
    return { value: token.value, at: this.span(token.start, token.end) };
  }

  private span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }
}
