import {
  entryOf,
  keyText,
  type MapEntry,
  type MapNode,
  type ScalarNode,
  targetOf,
  type ValueNode,
} from '../../parse/yaml/node.ts';
import { isTemplated } from '../../text.ts';

/** The entry of a field that is set to something, be it only `{}`; null sets nothing. */
export function setEntry(map: MapNode, name: string): MapEntry | undefined {
  const entry = entryOf(map, name);
  return entry && !isNull(targetOf(entry.value)) ? entry : undefined;
}

/** Whether a field is set: a loop, because it is asked for each required field of each mapping. */
export function isSet({ entries }: MapNode, name: string): boolean {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry && keyText(entry) === name) return !isNull(targetOf(entry.value));
  }
  return false;
}

/** The value of a field that is set. */
export function setValue(map: MapNode, name: string): ValueNode | undefined {
  const entry = setEntry(map, name);
  return entry && targetOf(entry.value);
}

/** The text of a field, as it is written; `undefined` where it is not set, not a scalar, or filled in by a template. */
export function setText(map: MapNode, name: string): string | undefined {
  const value = setValue(map, name);
  return value?.kind === 'scalar' && !isTemplated(value.text) ? value.text : undefined;
}

/** Whether a field is set to what a template fills in. */
export function isUnknown(map: MapNode, name: string): boolean {
  const value = setValue(map, name);
  return value?.kind === 'scalar' && isTemplated(value.text);
}

/** The items of a list that are scalars and known. */
export function knownItems(value: ValueNode | undefined): ScalarNode[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    const target = targetOf(item);
    return target.kind === 'scalar' && !isNull(target) && !isTemplated(target.text) ? [target] : [];
  });
}

export function isNull(value: ValueNode): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** Some of its keys are not known yet. */
export function isOpen(map: MapNode): boolean {
  return map.entries.some((entry) => isTemplated(keyText(entry) ?? ''));
}
