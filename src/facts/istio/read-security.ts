import type { IPeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication';
import type { View } from '../../parse/yaml/view.ts';
import type { Span } from '../../text.ts';
import { readHead } from '../read-head.ts';
import { readAttachment } from './attachment.ts';
import type { AuthenticationPolicy, PeerAuthentication } from './kinds.ts';

export function readPeerAuthentication(view: View): PeerAuthentication {
  const spec = view.as<IPeerAuthentication>().get('spec');
  const mode = spec.get('mtls', 'mode').text();
  return {
    type: 'PeerAuthentication',
    ...readHead(view),
    ...readAttachment(spec),
    ...(mode && { mode: { ...mode, value: mode.value.toUpperCase() } }),
    portModes: spec
      .get('portLevelMtls')
      .entries()
      .flatMap(({ key, value }) => {
        const portMode = value.get('mode').text();
        const port = Number(key.value);
        if (!portMode || !Number.isInteger(port)) return [];
        return [{ port, mode: { ...portMode, value: portMode.value.toUpperCase() } }];
      }),
  };
}

/** `authentication.istio.io/v1alpha1` Policy and MeshPolicy (istio/api 1.4, authentication/v1alpha1/policy.proto). */
interface PolicyModel {
  spec?: {
    targets?: { name?: string; ports?: { number?: number; name?: string }[] }[];
    peers?: { mtls?: { mode?: string; allow_tls?: boolean; allowTls?: boolean } | null }[];
  };
}

export function readAuthenticationPolicy(view: View): AuthenticationPolicy {
  const head = readHead(view);
  const spec = view.as<PolicyModel>().get('spec');
  return {
    type: 'AuthenticationPolicy',
    ...head,
    targets: spec
      .get('targets')
      .items()
      .map((target) => ({
        name: target.get('name').text()?.value ?? '',
        ports: target
          .get('ports')
          .items()
          .flatMap(
            (port) => port.get('number').text()?.value ?? port.get('name').text()?.value ?? [],
          ),
      })),
    ...readPeers(spec, head.at),
  };
}

type SpecModel = NonNullable<PolicyModel['spec']>;

/** An empty `mtls` is STRICT, the enum's zero value; `allow_tls` is the older word for PERMISSIVE. */
function readPeers(
  spec: View<SpecModel>,
  fallback: Span,
): Pick<AuthenticationPolicy, 'mode' | 'modeAt'> {
  for (const peer of spec.get('peers').items()) {
    const mtls = peer.get('mtls');
    if (!mtls.present) continue;
    const written = mtls.get('mode').text();
    const allow = mtls.get('allow_tls').boolean() ?? mtls.get('allowTls').boolean();
    const permissive = written?.value.toUpperCase() === 'PERMISSIVE' || allow?.value === true;
    return { mode: permissive ? 'PERMISSIVE' : 'STRICT', modeAt: written?.at ?? mtls.keyAt };
  }
  const peers = spec.get('peers');
  return { mode: 'DISABLE', modeAt: peers.present ? peers.keyAt : fallback };
}
