const OPENING = /\{\{|\{%|\{#|<%/g;
const CLOSING = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);

/** Actions that yield no text of their own: Go's and ERB's control words, assignments, comments. */
const CONTROL =
  /^\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define|block|template|break|continue)\b|\$[A-Za-z_]\w*\s*:?=)|^\{[%#]|^<%(?!=)/;

/** A line of nothing but values stands for whole directives. */
const VALUE_LINE = /^[ \t]*\0[ \t\0]*$/gm;
/** So does an environment variable, which envsubst fills in; nginx's own variables have no capitals. */
const VARIABLE_LINE = /^[ \t]*\$(?:\{[A-Z_][A-Z0-9_]*\}|[A-Z_][A-Z0-9_]*)[ \t]*\r?$/gm;

/** Whether a text has the marks of a template language that is not nginx's own. */
export function hasTemplateMarks(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('<%');
}

/**
 * The text with every template action (`{{ }}`, `{% %}`, `{# #}`, `<% %>`) replaced by text of the same length: blanks
 * for control actions and for actions alone on their line, the letter T for values. So every index still holds.
 */
export function maskTemplate(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (const action of actions(text)) {
    parts.push(text.slice(copied, action.start), masked(text, action));
    copied = action.end;
  }
  parts.push(text.slice(copied));
  return parts.join('').replace(VALUE_LINE, blanks).replaceAll('\0', 'T');
}

/** The text with environment variables that are alone on their line, as in `$REAL_IP_CONFIG`, replaced by blanks. */
export function maskVariableLines(text: string): string {
  return text.includes('$') ? text.replace(VARIABLE_LINE, blanks) : text;
}

interface Action {
  readonly start: number;
  readonly end: number;
}

function actions(text: string): Action[] {
  const found: Action[] = [];
  const unclosed = new Set<string>();
  let behind = 0;
  for (const { 0: opening, index } of text.matchAll(OPENING)) {
    const closing = CLOSING.get(opening) ?? '';
    if (index < behind || unclosed.has(closing)) continue;
    const end = text.indexOf(closing, index + opening.length);
    if (end === -1) unclosed.add(closing);
    else {
      behind = end + closing.length;
      found.push({ start: index, end: behind });
    }
  }
  return found;
}

/** Values become NUL for a while, so that a line of values can be told from a word. */
function masked(text: string, { start, end }: Action): string {
  const action = text.slice(start, end);
  return action.replace(/[^\r\n]/g, CONTROL.test(action) ? ' ' : '\0');
}

function blanks(line: string): string {
  return ' '.repeat(line.length);
}
