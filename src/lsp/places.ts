import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { withSlashes } from '../project/paths.ts';

/** The absolute path, with `/`, of a document on disk; `undefined` for any other, such as one that was never saved. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return withSlashes(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

/** The address of a file, given its absolute path. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A text whose offsets are asked for as lines and columns: both 0-based, columns in UTF-16 units. */
export function documentOf(uri: string, text: string): TextDocument {
  return TextDocument.create(uri, '', 0, text);
}

/** Documents by file, each with the revision of the file that it is of. */
export type KnownTexts = Map<
  string,
  { readonly revision: number; readonly document: TextDocument }
>;
