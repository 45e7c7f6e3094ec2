import type { Mesh } from '../mesh.ts';
import type { Settings } from '../settings.ts';
import {
  type InconsistentService,
  inconsistentServices,
  type OtherCluster,
} from './inconsistent-services.ts';
import { type UnknownRegistry, unknownRegistries } from './unknown-registries.ts';

/** What rules ask of a mesh of several clusters. */
export interface MulticlusterQuestions {
  /** Services that another cluster declares otherwise. */
  inconsistentServices(): readonly InconsistentService[];
  /** Registries of the mesh networks that are no cluster of the mesh. */
  unknownRegistries(): readonly UnknownRegistry[];
}

export function answerMulticluster(
  mesh: Mesh,
  settings: Settings,
  clusters: readonly OtherCluster[],
): MulticlusterQuestions {
  return {
    inconsistentServices: () => inconsistentServices(mesh, clusters),
    unknownRegistries: () => unknownRegistries(mesh, settings),
  };
}
