/** Envoy takes no longer ones (istio/istio 1.32, pkg/config/validation, `validateStringRegexp`). */
const LONGEST = 1024;

/** Look-around and back-references, which RE2 does not know. */
const NOT_RE2 = /\(\?(?:[=!]|<[=!])|\\[1-9]/;

/** What is wrong with a regular expression in the syntax of RE2; what this does not know for sure is right. */
export function expressionProblem(expression: string): string | undefined {
  if (expression === '') return 'the regular expression is empty';
  if (expression.length > LONGEST)
    return `the regular expression is longer than ${LONGEST} characters`;
  if (NOT_RE2.test(expression.replace(/\\\\/g, '')))
    return 'the regular expression has look-around or a back-reference, which RE2 does not know';
  return compiles(expression) ? undefined : `"${expression}" is no regular expression`;
}

/** What JavaScript writes in another way is put in its way first. */
function compiles(expression: string): boolean {
  const translated = expression
    .replaceAll('(?P<', '(?<')
    .replace(/\(\?[imsU-]+\)/g, '')
    .replace(/\(\?[imsU-]+:/g, '(?:')
    .replace(/\[\[:\^?[a-z]+:\]/g, '[a')
    .replace(/\\[pP](?:\{[^}]*\}|[A-Z])|\\[Qz]/g, 'a');
  try {
    return new RegExp(translated) !== undefined;
  } catch {
    return false;
  }
}
