import type { Mesh } from '../mesh/mesh.ts';
import type { Draft, Wishes } from './draft.ts';
import { istioGatewayWriter } from './ingress/istio-gateway.ts';
import { kubernetesGatewayWriter } from './ingress/kubernetes-gateway.ts';
import { planIngresses } from './ingress/plans.ts';

/** Gateways and routes in place of the Ingresses that go past the mesh's gateway. */
export function draftGateways(mesh: Mesh, wishes: Wishes): Draft[] {
  const { gatewayApi } = wishes;
  const write = gatewayApi ? kubernetesGatewayWriter(mesh) : istioGatewayWriter(mesh);
  const type = gatewayApi ? 'KubernetesGateway' : 'IstioGateway';
  return planIngresses(mesh, wishes, type).map(({ plan, cures }) => {
    const { objects, notes } = write(plan);
    return { cures, notes: [...notes, ...plan.notes], objects };
  });
}
