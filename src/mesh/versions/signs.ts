import type { FileFacts } from '../../facts/facts.ts';
import { oncePerObject } from '../once.ts';
import { speaksOfIstio } from './evidence.ts';
import { type VersionSigns, versionSigns } from './versions.ts';

/** What single files show of the mesh, each worked out once for all environments, and all runs, that hold the file. */
export interface Signs {
  ofVersion(file: FileFacts): VersionSigns;
  speaksOfIstio(file: FileFacts): boolean;
}

export function answerSigns(): Signs {
  return { ofVersion: oncePerObject(versionSigns), speaksOfIstio: oncePerObject(speaksOfIstio) };
}
