import type { View } from '../../parse/yaml/view.ts';
import { numberFaults } from './blocks.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';

/** As istiod validates a Telemetry (istio/istio 1.32, pkg/config/validation/validation.go). */
export function* telemetryFaults(object: View): Faults {
  const spec = object.get('spec');
  const tracing = spec.get('tracing');
  const [, second] = tracing.items();
  if (second)
    yield warning(
      { at: tracing.keyAt },
      'of several entries of tracing only the first one has an effect',
    );
  for (const part of ['tracing', 'metrics', 'accessLogging'] as const)
    for (const entry of spec.get(part).items())
      for (const provider of entry.get('providers').items())
        if (known(provider.get('name'))?.value === '')
          yield error(provider.get('name'), 'the name of a provider must not be empty');
  for (const entry of tracing.items()) yield* tracingFaults(entry);
}

function* tracingFaults(entry: View): Faults {
  const providers = entry.get('providers');
  if (providers.items().length > 1)
    yield warning(
      { at: providers.keyAt },
      'of several providers of tracing only the first one has an effect',
    );
  yield* numberFaults(entry.get('randomSamplingPercentage'), 0, 100, 'randomSamplingPercentage');
  for (const { key, value } of entry.get('customTags').entries()) {
    if (key.value === '') yield error(key, 'the name of a tag must not be empty');
    if (!isOpen(value) && value.entries().length === 0)
      yield missing(
        value,
        'literal',
        `tag "${key.value}" needs a literal, a header, an environment variable or a formatter`,
      );
  }
}
