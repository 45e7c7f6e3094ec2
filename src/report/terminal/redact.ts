const HIDDEN = '[hidden]';
const KEY = /^\s*(?:- +)*(?:"[^"]*"|'[^']*'|[\w./-]+)\s*:(?=\s|$)/;
const ANY_SECRET = /kind["']?[ \t]*:[ \t]*[^\n]{0,40}\bSecret\b/;
const LIST = /^["']?kind["']?[ \t]*:[ \t]*["']?\w*List\b/;
const SECRET = /^["']?kind["']?[ \t]*:[^\n#]{0,40}\bSecret\b/;

/** A document that holds a Secret, as offsets of the text, and how far its root is indented. */
export interface SecretPart {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** More than one object, so that only keys can be shown. */
  readonly mixed: boolean;
}

/** The YAML documents of a text that hold a Secret, or values that kustomize makes one of. */
export function secretParts(text: string): SecretPart[] {
  if (!text.includes('Secret') && !text.includes('secretGenerator')) return [];
  const parts: SecretPart[] = [];
  let start = 0;
  for (const document of text.split(/^(?=---)/m)) {
    const end = start + document.length;
    const part = secretPart(document);
    if (part) parts.push({ start, end, ...part });
    start = end;
  }
  return parts;
}

function secretPart(document: string): { indent: number; mixed: boolean } | undefined {
  const lines = document.split('\n');
  const first = lines.find((line) => /^\s*[^\s#-]/.test(line)) ?? '';
  const indent = first.length - first.trimStart().length;
  if (first.trimStart().startsWith('{')) {
    return ANY_SECRET.test(document) ? { indent, mixed: true } : undefined;
  }
  const root = lines.map((line) => (indentOf(line) === indent ? line.slice(indent) : ''));
  if (root.some((line) => SECRET.test(line))) return { indent, mixed: false };
  const holdsMany = root.some((line) => LIST.test(line) || line.startsWith('- '));
  const makesSecrets = root.some((line) => line.startsWith('secretGenerator'));
  if (makesSecrets || (holdsMany && ANY_SECRET.test(document))) return { indent, mixed: true };
  return undefined;
}

/**
 * A line of such a document as it may be shown: values are hidden, save for those that only name the object. `above`
 * are the document's lines before it.
 */
export function redacted(line: string, above: readonly string[], part: SecretPart): string {
  if (!part.mixed && namesTheObject(line, above, part.indent)) return line;
  if (line.trim() === '' || /^---\s*$/.test(line)) return line;
  const key = KEY.exec(line)?.[0];
  if (key === undefined) return `${' '.repeat(indentOf(line))}${HIDDEN}`;
  return line.length === key.length || line.slice(key.length).trim() === ''
    ? line
    : `${key} ${HIDDEN}`;
}

function namesTheObject(line: string, above: readonly string[], indent: number): boolean {
  const own = indentOf(line);
  if (own === indent) return /^(?:apiVersion|kind|type):/.test(line.slice(indent));
  if (!/^(?:name|namespace):/.test(line.slice(own))) return false;
  const parent = above.findLast((each) => each.trim() !== '' && indentOf(each) < own) ?? '';
  return indentOf(parent) === indent && /^metadata:\s*$/.test(parent.slice(indent));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
