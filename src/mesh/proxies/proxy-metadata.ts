import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf } from '../../text.ts';

/** Whether the annotation `proxy.istio.io/config` of pods gives a value to a variable of their proxy, under `proxyMetadata`. */
export function hasProxyMetadata(
  { podAnnotations }: Workload,
  name: `ISTIO_META_${string}`,
  value: string,
): boolean {
  const config = entryOf(podAnnotations, 'proxy.istio.io/config')?.value.value ?? '';
  return new RegExp(`${name}["']?[ \\t]{0,20}:[ \\t]{0,20}["']?${value}`).test(config);
}
