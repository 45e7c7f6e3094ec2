import type { View } from '../../parse/yaml/view.ts';
import { durationFaults, stringMatchFaults } from './blocks.ts';
import { error, type Faults, isOpen, known, missing, ofTexts } from './fault.ts';
import { matchedHeaderProblem } from './headers.ts';

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
];
const SECOND = 1e9;

export function* corsFaults(cors: View): Faults {
  for (const origin of cors.get('allowOrigins').items()) {
    const fields = ['exact', 'prefix', 'regex'] as const;
    const set = fields.map((field) => origin.get(field)).filter((view) => view.exists);
    if (set.length === 0 && !isOpen(origin))
      yield missing(origin, 'exact', 'an entry of allowOrigins needs exact, prefix or regex');
    for (const view of set)
      if (known(view)?.value === '')
        yield error(view, 'an entry of allowOrigins must not be empty');
    yield* stringMatchFaults(origin, { emptyPrefix: true });
  }
  yield* ofTexts(cors.get('allowMethods'), (method) =>
    METHODS.includes(method) ? undefined : `"${method}" is no method of HTTP that CORS knows`,
  );
  for (const field of ['allowHeaders', 'exposeHeaders'] as const)
    yield* ofTexts(cors.get(field), (name) =>
      name === '*' ? undefined : matchedHeaderProblem(name),
    );
  yield* durationFaults(cors.get('maxAge'), SECOND);
}
