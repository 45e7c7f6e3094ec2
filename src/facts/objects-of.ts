import type { View } from '../parse/yaml/view.ts';

/** More than this many levels of lists in lists is no manifest. */
const LIST_DEPTH = 20;

/** The object, or the objects of a list (`kind: List`, `ServiceList`, …), which may hold lists again. */
export function objectsOf(root: View): View[] {
  let views = [root];
  for (let depth = 0; depth < LIST_DEPTH; depth++) {
    const isList = (view: View): boolean =>
      view.get('kind').text()?.value.endsWith('List') === true && view.get('items').type === 'list';
    if (!views.some(isList)) break;
    views = views.flatMap((view) => (isList(view) ? view.get('items').items() : [view]));
  }
  return views;
}
