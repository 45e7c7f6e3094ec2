import { piecesOf } from '../../parse/yaml/pieces.ts';

const CRD = /^kind: *(["']?)CustomResourceDefinition\1[ \t\r]*$/m;
const BODY = /^(?:spec|status):/gm;

/**
 * A file of objects with the schemas of custom resource definitions left out: nothing asks for them, and kustomize needs most of its
 * time for them. What patches may say of their heads still fits; of one that does not fit kustomize says so, and gets the whole.
 */
export function withoutSchemas(text: string): string {
  if (!text.includes('CustomResourceDefinition')) return text;
  return piecesOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .map((piece) => (CRD.test(piece) ? headOf(piece) : piece))
    .join('');
}

/** Without the bodies: each goes to the next key at the margin. */
function headOf(piece: string): string {
  let head = '';
  let from = 0;
  for (const { index } of piece.matchAll(BODY)) {
    if (index < from) continue;
    head += piece.slice(from, index);
    const next = /\n(?=[^\s#-])/g;
    next.lastIndex = index;
    const found = next.exec(piece);
    from = found ? found.index + 1 : piece.length;
  }
  return `${head}${piece.slice(from)}`;
}
