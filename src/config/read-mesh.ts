import type { MeshSettings } from '../facts/istio/settings.ts';
import type { View } from '../parse/yaml/view.ts';
import type { Located } from '../text.ts';

/** The section `mesh`, as a document that states settings of the mesh; its places are those of the configuration. */
export function readMesh(view: View): MeshSettings | undefined {
  if (view.type !== 'map') return undefined;
  const outboundMode = view.get('outboundTrafficPolicy').text();
  const mtlsMode = view.get('mtls').text();
  const enableAutoMtls = view.get('autoMtls').boolean();
  const clusterDomain = view.get('clusterDomain').text();
  const rootNamespace = view.get('rootNamespace').text();
  const trustDomain = view.get('trustDomain').text();
  const cni = view.get('cni').boolean();
  const nativeSidecars = word(view.get('nativeSidecars').boolean(), ['true', 'false']);
  const http10 = word(view.get('http10').boolean(), ['1', '0']);
  const rewriteProbes = view.get('rewriteProbes').boolean();
  return {
    source: view.file,
    at: view.keyAt,
    gateways: [],
    ...(outboundMode && { outboundMode }),
    ...(mtlsMode && { mtlsMode }),
    ...(enableAutoMtls && { enableAutoMtls }),
    ...(clusterDomain && { clusterDomain }),
    ...(rootNamespace && { rootNamespace }),
    ...(trustDomain && { trustDomain }),
    ...(cni && { cni }),
    ...(nativeSidecars && { nativeSidecars }),
    ...(http10 && { http10 }),
    ...(rewriteProbes && { rewriteProbes }),
  };
}

/** As variables of istiod have it; `1` and `0` are the words that every version knows for PILOT_HTTP10. */
function word(
  flag: Located<boolean> | undefined,
  [on, off]: readonly [on: string, off: string],
): Located<string> | undefined {
  return flag && { value: flag.value ? on : off, at: flag.at };
}
