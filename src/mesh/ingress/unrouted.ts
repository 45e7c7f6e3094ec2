import type { Ingress, IngressPath, IngressRule } from '../../facts/kubernetes/kinds.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { controllerOf } from './controller.ts';
import { type Entrance, takesPath } from './entrances.ts';
import { pathPattern } from './served-by-ingress.ts';

/** What of one rule of an Ingress no route through a gateway takes. */
export interface UnroutedRule {
  readonly rule: IngressRule;
  /** The routes that take the host; none: nothing of it is routed. */
  readonly entrances: readonly Entrance[];
  /** The paths that none of them takes. */
  readonly paths: readonly IngressPath[];
}

/** The rules of an Ingress of which something is not routed. Hosts that are filled in later are left out. */
export function unroutedRules(mesh: Mesh, ingress: Ingress): UnroutedRule[] {
  const isGke = controllerOf(mesh, ingress).kind === 'gke';
  return ingress.rules.flatMap((rule) => {
    if (rule.host !== undefined && isTemplated(rule.host.value)) return [];
    const entrances = mesh.ingress.entrancesFor(rule.host?.value);
    const paths = rule.paths.filter(
      (path) => !entrances.some(({ route }) => takesPath(route, pathPattern(path, isGke))),
    );
    return entrances.length === 0 || paths.length > 0 ? [{ rule, entrances, paths }] : [];
  });
}
