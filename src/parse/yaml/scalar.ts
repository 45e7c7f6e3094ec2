const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['~', 'null', 'Null', 'NULL']);
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const FRACTION = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const NUMBER = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const PREFIXED = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/;
/** The longest number that is no text: anything longer is not worth a regular expression. */
const LONGEST_NUMBER = 400;

const DIGIT = '0123456789';

/**
 * What an unquoted scalar without a tag means to the Kubernetes API server and to kubectl.
 * They read YAML with sigs.k8s.io/yaml, whose goyaml.v2 (`resolve.go`, version 1.4 to 1.6, from go-yaml 2.4.0) takes
 * YAML 1.1 words as booleans, `y` and `n` among them, `0644` and `0o644` as octal, `0b`, `0x` and underscores in numbers, but
 * knows no sexagesimal numbers; timestamps stay text. `.5` and `1e3` are numbers, a lone `.` is not.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function resolvePlain(text: string): string | number | boolean | null {
  if (text === '') return null;
  const first = text.charAt(0);
  if (DIGIT.includes(first) || first === '-' || first === '+' || first === '.') {
    return text.length > LONGEST_NUMBER ? text : (numberOf(text, first) ?? text);
  }
  if (text.length > 5) return text;
  if (NULL.has(text)) return null;
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : text;
}

function numberOf(text: string, first: string): number | undefined {
  if (INFINITE.test(text)) {
    return first === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (first === '.') return FRACTION.test(text) ? finite(text) : undefined;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const prefixed = PREFIXED.exec(plain);
  if (prefixed) return prefixedNumber(prefixed);
  return NUMBER.test(plain) ? finite(plain) : undefined;
}

function prefixedNumber([, sign, hexadecimal, binary, octal]: RegExpExecArray): number {
  const size = hexadecimal
    ? Number.parseInt(hexadecimal, 16)
    : binary
      ? Number.parseInt(binary, 2)
      : Number.parseInt(octal ?? '0', 8);
  return sign === '-' && size !== 0 ? -size : size;
}

/** A number too large for 64 bits of floating point stays text. */
function finite(text: string): number | undefined {
  const value = Number(text);
  if (value === 0) return 0;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * What a scalar with an explicit tag means: `!!int "1"` is a number, `!!str 1` and every tag of an application is text.
 * A text that does not fit its tag, which the API server refuses, stays text.
 */
export function resolveTagged(text: string, tag: string): string | number | boolean | null {
  const value = resolvePlain(text);
  switch (tag.replace(/^!<(.*)>$/, '$1').replace(/^tag:yaml\.org,2002:/, '!!')) {
    case '!!null':
      return value === null ? null : text;
    case '!!bool':
      return typeof value === 'boolean' ? value : text;
    case '!!int':
    case '!!float':
      return typeof value === 'number' ? value : text;
    default:
      return text;
  }
}
