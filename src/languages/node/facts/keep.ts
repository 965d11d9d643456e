/** What of a file is worth keeping: facts are sent between threads and cached, so noise costs. */
import { isBuiltin } from 'node:module';
import type { Interest } from '../outline/interest.js';
import { packageOf } from '../outline/interest.js';
import { UNKNOWN, type Value } from './facts.js';

const GLOBALS = new Set(['fetch', 'setInterval', 'Bun', 'Deno', 'globalThis', 'addEventListener']);
/** Members that tell something whatever they are called on. */
export const TELLING_METHODS = new Set(
  'listen get post put patch delete all head options route use register on subscribe startSpan startActiveSpan getTracer run consume addService bindAsync'.split(
    ' ',
  ),
);
/** Libraries with very many calls that never lead to a site. */
const NOISY = new Set([
  'zod',
  'lodash',
  'react',
  'joi',
  'yup',
  'date-fns',
  'dayjs',
  'moment',
  'chalk',
  'vitest',
  'clsx',
  'uuid',
]);
const MAX_ITEMS = 60;
const MAX_DEPTH = 7;

/** Whether a call with this callee can matter to anything that the analysis says. */
export function keepsCall(callee: Value, method: string | null, interest: Interest): boolean {
  switch (callee.is) {
    case 'module': {
      if (interest.includes(callee.module)) return true;
      if (callee.module.startsWith('.') || callee.module.startsWith('#')) return true;
      if (isBuiltin(callee.module) || NOISY.has(packageOf(callee.module))) return false;
      return !callee.path.includes('()') || (method !== null && TELLING_METHODS.has(method));
    }
    case 'global':
      return GLOBALS.has(callee.name);
    case 'function':
    case 'class':
      return true;
    case 'either':
      return callee.of.some((option) => keepsCall(option, method, interest));
    default:
      return method !== null && TELLING_METHODS.has(method);
  }
}

/** The value without what is too deep or too long to matter. */
export function trimValue(value: Value, depth = 0): Value {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const inner = (item: Value) => trimValue(item, depth + 1);
  switch (value.is) {
    case 'text':
      return value.text.length > 300 ? UNKNOWN : value;
    case 'list':
      return {
        is: 'list',
        items: value.items
          .slice(0, MAX_ITEMS)
          .map(inner)
          .filter((item) => item.is !== 'unknown'),
      };
    case 'record': {
      const fields = value.fields.slice(0, MAX_ITEMS).map(([key, item]) => [key, inner(item)] as const);
      return { is: 'record', fields: fields.filter(([, item]) => item.is !== 'unknown') };
    }
    case 'spread':
      return { is: 'spread', of: inner(value.of) };
    case 'either':
      return { is: 'either', of: value.of.slice(0, 8).map(inner) };
    default:
      return value;
  }
}
