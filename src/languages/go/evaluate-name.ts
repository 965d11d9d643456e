/** Evaluates names: of the package, of other packages, and of what a value has. */
import { lineOf, type Position, type Value } from './facts.js';
import { isInstrumenter } from './known-symbols.js';
import type { GoFunction, GoPackage } from './program.js';
import { recordSite } from './record-site.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { mentionLibrary } from './summary-draft.js';
import { symbolOf } from './symbols.js';
import { memberOf } from './types.js';

/** A name of a package of ours, the function's own or one that it imports. */
export function evaluatePackageName(context: SummaryContext, pkg: GoPackage, name: string): Node {
  if (pkg.vars.has(name)) return context.nodes.variable(pkg.importPath, name);
  const fn = pkg.functions.get(name);
  if (fn) return functionValue(context, fn);
  if (pkg !== context.pkg || pkg.types.has(name) || pkg.constants.has(name)) return 0;
  for (const path of context.program.dotImports(context.fn.file)) {
    const dotted = context.program.package(path);
    const node = dotted ? evaluatePackageName(context, dotted, name) : 0;
    if (node !== 0) return node;
  }
  return 0;
}

/** `pkg.Name`. */
export function evaluateQualified(context: SummaryContext, path: string, name: string, at: Position): Node {
  const { program, known, nodes, draft } = context;
  const pkg = program.package(path);
  if (pkg) return evaluatePackageName(context, pkg, name);
  mentionLibrary(draft, path, name, at);
  const symbol = symbolOf(path, name);
  const node = nodes.library(symbol);
  for (const site of known.variables.get(symbol) ?? [])
    recordSite(context, site, at, { given: node, value: node });
  if (isInstrumenter(known, symbol, path))
    draft.instrumenters.push({ symbol, node, args: [], line: lineOf(at) });
  return node;
}

/** `x.name`. */
export function evaluateSelector(context: SummaryContext, x: Value, name: string, at: Position): Node {
  const { program, types, nodes, flow, draft } = context;
  const path = types.qualifiedPackage(x);
  if (path !== undefined) return evaluateQualified(context, path, name, at);
  const owner = types.of(x);
  const member = memberOf(program, owner, name);
  if (member?.kind === 'field') {
    context.evaluate(x);
    return member.inert ? 0 : nodes.field(member.owner, name);
  }
  if (member?.kind === 'method') {
    const node = functionValue(context, member.fn);
    flow.contain(context.evaluate(x), node);
    return node;
  }
  if (member?.kind === 'interface' || (!member && owner?.kind !== 'struct')) draft.dynamic.add(name);
  return context.evaluate(x);
}

function functionValue({ nodes, flow, draft }: SummaryContext, fn: GoFunction): Node {
  draft.refs.add(fn);
  const node = nodes.fresh();
  flow.contain(nodes.code(fn), node);
  // What it is called with comes from elsewhere: by a call of its own, so that no walk leaves by other callers.
  const call = nodes.fresh();
  for (const [i] of fn.facts.results.entries()) flow.contain(flow.result(fn, i), node, -call);
  return node;
}
