import { entryOf, isTemplated, type Located } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { DATAPLANE_MODE, NAMESPACE_LABEL, REVISION_LABEL } from './injection.ts';

type Question = Pick<Mesh, 'all' | 'files' | 'settings'>;

/** The revision of the control planes that these files install; nothing where one of them has none. */
export function onlyRevision({ files, settings }: Question): Located<string> | undefined {
  const [revision] = settings.revisions;
  if (revision === undefined || isTemplated(revision.value)) return undefined;
  const documents = files.flatMap((file) => file.settings);
  return documents.some((document) => document.revision === undefined) ? undefined : revision;
}

/**
 * The label by which a Namespace gets sidecars here: a control plane with a revision takes `istio.io/rev`, one without takes
 * `istio-injection` (istio/istio 1.30 manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml). Nothing
 * where the mesh is ambient.
 */
export function injectingLabel(
  mesh: Question,
): { readonly key: string; readonly value: string } | undefined {
  const isAmbient = mesh
    .all('Namespace')
    .some(({ labels }) => entryOf(labels, DATAPLANE_MODE)?.value.value === 'ambient');
  if (isAmbient) return undefined;
  const revision = onlyRevision(mesh);
  return revision
    ? { key: REVISION_LABEL, value: revision.value }
    : { key: NAMESPACE_LABEL, value: 'enabled' };
}

const YES: readonly string[] = ['1', 'enable', 'enabled', 'on', 'true', 'y', 'yes'];
const NO: readonly string[] = ['0', 'disable', 'disabled', 'false', 'n', 'no', 'off'];

/** Whether a word that Istio does not take says yes or no to a reader; nothing for any other word. */
export function meantAnswer(word: string): boolean | undefined {
  const written = word.toLowerCase();
  if (YES.includes(written)) return true;
  return NO.includes(written) ? false : undefined;
}
