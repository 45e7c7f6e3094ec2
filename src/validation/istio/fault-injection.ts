import type { View } from '../../parse/yaml/view.ts';
import { durationFaults, numberFaults, percentFaults } from './blocks.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';

const GRPC = new Set([
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

export function* faultInjectionFaults(fault: View): Faults {
  if (!fault.exists || isOpen(fault)) return;
  const [abort, delay] = [fault.get('abort'), fault.get('delay')];
  if (!abort.exists && !delay.exists)
    yield missing(fault, 'abort', 'the fault needs an abort or a delay');
  yield* abortFaults(abort);
  yield* percentFaults(delay.get('percentage'));
  yield* durationFaults(delay.get('fixedDelay'));
  if (delay.get('exponentialDelay').exists)
    yield error({ at: delay.get('exponentialDelay').keyAt }, 'exponentialDelay is not supported');
}

function* abortFaults(abort: View): Faults {
  if (!abort.exists || isOpen(abort)) return;
  yield* percentFaults(abort.get('percentage'));
  const grpc = known(abort.get('grpcStatus'));
  if (grpc && !GRPC.has(grpc.value)) yield error(grpc, `"${grpc.value}" is no status of gRPC`);
  if (abort.get('http2Error').exists)
    yield error({ at: abort.get('http2Error').keyAt }, 'http2Error is not supported');
  yield* numberFaults(abort.get('httpStatus'), 200, 600, 'httpStatus');
  const kinds = ['grpcStatus', 'http2Error', 'httpStatus'] as const;
  if (!kinds.some((kind) => abort.get(kind).exists))
    yield warning(
      { at: abort.keyAt },
      'the abort has no httpStatus or grpcStatus, so it aborts nothing',
    );
}
