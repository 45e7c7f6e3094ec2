import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, missing, placeOf } from './fault.ts';
import { headerOperationFaults } from './headers.ts';
import { hostProblem, isLabel } from './names.ts';

/** The destinations of a route, with their weights and headers. */
export function* destinationFaults(destinations: readonly View[]): Faults {
  for (const each of destinations) {
    const destination = each.get('destination');
    if (!destination.exists && !isOpen(each))
      yield missing(each, 'destination', 'a destination needs a host');
    yield* oneDestinationFaults(destination);
    yield* headerOperationFaults(each.get('headers'));
  }
  yield* weightFaults(destinations);
}

export function* oneDestinationFaults(destination: View): Faults {
  const host = known(destination.get('host'));
  const problem =
    host &&
    (host.value === '*' ? 'the host of a destination must not be "*"' : hostProblem(host.value));
  if (host && problem !== undefined) yield error(host, problem);
  const subset = known(destination.get('subset'));
  if (subset && subset.value !== '' && !isLabel(subset.value))
    yield error(subset, `"${subset.value}" is no name of a subset`);
}

/** There is no rule that weights come to 100; but several of 0 send requests nowhere. */
function* weightFaults(destinations: readonly View[]): Faults {
  let total = 0;
  for (const each of destinations) {
    const weight = each.get('weight');
    if (weight.type !== 'number' && weight.exists) return;
    const { value = 0 } = weight.number() ?? {};
    if (value < 0) yield error(weight, `the weight is ${value}, but must be at least 0`);
    total += value;
  }
  const [first] = destinations;
  if (first && destinations.length > 1 && total === 0)
    yield {
      ...error({ at: placeOf(first) }, 'of several destinations none has a weight'),
      missing: 'weight',
    };
}
