/** Where a function is called, also one of a file that the scan had no reason to read: it imports no library. */
import type { Value } from '../../facts/facts.js';
import { fileBindings } from '../../lint/file-indexes.js';
import type { NodeRuleFile } from '../../lint/node-rule-file.js';
import type { NodeProgram } from '../../services/read-programs.js';
import type { NodeScene } from '../node-service.js';

export interface CallSite {
  file: string;
  /** Index of the function that calls, -1 at module level. */
  fn: number;
  args: readonly Value[];
}

/**
 * @param fn index of the function in its file
 * @param open reads a file of the service
 * @returns null when the file is exported on by another, so that callers may be anywhere
 */
export function callSites(
  file: NodeRuleFile,
  fn: number,
  { code }: NodeProgram,
  { repository: { resolver } }: NodeScene,
  open: (path: string) => NodeRuleFile | null,
): CallSite[] | null {
  if (code.linker.facts(file.path) !== undefined)
    return code.calls.flatMap(({ file: from, call, targets }) =>
      targets.some(({ value, file: at }) => at === file.path && value.is === 'function' && value.fn === fn)
        ? [{ file: from, fn: call.fn, args: call.args }]
        : [],
    );
  const leadsHere = (specifier: string, from: string) => {
    const found = resolver.resolve(specifier, from);
    return found !== null && 'file' in found && found.file === file.path;
  };
  const sites = callsIn(file, (value) => value.is === 'function' && value.fn === fn);
  for (const path of code.files) {
    if (!code.graph.edges(path).some((edge) => edge.file === file.path)) continue;
    const importer = open(path);
    if (importer === null) return null;
    const { reexports, exportedFrom } = importer.collected;
    const passedOn = [...reexports, ...exportedFrom.map(({ module }) => module)];
    if (passedOn.some((specifier) => leadsHere(specifier, path))) return null;
    const isMeant = (value: Value) =>
      value.is === 'module' && leadsHere(value.module, path) && exportedFunction(file, value.path) === fn;
    sites.push(...callsIn(importer, isMeant));
  }
  return sites;
}

function callsIn(file: NodeRuleFile, isMeant: (callee: Value) => boolean): CallSite[] {
  const { collected, evaluator, path } = file;
  return collected.calls.flatMap(({ node, callee, args, form, scope }) =>
    form === 'call' && isMeant(evaluator.evaluate(callee, scope))
      ? [
          {
            file: path,
            fn: functionAround(node, file),
            args: args.map((arg) => evaluator.evaluate(arg, scope)),
          },
        ]
      : [],
  );
}

function functionAround(node: NodeRuleFile['program'], file: NodeRuleFile): number {
  const { around } = file.once(fileBindings);
  for (let at = around(node); at !== null; at = around(at.parent)) {
    const index = file.collected.functionIndex.get(at.parent);
    if (index !== undefined) return index;
  }
  return -1;
}

/** The function under a path of exports: `Jobs new add`. */
function exportedFunction(
  { collected, evaluator }: NodeRuleFile,
  [name, ...rest]: readonly string[],
): number {
  const found = collected.exports.find((one) => one.name === name);
  if (found === undefined) return -1;
  const value = rest.reduce(evaluator.step, evaluator.evaluate(found.node, found.scope));
  return value.is === 'function' ? value.fn : -1;
}
