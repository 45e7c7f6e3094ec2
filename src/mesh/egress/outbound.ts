import type { Sidecar } from '../../facts/istio/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import { isTemplated } from '../../text.ts';
import { namespaceSidecar } from '../hosts/visibility.ts';
import type { EffectiveSettings, Outbound, Target } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { selectorIndex } from '../objects/selectors.ts';
import { oncePer } from '../once.ts';
import { defaultOf, type Settings } from '../settings.ts';
import { atLeast, before } from '../versions/version.ts';

/**
 * What happens to calls to hosts that nobody has declared: the Sidecar that selects the pods, else the one of their
 * namespace, else that of the root namespace (Istio 1.3); else the mesh's `outboundTrafficPolicy`; else the version's
 * default. Istio 1.0 knows no such setting and blocks them.
 */
export function answerOutbound(
  objects: Objects,
  settings: Settings,
  effective: () => EffectiveSettings,
  istio: () => Target,
): (from: Workload | { readonly namespace: string }) => Outbound {
  const selecting = oncePer((namespace: string) =>
    selectorIndex(
      objects.inNamespace('Sidecar', namespace).filter(({ selector }) => selector.length > 0),
    ),
  );
  return (from) => {
    const [chosen] =
      'podLabels' in from ? selecting(objects.namespace(from.namespace))(from.podLabels) : [];
    const root = effective().rootNamespace.value;
    const sidecar = atLeast(istio(), '1.3')
      ? (chosen ?? namespaceSidecar(objects, from.namespace, root))
      : undefined;
    return (sidecar && bySidecar(sidecar)) ?? byMesh(settings, istio()) ?? byVersion(istio());
  };
}

/** The key without a mode is the enum's zero value, REGISTRY_ONLY (istio/api networking/v1alpha3/sidecar.proto). */
function bySidecar(sidecar: Sidecar): Outbound | undefined {
  if (sidecar.outbound === undefined) return undefined;
  const { at, mode } = sidecar.outbound;
  const written = mode?.value.toUpperCase() ?? 'REGISTRY_ONLY';
  if (isTemplated(mode?.value ?? '')) return undefined;
  const by = mode === undefined ? 'outboundTrafficPolicy without a mode' : written;
  return {
    mode: written === 'REGISTRY_ONLY' ? 'closed' : 'open',
    by: `${by} in ${described(sidecar)}`,
    at: mode?.at ?? at,
  };
}

/** The charts' own place for it is none that they read since Istio 1.8 at the latest, see `unread-values.ts`. */
function byMesh(settings: Settings, istio: Target): Outbound | undefined {
  const stated =
    settings.stated('outboundMode') ??
    (before(istio, '1.8') ? settings.stated('globalOutboundMode') : undefined);
  if (stated === undefined) return undefined;
  const mode = stated.value.value.toUpperCase();
  return {
    mode: mode === 'REGISTRY_ONLY' ? 'closed' : 'open',
    by: `${mode} in ${stated.source}`,
    at: stated.value.at,
  };
}

function byVersion(istio: Target): Outbound {
  return atLeast(istio, '1.1')
    ? { mode: 'unstated', by: defaultOf(istio) }
    : { mode: 'closed', by: defaultOf(istio) };
}
