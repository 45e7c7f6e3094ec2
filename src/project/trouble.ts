import { getSystemErrorMap } from 'node:util';

const PLAIN = new Map([
  ['EACCES', 'you may not read it'],
  ['EPERM', 'you may not read it'],
  ['ENOENT', 'it is not there'],
  ['ENOTDIR', 'it is not there'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links lead in circles'],
  ['ENAMETOOLONG', 'its path is too long'],
  ['EMFILE', 'too many files are open'],
]);

/** A failure of the file system in plain words, without the path. Throws on what is none: that is a bug. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    throw error;
  const { code } = error;
  const known = PLAIN.get(code);
  if (known !== undefined) return known;
  for (const [name, message] of getSystemErrorMap().values()) if (name === code) return message;
  return code;
}
