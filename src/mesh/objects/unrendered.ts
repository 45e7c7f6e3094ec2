import type { FileFacts } from '../../facts/facts.ts';

/** What a template that nothing has rendered is called. */
interface Template {
  /** The folder of its chart; `""` where that is the top of the project. */
  readonly chart: string;
  /** Its own name, without endings. */
  readonly name: string;
}

/**
 * Whether a template that nothing has rendered may make a Service or ServiceAccount of this name. What is made is not known, but names keep to a
 * custom: those of the chart that `helm create` begins with hold the chart's name (Helm 3 pkg/chartutil/create.go, `fullname`),
 * and a template for each component is called like it.
 */
export function mayBeRendered(files: Iterable<FileFacts>): (name: string) => boolean {
  const templates = templatesIn(files);
  const charts = new Set(templates.map(({ chart }) => chart).filter((chart) => chart !== ''));
  const names = new Set(templates.map(({ name }) => name));
  return (made) => names.has(made) || runsOfWords(made).some((run) => charts.has(run));
}

/** The same text as long as the answers are the same. */
export function templateNames(files: Iterable<FileFacts>): string {
  return templatesIn(files)
    .map(({ chart, name }) => `template ${chart} ${name}`)
    .join('\n');
}

const IN_CHART = /(?:^|([^/]+)\/)templates\/(?:.*\/)?([^/.]+)[^/]*$/;

function templatesIn(files: Iterable<FileFacts>): Template[] {
  return [...files].flatMap(({ file, skipped, resources }) => {
    const isTemplate = skipped === 'helm-template' || skipped === 'template';
    if (!isTemplate || resources.length > 0) return [];
    const [, chart = '', name = ''] = IN_CHART.exec(file) ?? [];
    return name === '' ? [] : [{ chart, name }];
  });
}

/** `a-b-c`: `a`, `a-b`, `a-b-c`, `b`, `b-c`, `c`. A name has at most 63 characters. */
function runsOfWords(name: string): string[] {
  const words = name.split('-');
  return words.flatMap((_word, from) =>
    words.slice(from).map((_last, count) => words.slice(from, from + count + 1).join('-')),
  );
}
