import type { Buffer } from 'node:buffer';
import type { FileFacts } from '../facts/facts.ts';
import type { KnownParts } from '../facts/known-parts.ts';
import { emptyFacts } from '../facts/read.ts';
import { isTemplate } from './candidates.ts';
import type { Contents } from './change.ts';
import { reportPath } from './paths.ts';
import { decode, type ReadText, textReader } from './read-text.ts';
import { absolute } from './scope.ts';

/** `parts`: see `ReadOptions`. */
export type FactsReader = (file: string, text: string, parts?: KnownParts) => FileFacts;

/** How a text becomes facts. */
export interface FactsReaders {
  readonly facts: FactsReader;
  /** Loads a slower reader, which finds better words for what the first cannot read, or reads it after all. */
  readonly patient: () => Promise<FactsReader>;
  /** Is told how many files have been read. */
  readonly progress?: (count: number) => void;
}

/** Reads single files. */
export interface Reader {
  /** A path as the user or the file system names it, as in reports. */
  readonly named: (path: string) => string;
  /** Takes a name as in reports. */
  readonly text: (file: string) => ReadText;
  readonly facts: (file: string, parts?: KnownParts) => FileFacts;
}

/** The name that standard input has in reports; by its ending it is read as YAML, of which JSON is a part. */
export const STDIN = 'stdin.yaml';

/** Texts that are larger are not given to the slower reader. */
const MOST_PATIENCE = 1_000_000;

/** Reads from disk, but for contents that stand for what is there. */
export function readerOf(
  { currentDirectory, stdin }: { readonly currentDirectory: string; readonly stdin?: Buffer },
  { facts, progress }: FactsReaders,
  contents: Contents = new Map(),
): Reader {
  const readText = textReader();
  let count = 0;
  const text = (file: string): ReadText => {
    if (stdin && file === STDIN) return decode(stdin);
    const path = absolute(currentDirectory, file);
    const bytes = contents.get(path);
    return bytes ? decode(bytes) : readText(path);
  };
  return {
    named: (path) => reportPath(currentDirectory, absolute(currentDirectory, path)),
    text,
    facts(file, parts) {
      if (isTemplate(file)) return { ...emptyFacts(file), skipped: 'template' };
      progress?.(++count);
      return factsOf(file, text(file), (name, written) => facts(name, written, parts));
    },
  };
}

/** Facts of a file that has been read, or could not be. */
export function factsOf(file: string, read: ReadText, facts: FactsReader): FileFacts {
  if ('problem' in read) return unreadableFacts(file, read.problem);
  if ('skipped' in read) return { ...emptyFacts(file), skipped: read.skipped };
  return facts(file, read.text);
}

/** The same facts again where they are whole; of what could not be read, those of the slower reader. */
export function readPatiently(known: FileFacts, reader: Reader, facts: FactsReader): FileFacts {
  if (known.unreadable.length === 0) return known;
  const read = reader.text(known.file);
  const small = 'text' in read && read.text.length <= MOST_PATIENCE;
  return small ? facts(known.file, read.text) : known;
}

/** Facts of what cannot be read at all, at its beginning. */
export function unreadableFacts(file: string, message: string): FileFacts {
  return { ...emptyFacts(file), unreadable: [{ at: { file, start: 0, end: 0 }, message }] };
}
