import type { Format } from './report.ts';
import { severityStyle, styles } from './style.ts';
import { visible } from './visible.ts';

/** One line for each finding: `file:line:column: severity[rule] message`. */
export const concise: Format = ({ findings }, colored) => {
  const style = styles(colored);
  return findings
    .map(({ place, severity, rule, message }) => {
      const { line, column } = place.start;
      const where = style.bold(`${visible(place.file)}:${line}:${column}:`);
      return `${where} ${severityStyle(style, severity)(`${severity}[${rule}]`)} ${visible(message)}\n`;
    })
    .join('');
};
