import type { FileFacts, Resource } from '../../facts/facts.ts';
import { type Declared, declaredIn, keysOf, placeOf } from './declared.ts';
import { templateNames } from './unrendered.ts';

/** What files declare. */
export type DeclaredOf = (files: readonly FileFacts[]) => Declared;

/** The answers for the files asked about last are kept for as long as all of them hold for those asked about now. */
export function answerDeclared(): DeclaredOf {
  let last: { readonly files: readonly FileFacts[]; readonly declared: Declared } | undefined;
  return (files) => {
    const isSame = last && declareSame(last.files, files);
    const declared = isSame && last ? last.declared : declaredIn(() => new Set(files));
    last = { files, declared };
    return declared;
  };
}

/** Whether the facts that differ declare the same names, in as many places, and places that no other facts have. */
function declareSame(before: readonly FileFacts[], now: readonly FileFacts[]): boolean {
  if (before.length !== now.length) return false;
  const isKept = now.map((file, index) => file === before[index]);
  const gone = before.filter((_file, index) => !isKept[index]);
  const come = now.filter((_file, index) => !isKept[index]);
  if (templateNames(gone) !== templateNames(come)) return false;
  const old = resourcesOf(gone);
  const young = resourcesOf(come);
  if (old.length !== young.length || patternOf(old) !== patternOf(young)) return false;
  const touched = new Set([...old, ...young].map(({ at }) => at.file));
  return (
    touched.size === 0 ||
    now.every(
      ({ resources }, index) => !isKept[index] || !resources.some(({ at }) => touched.has(at.file)),
    )
  );
}

function resourcesOf(files: readonly FileFacts[]): readonly Resource[] {
  return files.flatMap(({ resources }) => resources);
}

/** What they declare, with the places numbered as they come: where they are does not matter, but which are the same. */
function patternOf(resources: readonly Resource[]): string {
  const numbers = new Map<string, number>();
  const lines = resources.flatMap((resource) => {
    const place = placeOf(resource);
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return keysOf(resource).map(({ key, namespace }) => `${number} ${namespace} ${key}`);
  });
  return lines.join('\n');
}
