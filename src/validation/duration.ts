/** Nanoseconds by unit, as Go writes them. */
const UNITS: Readonly<Record<string, number>> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};

const PART = /(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns)/gy;

/** The nanoseconds of a duration such as `1h30m` or `-1.5s`, as Go's `time.ParseDuration` reads it; `undefined` where it is none. */
export function nanoseconds(text: string): number | undefined {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0;
  let total = 0;
  let read = 0;
  for (const [part, amount = '', unit = ''] of unsigned.matchAll(PART)) {
    total += Number(amount) * (UNITS[unit] ?? 0);
    read += part.length;
  }
  if (read === 0 || read < unsigned.length) return undefined;
  return text.startsWith('-') ? -total : total;
}

export const MILLISECOND = 1e6;
