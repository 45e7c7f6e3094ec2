/** What js-yaml 5.5 says, and how a reader who does not know parsers would say it. */
const WORDS: readonly (readonly [reason: string, words: string])[] = [
  [
    'bad indentation of a mapping entry',
    'this does not belong to the map above: it is indented wrongly, or a value is not quoted',
  ],
  [
    'bad indentation of a sequence entry',
    'this does not belong to the list above: it is indented wrongly',
  ],
  ['deficient indentation', 'this is not indented deeply enough to belong to the value above'],
  ['tab characters must not be used', 'a tab is used for indentation; YAML takes spaces only'],
  ["expected ':' after a mapping key", 'a ":" is missing behind this key'],
  ['can not read a block mapping entry', 'a ":" is missing behind this key'],
  ['a whitespace character is expected after', 'a space is missing behind the ":"'],
  ['missed comma between flow', 'a "," is missing between two values in brackets'],
  ['expected the node content, but found', 'there is no value before this ","'],
  ['unexpected end of the stream within a flow', 'a bracket is never closed'],
  ['unexpected end of the stream within a double', 'a quote is never closed'],
  ['unexpected end of the stream within a single', 'a quote is never closed'],
  ['unexpected end of the document within a', 'a quote is never closed'],
  [
    'unknown escape sequence',
    'this escape does not exist; a backslash in double quotes is written twice',
  ],
  ['expected hexadecimal character', 'this escape needs more hexadecimal digits'],
  [
    'name of an alias node',
    'a name is missing behind "*"; a value that begins with "*" needs quotes',
  ],
  [
    'name of an anchor node',
    'a name is missing behind "&"; a value that begins with "&" needs quotes',
  ],
  ['duplication of', 'a value has two anchors or two tags'],
  ['undeclared tag handle', 'this tag is not declared; a value that begins with "!" needs quotes'],
  ['tag ', 'this tag is not valid; a value that begins with "!" needs quotes'],
  ['a line break is expected', 'nothing but a comment may follow "|" and ">" on their line'],
  ['end of the stream or a document separator', 'this does not belong to the document above'],
  ['directives end mark is expected', '"---" is missing behind the directives'],
  ['the stream contains non-printable', 'this is not a printable character'],
  ['null byte is not allowed', 'this is not a printable character'],
];

/** A parser's reason in plain words, as far as they are known. */
export function plainWords(reason: string): string {
  const words = WORDS.find(([known]) => reason.startsWith(known));
  return `this is not valid YAML: ${words ? words[1] : reason}`;
}
