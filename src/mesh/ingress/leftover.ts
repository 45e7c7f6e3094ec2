import type { Ingress, IngressBackend } from '../../facts/kubernetes/kinds.ts';
import { entryOf, isTemplated } from '../../text.ts';
import type { Mesh, MutualTls } from '../mesh.ts';
import { backendsOf, type JudgedBackend } from './backends.ts';
import { controllerOf, type IngressController } from './controller.ts';
import type { Entrance } from './entrances.ts';

/** An Ingress that lets traffic in past the gateway of the mesh. */
export interface Leftover {
  /** How sure that is, and how bad: `info` where the files cannot tell, `error` where pods refuse its traffic. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly controller: IngressController;
  /** The backends in the mesh; where none is known to be, those that may be. */
  readonly backends: readonly JudgedBackend[];
  /** The policy by which pods refuse what this Ingress sends. */
  readonly strict?: MutualTls;
  /** A route through a gateway for the same host or to the same Service. */
  readonly rival?: Entrance;
  /** Why it is only `info`. */
  readonly doubt?:
    | 'no mesh here'
    | 'injection unknown'
    | 'service unknown'
    | 'class unknown'
    | 'controller in the mesh';
}

/**
 * Whether an Ingress bypasses the mesh: another controller than Istio's takes it, and some backend is in the mesh, or may
 * be, without being its gateway.
 */
export function judgeLeftover(
  mesh: Mesh,
  ingress: Ingress,
  hasMeshedController: () => boolean,
): Leftover | undefined {
  const controller = controllerOf(mesh, ingress);
  if (controller.kind === 'istio' || controller.kind === 'nobody') return undefined;
  const backends = backendsOf(mesh, ingress);
  const inside = backends.filter((backend) => backend.stands === 'mesh');
  const unknown = backends.filter(
    ({ stands, backend }) => stands === 'unknown' && isNamed(backend),
  );
  const edge = backends.some((backend) => backend.stands === 'gateway');
  if (inside.length === 0 && (edge || unknown.length === 0)) return undefined;
  const rival = rivalOf(mesh, ingress);
  const suspects = inside.length > 0 ? inside : unknown;
  const judged = { controller, backends: suspects, ...(rival && { rival }) };
  const doubt = doubtOf(
    mesh,
    controller,
    inside.length > 0 || rival !== undefined,
    () => isWrittenForMesh(ingress) || hasMeshedController(),
  );
  if (doubt !== undefined) return { ...judged, severity: 'info', doubt };
  const strict = inside.find((backend) => backend.strict !== undefined)?.strict;
  return { ...judged, severity: strict ? 'error' : 'warning', ...(strict && { strict }) };
}

/** What a template fills in is not known to be a Service beside the gateway. */
function isNamed({ service }: IngressBackend): boolean {
  return service.value !== '' && !isTemplated(service.value);
}

function doubtOf(
  mesh: Mesh,
  controller: IngressController,
  sure: boolean,
  isInMesh: () => boolean,
): Leftover['doubt'] {
  if (!mesh.hasMesh && !mesh.migrating) return 'no mesh here';
  if (controller.kind === 'unknown') return 'class unknown';
  if (controller.kind === 'other' && isInMesh()) return 'controller in the mesh';
  if (sure) return undefined;
  return mesh.migrating ? 'service unknown' : 'injection unknown';
}

/** The route that already takes the Ingress' host, or leads to its Service, through a gateway. */
function rivalOf(mesh: Mesh, ingress: Ingress): Entrance | undefined {
  const named = ingress.rules
    .flatMap((rule) => rule.host ?? [])
    .filter(({ value }) => value !== '' && !isTemplated(value))
    .flatMap(({ value }) => mesh.ingress.entrancesFor(value))
    .find((entrance) => entrance.host !== '*' && !isTemplated(entrance.host));
  const services = ingress.backends.map(({ service }) => service.value);
  return named ?? mesh.ingress.entranceTo(services, ingress.namespace);
}

/**
 * The annotation that makes ingress-nginx call Services instead of pods, which is what Istio needs of it: whoever sets it
 * runs the controller in the mesh.
 */
function isWrittenForMesh({ annotations }: Ingress): boolean {
  const upstream = entryOf(annotations, 'nginx.ingress.kubernetes.io/service-upstream');
  return upstream?.value.value === 'true';
}

const CONTROLLER_IMAGE =
  /ingress-nginx\/controller|nginx-ingress|kubernetes-ingress|haproxy-ingress|\/traefik(?::|$)|^traefik(?::|$)/;

/** Whether pods of some Ingress controller are in the input and have a sidecar: their calls are then part of the mesh. */
export function meshedController(mesh: Mesh): boolean {
  return mesh
    .all('Workload')
    .filter((workload) =>
      workload.containers.some(({ image }) =>
        CONTROLLER_IMAGE.test((image?.value ?? '').slice(0, 300)),
      ),
    )
    .some((workload) => ['sidecar', 'ambient'].includes(mesh.injection(workload).inMesh));
}
