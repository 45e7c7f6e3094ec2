import picocolors from 'picocolors';
import type { Severity } from '../../finding.ts';

export type Styles = ReturnType<typeof picocolors.createColors>;

/** Colours, or functions that change nothing. */
export function styles(colored: boolean): Styles {
  return picocolors.createColors(colored);
}

export function severityStyle(style: Styles, severity: Severity): (text: string) => string {
  if (severity === 'error') return (text) => style.bold(style.red(text));
  return severity === 'warning'
    ? (text) => style.bold(style.yellow(text))
    : (text) => style.bold(style.cyan(text));
}
