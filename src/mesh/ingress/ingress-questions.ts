import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { once, oncePer } from '../once.ts';
import { backendsOf, type JudgedBackend } from './backends.ts';
import { type Entrance, entrancesOf } from './entrances.ts';
import { judgeLeftover, type Leftover, meshedController } from './leftover.ts';

/** What rules ask of the ways into the mesh; each answer is worked out once. */
export interface IngressQuestions {
  /** How an Ingress bypasses the mesh, if it does. */
  leftover(ingress: Ingress): Leftover | undefined;
  /** The backends by which an Ingress leads to the mesh's own gateway, if it leads there and to no workload of the mesh. */
  edge(ingress: Ingress): readonly JudgedBackend[] | undefined;
  /** Every host that can be reached through a gateway of the mesh. */
  entrances(): readonly Entrance[];
}

export function answerIngress(mesh: Mesh): IngressQuestions {
  const entrances = once(() => entrancesOf(mesh));
  const isControllerInMesh = once(() => meshedController(mesh));
  return {
    entrances,
    leftover: oncePer((ingress: Ingress) =>
      judgeLeftover(mesh, ingress, entrances(), isControllerInMesh),
    ),
    edge: oncePer((ingress: Ingress) => edgeOf(mesh, ingress)),
  };
}

function edgeOf(mesh: Mesh, ingress: Ingress): readonly JudgedBackend[] | undefined {
  const backends = backendsOf(mesh, ingress);
  const gateways = backends.filter((backend) => backend.stands === 'gateway');
  const inside = backends.some((backend) => backend.stands === 'mesh');
  return gateways.length === 0 || inside ? undefined : gateways;
}
