import { leftOut } from '../report/formats/most-important.ts';
import type { Format, Report } from '../report/report.ts';
import type { FormatName } from './flags.ts';

/** Each format's code is loaded when it is asked for. */
const FORMAT: Readonly<Record<FormatName, () => Promise<Format>>> = {
  full: async () => (await import('../report/formats/full.ts')).full,
  concise: async () => (await import('../report/formats/concise.ts')).concise,
  json: async () => (await import('../report/formats/json.ts')).json,
  sarif: async () => (await import('../report/formats/sarif.ts')).sarif,
  github: async () => (await import('../report/formats/github.ts')).github,
  gitlab: async () => (await import('../report/formats/gitlab.ts')).gitlab,
  junit: async () => (await import('../report/formats/junit.ts')).junit,
  checkstyle: async () => (await import('../report/formats/checkstyle.ts')).checkstyle,
  markdown: async () => (await import('../report/formats/markdown.ts')).markdown,
};

/** The function that writes a format. */
export async function formatNamed(name: FormatName): Promise<Format> {
  return await FORMAT[name]();
}

/** What a format cannot hold, in words for standard error. */
export function shortcoming(name: FormatName, report: Report): string {
  return name === 'sarif' ? leftOut(report) : '';
}
