import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Mesh } from '../mesh.ts';
import { type PlainSidecar, plainSidecar } from './plain-sidecar.ts';

/**
 * What keeps the pods of a Job or CronJob from ever being complete: a sidecar that is a container like the others, and
 * that nothing in these files tells to quit. `undefined`: they end, or are no pods of a Job.
 */
export function keptAlive(workload: Workload, mesh: Mesh): PlainSidecar | undefined {
  if (workload.kind !== 'Job' && workload.kind !== 'CronJob') return undefined;
  if (mesh.judged(workload) === 'no' || mesh.injection(workload).inMesh === 'ambient') {
    return undefined;
  }
  return workload.containers.some(quitsSidecar) ? undefined : plainSidecar(workload, mesh);
}

/** The proxy's own address for it, programs that wrap a command, and what shared process namespaces allow. */
const QUITTING =
  /quitquitquit|\bscuttle\b|\benvoy-preflight\b|\bp?kill(?:all)?\b[^;&|\n]*\b(?:pilot-agent|envoy)\b/;

/** Variables of scuttle, which may be the entry point of the image. */
const SCUTTLE_VARIABLE = /^(?:ENVOY_ADMIN_API|ISTIO_QUIT_API|SCUTTLE_.+)$/;

/** A container that ends the sidecar when it has done its work. */
function quitsSidecar({ command, env, image }: Container): boolean {
  return (
    /scuttle/.test(image?.value ?? '') ||
    command.some(({ value }) => QUITTING.test(value)) ||
    env.some((variable) => SCUTTLE_VARIABLE.test(variable.name))
  );
}
