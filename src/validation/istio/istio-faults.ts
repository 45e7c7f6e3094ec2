import type { View } from '../../parse/yaml/view.ts';
import type { Violation } from '../violation.ts';
import { authorizationPolicyFaults } from './authorization-policy.ts';
import { destinationRuleFaults } from './destination-rule.ts';
import { envoyFilterFaults } from './envoy-filter.ts';
import type { Faults } from './fault.ts';
import { gatewayFaults } from './gateway.ts';
import { requestAuthenticationFaults } from './request-authentication.ts';
import { serviceEntryFaults, workloadEntryFaults, workloadGroupFaults } from './service-entry.ts';
import { sidecarFaults } from './sidecar.ts';
import { telemetryFaults } from './telemetry.ts';
import { virtualServiceFaults } from './virtual-service.ts';

interface Check {
  readonly rule: string;
  readonly faults: (object: View) => Faults;
}

/** What istiod's own validation refuses or warns of, by kind; its other kinds have nothing beyond their definitions. */
const CHECKS: Readonly<Record<string, Check>> = {
  AuthorizationPolicy: { rule: 'invalid-authorization-policy', faults: authorizationPolicyFaults },
  DestinationRule: { rule: 'invalid-destination-rule', faults: destinationRuleFaults },
  EnvoyFilter: { rule: 'invalid-envoy-filter', faults: envoyFilterFaults },
  Gateway: { rule: 'invalid-gateway', faults: gatewayFaults },
  RequestAuthentication: {
    rule: 'invalid-request-authentication',
    faults: requestAuthenticationFaults,
  },
  ServiceEntry: { rule: 'invalid-service-entry', faults: serviceEntryFaults },
  Sidecar: { rule: 'invalid-sidecar', faults: sidecarFaults },
  Telemetry: { rule: 'invalid-telemetry', faults: telemetryFaults },
  VirtualService: { rule: 'invalid-virtual-service', faults: virtualServiceFaults },
  WorkloadEntry: { rule: 'invalid-workload-entry', faults: workloadEntryFaults },
  WorkloadGroup: { rule: 'invalid-workload-group', faults: workloadGroupFaults },
};

/** Each place once with the same words, however often aliases bring it in. */
export function istioViolations(kind: string, object: View): Violation[] {
  const check = CHECKS[kind];
  if (!check) return [];
  const found = new Map<string, Violation>();
  for (const fault of check.faults(object)) {
    const { file, start } = fault.at;
    const place = `${start} ${file} ${fault.message}`;
    if (!found.has(place)) found.set(place, { ...fault, rule: check.rule });
  }
  return [...found.values()];
}
