import { visible } from '../visible.ts';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** The start of every document. */
export const XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n';

type Attributes = Readonly<Record<string, string | number>>;

/** An element whose children are elements on lines of their own. */
export function element(
  name: string,
  attributes: Attributes,
  children: readonly string[] = [],
): string {
  const start = opening(name, attributes);
  if (children.length === 0) return `${start}/>\n`;
  return `${start}>\n${children.map(indented).join('')}</${name}>\n`;
}

/** An element that holds a text, which stays on its line. */
export function textElement(name: string, attributes: Attributes, content: string): string {
  return `${opening(name, attributes)}>${text(content)}</${name}>\n`;
}

function opening(name: string, attributes: Attributes): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${text(String(value))}"`,
  );
  return `<${name}${pairs.join('')}`;
}

function indented(child: string): string {
  return child.replace(/^(?=.)/gm, '  ');
}

/**
 * Text, or the value of an attribute. XML 1.0 cannot hold most control characters, lone surrogates, U+FFFE and U+FFFF in
 * any spelling (2.2), so they are shown as escapes.
 */
function text(content: string): string {
  return visible(content)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}
