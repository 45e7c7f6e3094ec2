import { saying } from '../elsewhere.ts';
import type { Format } from '../report.ts';
import { severityStyle, styles } from '../terminal/style.ts';
import { visible, withoutCommands } from '../visible.ts';
import { because } from './because.ts';

/** One line for each finding: `file:line:column: severity[rule] message`. */
export const concise: Format = ({ findings }, colored) => {
  const style = styles(colored);
  const lines = findings.map((finding) => {
    const { place, severity, rule, ignored } = finding;
    const { line, column } = place.start;
    const where = style.bold(`${visible(place.file)}:${line}:${column}:`);
    const mark = ignored ? `${because(ignored)} ` : '';
    return `${where} ${severityStyle(style, severity)(`${severity}[${rule}]`)} ${mark}${visible(saying(finding))}\n`;
  });
  return withoutCommands(lines.join(''));
};
