import type { View } from '../../parse/yaml/view.ts';
import type { Entry, Located, Span } from '../../text.ts';

/** Whom a policy, or another object that changes proxies, is for. */
export interface Attachment {
  /** `selector.matchLabels` or `workloadSelector.labels`; empty where none is written: every workload of the namespace. */
  readonly selector: readonly Entry[];
  /** The key of the selector; absent where none is written. */
  readonly selectorAt?: Span;
  /** `targetRef` and `targetRefs`: what it is attached to in place of pods. */
  readonly targets: readonly TargetReference[];
}

export interface TargetReference {
  /** `Gateway`, `GatewayClass`, `Service`, `ServiceEntry`. */
  readonly kind: string;
  readonly name: Located<string>;
}

interface ReferenceModel {
  kind?: string;
  name?: string;
}

interface AttachedModel {
  selector?: { matchLabels?: Record<string, string> };
  workloadSelector?: { labels?: Record<string, string> };
  targetRef?: ReferenceModel;
  targetRefs?: ReferenceModel[];
}

/** The `spec` of any object that selects workloads: policies by `selector`, Sidecar and EnvoyFilter by `workloadSelector`. */
export function readAttachment(spec: View): Attachment {
  const attached = spec.as<AttachedModel>();
  const selector = attached.get('selector');
  const workloadSelector = attached.get('workloadSelector');
  const written = [selector, workloadSelector].find((view) => view.exists);
  return {
    selector: [...selector.get('matchLabels').pairs(), ...workloadSelector.get('labels').pairs()],
    ...(written && { selectorAt: written.keyAt }),
    targets: [attached.get('targetRef'), ...attached.get('targetRefs').items()].flatMap(
      (reference) => {
        const name = reference.get('name').text();
        return name ? [{ kind: reference.get('kind').text()?.value ?? '', name }] : [];
      },
    ),
  };
}
