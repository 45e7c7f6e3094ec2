import { groupOf, type ResourceHead } from '../../facts/resource.ts';

/**
 * What the names of Services end in that operators make for their objects: KubeRay for clusters and for what serves on them (KubeRay
 * 1.4, `GenerateHeadServiceName` and `GenerateServeServiceName`), Flagger for canaries ("How it works", Flagger 1.41).
 */
const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ray.io/RayCluster', ['-head-svc']],
  ['ray.io/RayService', ['-head-svc', '-serve-svc']],
  ['flagger.app/Canary', ['', '-canary', '-primary']],
]);

/** The names of the Services that an operator makes for an object, in its namespace; none for most kinds. */
export function servicesMadeFor({ apiVersion, kind, name }: ResourceHead): readonly string[] {
  const endings = ENDINGS.get(`${groupOf(apiVersion)}/${kind}`) ?? [];
  return endings.map((ending) => `${name}${ending}`);
}
