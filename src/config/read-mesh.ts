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
  const http10 = oneOrZero(view.get('http10').boolean());
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
    ...(http10 && { http10 }),
    ...(rewriteProbes && { rewriteProbes }),
  };
}

/** The words that every version of Istio knows for PILOT_HTTP10. */
function oneOrZero(flag: Located<boolean> | undefined): Located<string> | undefined {
  return flag && { value: flag.value ? '1' : '0', at: flag.at };
}
