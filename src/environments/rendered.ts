import type { RenderedChart } from './helm/rendered-chart.ts';
import type { RenderedKustomizations } from './kustomize/kustomize.ts';

/** What installed programs have made of a project's sources. What is in neither is read from its sources, as far as it can be. */
export interface Rendered {
  readonly kustomizations: RenderedKustomizations;
  readonly charts: readonly RenderedChart[];
}
