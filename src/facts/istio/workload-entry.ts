import type { IWorkloadEntry } from '@kubernetes-models/istio/networking.istio.io/v1/WorkloadEntry';
import type { IWorkloadGroup } from '@kubernetes-models/istio/networking.istio.io/v1/WorkloadGroup';
import type { View } from '../../parse/yaml/view.ts';
import type { Entry } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type { ResourceHead } from '../resource.ts';

/** networking.istio.io WorkloadEntry and WorkloadGroup: workloads outside Kubernetes, which selectors find as they find pods. */
export interface WorkloadEntry extends ResourceHead {
  readonly type: 'WorkloadEntry';
  /** Labels of the workload itself. */
  readonly podLabels: readonly Entry[];
}

export function readWorkloadEntry(view: View): WorkloadEntry {
  const head = readHead(view);
  const own = view.as<IWorkloadEntry>().get('spec', 'labels').pairs();
  return { type: 'WorkloadEntry', ...head, podLabels: [...head.labels, ...own] };
}

/** A group's entries have the labels of its template. */
export function readWorkloadGroup(view: View): WorkloadEntry {
  const spec = view.as<IWorkloadGroup>().get('spec');
  return {
    type: 'WorkloadEntry',
    ...readHead(view),
    podLabels: [
      ...spec.get('template', 'labels').pairs(),
      ...spec.get('metadata', 'labels').pairs(),
    ],
  };
}
