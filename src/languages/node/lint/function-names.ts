/** The names under which claims speak of functions: one for each function of a file, one for each export. */
import type { Value } from '../facts/facts.js';
import type { NodeRuleFile } from './node-rule-file.js';

const EXTENSION = /(?:\/index)?\.[cm]?[jt]sx?$/;

/** A function of this file by its index among the functions. */
export const ownFunction = (path: string, fn: number): string => `${path}#${fn}`;

/** Something that a file exports, as files that import it by a relative path know it. */
export const exportedName = (path: string, name: string): string => `${path.replace(EXTENSION, '')}.${name}`;

/** The name of what a value calls, or null for what no file of the repository can claim. */
export function calledName(value: Value, path: string): string | null {
  if (value.is === 'function') return ownFunction(path, value.fn);
  if (value.is !== 'module' || !value.module.startsWith('.') || value.path.length !== 1) return null;
  const from = new URL(value.module, `file:///${encodeURI(path)}`);
  return exportedName(decodeURI(from.pathname).slice(1), value.path[0]!);
}

/** What a file exports that is a function or comes from another file: the exported name and the function's name. */
export function exportedFunctions(file: NodeRuleFile): { exported: string; is: string }[] {
  const { exports, exportedFrom } = file.collected;
  const own = exports.map(({ name, node, scope }) => ({ name, value: file.evaluator.evaluate(node, scope) }));
  const foreign = exportedFrom.map(({ name, module, path }): { name: string; value: Value } => ({
    name,
    value: { is: 'module', module, path },
  }));
  return [...own, ...foreign].flatMap(({ name, value }) => {
    const is = calledName(value, file.path);
    return is === null ? [] : [{ exported: exportedName(file.path, name), is }];
  });
}

/** The last name of a module or of a file, without its extension. */
export const moduleName = (module: string): string => module.replace(EXTENSION, '').split('/').at(-1) ?? '';
