/** Go code that makes an attribute of a value. */
import type { PackageScopes } from '../typing/package-scope.js';
import { saysItsName } from './says-its-name.js';
import type { ValueType } from './value-type.js';

export const ATTRIBUTE = 'go.opentelemetry.io/otel/attribute';

export interface SpanAttributeCode {
  key: string;
  expression: string;
  /** `@{…}` stands for packages. */
  code: string;
  /** What must not be nil for it, as an expression, several joined by ` != nil && `; null when nothing has to be looked at. */
  guard: string | null;
  /** `end`: it needs a result. */
  when: 'start' | 'end';
}

/** Types of libraries that hold one value, and how to get it. */
const LIBRARY_VALUES: readonly [RegExp, string, method: string, access: string][] = [
  [/^github\.com\/(?:google|gofrs|satori\/go\.)\/?uuid(?:\/v\d+)?$/, 'UUID', 'String', '.String()'],
  [/^github\.com\/shopspring\/decimal$/, 'Decimal', 'Float64', '.InexactFloat64()'],
  [/^go\.mongodb\.org\/mongo-driver\/bson\/primitive$/, 'ObjectID', 'String', '.Hex()'],
  [/^go\.mongodb\.org\/mongo-driver\/v2\/bson$/, 'ObjectID', 'String', '.Hex()'],
];

/** @returns null when the value is no attribute's */
export function attributeCode(
  packages: PackageScopes,
  key: string,
  expression: string,
  type: ValueType,
): string | null {
  const call = (method: string, value: string) =>
    `@{${ATTRIBUTE}}.${method}(${JSON.stringify(key)}, ${value})`;
  if (type.kind === 'list') return call('Int', `len(${expression})`);
  if (type.kind === 'library') {
    const known = LIBRARY_VALUES.find(([at, name]) => at.test(type.path) && name === type.name);
    return known ? call(known[2], `${expression}${known[3]}`) : null;
  }
  if (type.kind !== 'basic') return null;
  const { basic, named, path } = type;
  if (named !== null && basic !== 'string' && saysItsName(packages, path, named))
    return call('Stringer', expression);
  const converted = (to: string) => (basic === to && named === null ? expression : `${to}(${expression})`);
  switch (basic) {
    case 'string':
      return call('String', converted('string'));
    case 'bool':
      return call('Bool', converted('bool'));
    case 'int':
      return call('Int', converted('int'));
    case 'float32':
    case 'float64':
      return call('Float64', converted('float64'));
    case 'int64':
    case 'uint':
    case 'uint64':
      return call('Int64', converted('int64'));
    default:
      return /^(?:u?int\d+|byte|rune)$/.test(basic) ? call('Int', `int(${expression})`) : null;
  }
}

export function isNumber(basic: string): boolean {
  return /^(?:u?int|float)/.test(basic);
}
