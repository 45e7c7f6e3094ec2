import type { IgnoredBecause } from '../report.ts';
import { visible } from '../visible.ts';

/** `(ignored: the reason)`, for findings that are shown but do not count. */
export function because({ by, reason }: IgnoredBecause): string {
  if (by === 'baseline') return '(known from the baseline)';
  return by === 'annotation' ? '(ignored by annotation)' : `(ignored: ${visible(reason)})`;
}
