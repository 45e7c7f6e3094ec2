import { leftOut } from '../report/most-important.ts';
import type { Format, Report } from '../report/report.ts';
import type { FormatName } from './flags.ts';

/** Each format's code is loaded when it is asked for. */
const FORMAT: Readonly<Record<FormatName, () => Promise<Format>>> = {
  full: async () => (await import('../report/full.ts')).full,
  concise: async () => (await import('../report/concise.ts')).concise,
  json: async () => (await import('../report/json.ts')).json,
  sarif: async () => (await import('../report/sarif.ts')).sarif,
  github: async () => (await import('../report/github.ts')).github,
  gitlab: async () => (await import('../report/gitlab.ts')).gitlab,
  junit: async () => (await import('../report/junit.ts')).junit,
  checkstyle: async () => (await import('../report/checkstyle.ts')).checkstyle,
  markdown: async () => (await import('../report/markdown.ts')).markdown,
};

/** The function that writes a format. */
export async function formatNamed(name: FormatName): Promise<Format> {
  return await FORMAT[name]();
}

/** What a format cannot hold, in words for standard error. */
export function shortcoming(name: FormatName, report: Report): string {
  return name === 'sarif' ? leftOut(report) : '';
}
