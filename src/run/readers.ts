import { readMeshConfig, readMeshNetworks } from '../facts/istio/read-settings.ts';
import { readFacts } from '../facts/read.ts';
import type { Readers } from '../project/project.ts';
import type { FactsReader } from '../project/reading.ts';

/** How texts become facts; the slower reader is loaded when some file needs it. */
export const readers: Readers = {
  facts: (file, text, parts) => readFacts(file, text, { parts }),
  patient,
  meshConfig: readMeshConfig,
  meshNetworks: readMeshNetworks,
};

async function patient(): Promise<FactsReader> {
  const { secondOpinion } = await import('../parse/yaml/second-opinion.ts');
  return (file, text) => readFacts(file, text, { secondOpinion });
}
