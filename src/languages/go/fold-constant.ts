import type { Value } from './facts.js';
import type { GoFunction, Program } from './program.js';

/** Folds a string constant; null when it is none. */
export function foldConstant(program: Program, fn: GoFunction, value: Value): string | null {
  switch (value?.[0]) {
    case 's':
      return value[1];
    case '+': {
      const left = foldConstant(program, fn, value[1]);
      const right = foldConstant(program, fn, value[2]);
      return left === null || right === null ? null : left + right;
    }
    case 'n':
      return fn.file.package.constants.get(value[1]) ?? null;
    case 'q':
      return program.package(value[1])?.constants.get(value[2]) ?? null;
    case 'v':
      return onlyText(fn, value[1]);
    default:
      return null;
  }
}

/** The text of a variable that is assigned once. */
function onlyText(fn: GoFunction, variable: number): string | null {
  const steps = fn.facts.steps.filter(
    (s) => s[0] === '=' && s[1].some((t) => t?.[0] === 'v' && t[1] === variable),
  );
  const only = steps.length === 1 ? steps[0] : undefined;
  if (only?.[0] !== '=' || only[1].length !== only[2].length) return null;
  const index = only[1].findIndex((t) => t?.[0] === 'v' && t[1] === variable);
  const source = only[2][index] ?? null;
  return source?.[0] === 's' ? source[1] : null;
}
