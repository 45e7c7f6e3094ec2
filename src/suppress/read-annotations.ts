import type { ResourceName } from '../finding.ts';
import type { Entry, Located } from '../text.ts';
import type { AnnotationIgnore, Range } from './ignore.ts';

/**
 * istioctl's annotation takes codes or `*` (istio/istio 1.28 pkg/config/analysis/local/istiod_analyze.go
 * `filterMessages`); Kiali's takes codes (kiali 2.x `kiali.io/ignore-validations`).
 */
const TOOLS: ReadonlyMap<string, AnnotationIgnore['tool']> = new Map([
  ['meshlint.dev/ignore', 'meshlint'],
  ['galley.istio.io/analyze-suppress', 'istioctl'],
  ['kiali.io/ignore-validations', 'kiali'],
]);

/** Whether one of these annotations ignores anything. */
export function hasIgnore(annotations: readonly Entry[]): boolean {
  return annotations.some(({ key }) => TOOLS.has(key.value));
}

/** The ignores among an object's annotations. */
export function readAnnotations(
  resource: ResourceName,
  annotations: readonly Entry[],
  object: Range,
): AnnotationIgnore[] {
  return annotations.flatMap(({ key, value }) => {
    const tool = TOOLS.get(key.value);
    if (!tool) return [];
    return [{ form: 'annotation', tool, at: value.at, rules: wordsOf(value), resource, object }];
  });
}

/** Places are exact where the value is written on one line without escapes; else they are the whole value's. */
function wordsOf({ value, at }: Located<string>): Located<string>[] {
  const exact = at.end - at.start === value.length;
  return Array.from(value.matchAll(/[^\s,]+/g), (match) => {
    const start = at.start + match.index;
    const own = { file: at.file, start, end: start + match[0].length };
    return { value: match[0], at: exact ? own : at };
  });
}
