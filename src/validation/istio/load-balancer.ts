import type { View } from '../../parse/yaml/view.ts';
import { numberFaults } from './blocks.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';

export function* loadBalancerFaults(balancer: View, hasOutlier: boolean): Faults {
  const hash = balancer.get('consistentHash');
  const cookie = hash.get('httpCookie');
  if (known(cookie.get('name'))?.value === '')
    yield error(cookie.get('name'), 'the name of a cookie must not be empty');
  const old = hash.get('minimumRingSize');
  if (old.exists) {
    yield warning(
      { at: old.keyAt },
      'minimumRingSize is deprecated: write ringHash.minimumRingSize',
    );
    for (const field of ['ringHash', 'maglev'] as const)
      if (hash.get(field).exists)
        yield error(
          { at: hash.get(field).keyAt },
          `${field} excludes minimumRingSize: only one of them may be set`,
        );
  }
  yield* tableFaults(hash.get('maglev').get('tableSize'));
  const warmup = balancer.get('warmup');
  yield* numberFaults(warmup.get('minimumPercent'), 0, 100, 'minimumPercent');
  yield* localityFaults(balancer.get('localityLbSetting'), hasOutlier);
}

const LARGEST_TABLE = 5_000_011;

function* tableFaults(size: View): Faults {
  const number = size.number();
  if (!number) return;
  const { value } = number;
  if (!isPrime(value) || value >= LARGEST_TABLE)
    yield error(number, `tableSize is ${value}, but must be a prime number below ${LARGEST_TABLE}`);
}

function isPrime(number: number): boolean {
  if (!Number.isInteger(number) || number < 2) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor++)
    if (number % divisor === 0) return false;
  return true;
}

const TOPOLOGY = /^topology\.(?:kubernetes\.io\/(?:region|zone)|istio\.io\/subzone)$/;

/** Weights by locality, or where to fail over to; the latter needs outlier detection to know when. */
function* localityFaults(locality: View, hasOutlier: boolean): Faults {
  if (!locality.exists || isOpen(locality)) return;
  const [distribute, failover, priority] = [
    locality.get('distribute'),
    locality.get('failover'),
    locality.get('failoverPriority'),
  ];
  if (distribute.items().length > 0 && failover.items().length > 0)
    yield error(
      { at: failover.keyAt },
      'failover excludes distribute: only one of them may be set',
    );
  const label = priority.texts().find(({ value }) => TOPOLOGY.test(value));
  if (failover.items().length > 0 && label)
    yield error(label, `failoverPriority with the label "${label.value}" excludes failover`);
  for (const entry of distribute.items()) yield* distributeFaults(entry);
  for (const entry of failover.items()) yield* failoverFaults(entry);
  const first = [failover, priority].find((view) => view.items().length > 0);
  if (first && !hasOutlier)
    yield {
      ...warning(
        { at: first.keyAt },
        `${first === failover ? 'failover' : 'failoverPriority'} has no effect without outlierDetection`,
      ),
      missing: 'outlierDetection',
    };
}

function* distributeFaults(entry: View): Faults {
  const weights = entry
    .get('to')
    .entries()
    .map(({ value }) => value.number());
  let total = 0;
  for (const weight of weights) {
    if (!weight) return;
    if (weight.value < 1 || weight.value > 100)
      yield error(weight, `the weight is ${weight.value}, but must be from 1 to 100`);
    total += weight.value;
  }
  if (weights.length === 0) yield missing(entry, 'to', 'an entry of distribute needs weights');
  else if (total !== 100)
    yield error(
      { at: entry.get('to').keyAt },
      `the weights of an entry of distribute come to ${total}, but must come to 100`,
    );
}

function* failoverFaults(entry: View): Faults {
  const [from, to] = [known(entry.get('from')), known(entry.get('to'))];
  if (from && to && from.value === to.value)
    yield error(to, `failover from "${from.value}" leads to the same region`);
  for (const region of [from, to])
    if (region && /[/*]/.test(region.value))
      yield error(region, `failover takes regions alone, and "${region.value}" is none`);
}
