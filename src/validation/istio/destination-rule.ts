import type { View } from '../../parse/yaml/view.ts';
import { exportToFaults, labelFaults } from './blocks.ts';
import { error, type Faults, known, repeated } from './fault.ts';
import { hostProblem, isLabel } from './names.ts';
import { trafficPolicyFaults } from './traffic-policy.ts';

/** As istiod validates a DestinationRule (istio/istio 1.32, pkg/config/validation/validation.go, `ValidateDestinationRule`). */
export function* destinationRuleFaults(object: View): Faults {
  const spec = object.get('spec');
  const host = known(spec.get('host'));
  const problem = host && hostProblem(host.value);
  if (host && problem !== undefined) yield error(host, problem);
  yield* exportToFaults(spec.get('exportTo'));
  yield* trafficPolicyFaults(spec.get('trafficPolicy'));
  const subsets = spec.get('subsets').items();
  yield* repeated(subsets, 'name', 'subset');
  for (const subset of subsets) {
    const name = known(subset.get('name'));
    if (name && !isLabel(name.value)) yield error(name, `"${name.value}" is no name of a subset`);
    yield* labelFaults(subset.get('labels'));
    yield* trafficPolicyFaults(subset.get('trafficPolicy'));
  }
}
