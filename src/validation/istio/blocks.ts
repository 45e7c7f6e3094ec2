import type { View } from '../../parse/yaml/view.ts';
import { MILLISECOND, nanoseconds } from '../duration.ts';
import { error, type Faults, known, knownTexts } from './fault.ts';
import { isLabel, isRange, labelKeyProblem, labelValueProblem } from './names.ts';
import { expressionProblem } from './regular-expression.ts';

/** `exportTo`: `.`, `*` or namespaces, each once, the wildcard alone; `~` stands for nobody in ServiceEntries. */
export function* exportToFaults(view: View, { nobody = false }: { nobody?: boolean } = {}): Faults {
  const texts = knownTexts(view);
  const seen = new Set<string>();
  for (const text of texts) {
    const { value } = text;
    const isKnown = value === '.' || value === '*' || (nobody && value === '~') || isLabel(value);
    if (!isKnown)
      yield error(text, `exportTo has "${value}", which is neither ".", "*" nor a namespace`);
    if (seen.has(value)) yield error(text, `exportTo has "${value}" twice`);
    if ((value === '*' || value === '~') && texts.length > 1)
      yield error(text, `exportTo has "${value}", which must stand alone`);
    seen.add(value);
  }
}

/** Labels in the syntax of Kubernetes. */
export function* labelFaults(view: View): Faults {
  for (const { key, value } of view.entries()) {
    const keyProblem = labelKeyProblem(key.value);
    if (keyProblem !== undefined) yield error(key, keyProblem);
    const text = known(value);
    const problem = text && labelValueProblem(text.value);
    if (text && problem !== undefined) yield error(text, problem);
  }
}

/** A match by `exact`, `prefix` or `regex`. */
export function* stringMatchFaults(
  view: View,
  { emptyPrefix = false }: { emptyPrefix?: boolean } = {},
): Faults {
  const prefix = known(view.get('prefix'));
  if (prefix?.value === '' && !emptyPrefix) yield error(prefix, 'prefix must not be empty');
  yield* expressionFaults(view.get('regex'));
}

export function* expressionFaults(view: View): Faults {
  const expression = known(view);
  const problem = expression && expressionProblem(expression.value);
  if (expression && problem !== undefined) yield error(expression, problem);
}

export function* rangeFaults(view: View): Faults {
  for (const text of knownTexts(view))
    if (!isRange(text.value)) yield error(text, `"${text.value}" is no address and no range`);
}

/** A whole number between two bounds; one that is no number violates the schema. */
export function* numberFaults(view: View, least: number, most: number, what: string): Faults {
  const number = view.number();
  if (number && (number.value < least || number.value > most))
    yield error(number, `${what} is ${number.value}, but must be ${bounds(least, most)}`);
}

function bounds(least: number, most: number): string {
  return most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
}

/** What a duration of whole milliseconds must be; that it is one of at least 1ms is in the schema. */
export function* durationFaults(view: View, unit: number = MILLISECOND): Faults {
  const text = known(view);
  const length = text && nanoseconds(text.value);
  if (text && length !== undefined && length >= MILLISECOND && length % unit !== 0)
    yield error(
      text,
      `"${text.value}" must be a whole number of ${unit === MILLISECOND ? 'milliseconds' : 'seconds'}`,
    );
}

/** A share in percent, as of faults: 0, or from 0.0001 to 100. */
export function* percentFaults(view: View): Faults {
  const number = view.get('value').number();
  if (!number) return;
  const { value } = number;
  if (value < 0 || value > 100 || (value > 0 && value < 0.0001))
    yield error(number, `the percentage is ${value}, but must be 0, or from 0.0001 to 100`);
}
