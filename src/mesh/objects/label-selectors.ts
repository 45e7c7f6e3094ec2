import type { LabelExpression, LabelSelector } from '../../facts/kubernetes/label-selector.ts';
import { isTemplated } from '../../text.ts';

export type Labels = Readonly<Record<string, string>>;

/** Whether labels satisfy a Kubernetes label selector; one that Kubernetes would refuse is satisfied by none. */
export function matches(selector: LabelSelector, labels: Labels): boolean {
  return expressionsOf(selector).every((expression) => holds(expression, labels[expression.key]));
}

/** The same where only some of the labels are known, and for selectors that are filled in later. */
export function mayMatch(selector: LabelSelector, known: Labels): 'yes' | 'no' | 'unknown' {
  const answers = expressionsOf(selector).map((expression) => {
    const value = known[expression.key];
    if (value === undefined || [value, ...expression.values].some(isTemplated)) return 'unknown';
    return holds(expression, value) ? 'yes' : 'no';
  });
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function expressionsOf({ matchLabels, expressions }: LabelSelector): readonly LabelExpression[] {
  const equalities = matchLabels.map(({ key, value }) => ({
    key: key.value,
    operator: 'In',
    values: [value.value],
  }));
  return [...equalities, ...expressions];
}

function holds({ operator, values }: LabelExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
