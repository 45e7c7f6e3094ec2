import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, type Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { atLeast } from '../versions/version.ts';

export const NATIVE_SIDECAR = 'sidecar.istio.io/nativeSidecar';

/** Why the pods of a Job stay when their own containers have ended. */
export interface KeptAlive {
  /** For messages: `default of Istio 1.20`, `annotation sidecar.istio.io/nativeSidecar`. */
  readonly by: string;
  readonly at?: Span;
}

/**
 * What keeps the pods of a Job or CronJob from ever being complete: a sidecar that is a container like the others, and
 * that nothing in these files tells to quit. `undefined`: they end, or are no pods of a Job.
 */
export function keptAlive(workload: Workload, mesh: Mesh): KeptAlive | undefined {
  if (workload.kind !== 'Job' && workload.kind !== 'CronJob') return undefined;
  if (mesh.judged(workload) === 'no' || mesh.injection(workload).inMesh === 'ambient') {
    return undefined;
  }
  return workload.containers.some(quitsSidecar) ? undefined : plainSidecar(workload, mesh);
}

/** The pods' annotation counts since Istio 1.24 (istio/istio pull request 53490). */
function plainSidecar(workload: Workload, mesh: Mesh): KeptAlive | undefined {
  const { value, source, at } = mesh.settings.nativeSidecars;
  const annotation = entryOf(workload.podAnnotations, NATIVE_SIDECAR)?.value;
  if (annotation === undefined || !atLeast(mesh.targets.istio, '1.24')) {
    return value ? undefined : { by: source, ...(at && { at }) };
  }
  if (annotation.value !== 'false') return undefined;
  return { by: `annotation ${NATIVE_SIDECAR}`, at: annotation.at };
}

/** The proxy's own address for it, programs that wrap a command, and what shared process namespaces allow. */
const QUITTING =
  /quitquitquit|\bscuttle\b|\benvoy-preflight\b|\bp?kill(?:all)?\b[^;&|\n]*\b(?:pilot-agent|envoy)\b/;

/** Variables of scuttle, which may be the entry point of the image. */
const SCUTTLE_VARIABLE = /^(?:ENVOY_ADMIN_API|ISTIO_QUIT_API|SCUTTLE_.+)$/;

/** A native sidecar that is written out, or a container that ends the sidecar when it has done its work. */
function quitsSidecar({ name, sidecar, command, env, image }: Container): boolean {
  return (
    (name === 'istio-proxy' && sidecar) ||
    /scuttle/.test(image?.value ?? '') ||
    command.some(({ value }) => QUITTING.test(value)) ||
    env.some((variable) => SCUTTLE_VARIABLE.test(variable.name))
  );
}
