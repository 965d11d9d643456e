/** Types whose values are never a client, server, handler or option: the flow of values leaves them out. */
import type { TypeRef } from './facts.js';

const INERT = new Set(
  'bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);
const INERT_PACKAGES = new Set([
  'context',
  'time',
  'net/url',
  'sync',
  'sync/atomic',
  'crypto/tls',
  'crypto/x509',
  'log/slog',
  'log',
]);

/** True for a declared type that carries nothing; a string can, since SQL drivers go by name. */
export function isInert(type: TypeRef): boolean {
  if (type?.[0] === 'n') return INERT.has(type[1]) || isLoggerName(type[1]);
  if (type?.[0] === '[]' || type?.[0] === 'chan') return isInertField(type[1]);
  if (type?.[0] !== 'q') return false;
  const [, path, name] = type;
  return INERT_PACKAGES.has(path) || name === 'ResponseWriter' || isLoggerName(name);
}

/** Like `isInert`, and strings too: in fields they are addresses and names. */
export function isInertField(type: TypeRef): boolean {
  return (type?.[0] === 'n' && type[1] === 'string') || isInert(type);
}

export function isLoggerName(name: string): boolean {
  return /[Ll]ogger$/.test(name);
}
