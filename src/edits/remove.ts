import { keyText, type YamlNode } from '../parse/yaml/node.ts';
import type { Change } from './add.ts';
import { columnOf, isFlow, lineEnd, lineStart, outside } from './lines.ts';
import { ownEntries, type Step, type Tree } from './tree.ts';

/**
 * Which of the steps to an entry or item is taken away: the entry itself, or the nearest one above it that would be left
 * with nothing else. Nothing where that is the whole document.
 */
export function stepToRemove(steps: readonly Step[]): number | undefined {
  let index = steps.length - 1;
  while (index > 0 && isOnly(steps[index])) index--;
  return index < 0 || isOnly(steps[index]) ? undefined : index;
}

/** What `<<` brings in counts as well. */
function isOnly(step: Step | undefined): boolean {
  if (step === undefined) return true;
  return ('entry' in step ? step.parent.entries : step.parent.items).length === 1;
}

/** Whether the key stands once more in its map, so that the map keeps it. */
export function isRepeated(step: Step): boolean {
  if (!('entry' in step)) return false;
  const key = keyText(step.entry);
  return ownEntries(step.parent).filter((entry) => keyText(entry) === key).length > 1;
}

/**
 * Takes away an entry or item, with its line where it has its own and the comment on that; nothing where other comments
 * would go as well, or it cannot be done for certain.
 */
export function remove(tree: Tree, step: Step): Change | undefined {
  const change = removal(tree, step);
  const gone = change && tree.text.slice(change.start, change.end);
  const isFlowing = isFlow(tree.text, step.parent);
  return gone && !(isFlowing ? IN_LINE : OWN_LINE).test(gone) ? change : undefined;
}

const OWN_LINE = /^[ \t]*#/m;
const IN_LINE = /(?:^|\s)#/;

function removal({ text }: Tree, step: Step): Change | undefined {
  const siblings = siblingsOf(step);
  const index = siblings.findIndex((each) => isSame(each, step));
  const place = placeOf(text, step);
  if (!place) return undefined;
  const next = siblings[index + 1];
  const nextPlace = next && placeOf(text, next);
  if (isFlow(text, step.parent)) {
    if (nextPlace) return { start: place.start, end: nextPlace.start, text: '' };
    const previous = siblings[index - 1];
    const start = previous && placeOf(text, previous)?.end;
    return start === undefined ? undefined : { start, end: place.end, text: '' };
  }
  const start = lineStart(text, place.start);
  if (text.slice(start, place.start).trim() === '') return wholeLines(text, start, place.end);
  if (!nextPlace || columnOf(text, place.start) === undefined) return undefined;
  const between = text.slice(place.end, nextPlace.start);
  return between.trim() === '' ? { start: place.start, end: nextPlace.start, text: '' } : undefined;
}

function wholeLines(text: string, start: number, end: number): Change {
  const last = lineEnd(text, end);
  const feed = text.indexOf('\n', last);
  if (feed !== -1) return { start, end: feed + 1, text: '' };
  return { start: lineEnd(text, Math.max(0, start - 2)), end: text.length, text: '' };
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** From the key, or the `-` of an item, to the end of the value. */
function placeOf(text: string, step: Step): Extent | undefined {
  if ('entry' in step) {
    const { key, value } = step.entry;
    return { start: outside(key).start, end: Math.max(outside(key).end, outside(value).end) };
  }
  const item = step.parent.items[step.index];
  if (!item) return undefined;
  const { start, end } = outside(item);
  if (isFlow(text, step.parent)) return { start, end };
  const dash = dashBefore(text, item);
  return dash === undefined ? undefined : { start: dash, end };
}

function dashBefore(text: string, item: YamlNode): number | undefined {
  const { start } = outside(item);
  const before = text.slice(lineStart(text, start), start);
  const match = /-[ \t]+$/.exec(before);
  return match ? start - match[0].length : undefined;
}

function siblingsOf(step: Step): Step[] {
  if ('entry' in step) return ownEntries(step.parent).map((entry) => ({ ...step, entry }));
  return step.parent.items.map((_, index) => ({ parent: step.parent, index }));
}

function isSame(a: Step, b: Step): boolean {
  if ('entry' in a) return 'entry' in b && a.entry === b.entry;
  return 'index' in b && a.index === b.index;
}
