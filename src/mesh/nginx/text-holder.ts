import type { ConfigMap, Secret } from '../../facts/kubernetes/kinds.ts';
import type { Span } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import { groupBy, once } from '../once.ts';

type Holder = ConfigMap | Secret;

/** The ConfigMap or Secret in whose text a place of nginx configuration is; none for files of their own. */
export function answerTextHolder(mesh: Pick<Mesh, 'all'>): (at: Span) => Holder | undefined {
  const holders = once(() =>
    groupBy<string, Holder>(
      [...mesh.all('ConfigMap'), ...mesh.all('Secret')].filter((holder) =>
        textsOf(holder).some((text) => text.file === holder.at.file),
      ),
      ({ at }) => at.file,
    ),
  );
  return (at) =>
    holders()
      .get(at.file)
      ?.find((holder) => textsOf(holder).some((text) => isWithin(at, text)));
}

function textsOf(holder: Holder): Span[] {
  const files = holder.type === 'ConfigMap' ? holder.data : holder.stringData;
  return files.flatMap(({ nginx }) => nginx?.at ?? []);
}

function isWithin(at: Span, text: Span): boolean {
  return at.file === text.file && text.start <= at.start && at.end <= text.end;
}
