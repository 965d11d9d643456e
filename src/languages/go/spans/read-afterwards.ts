/** Whether those who call a function go on with the request that they gave it. */
import { walk } from '../rewrite/walk.js';
import type { Expr, FuncDecl, FuncLit, GoNode } from '../syntax/ast.js';
import type { FoundCall } from '../threading/find-calls.js';
import { isInLoop } from './call-statement.js';
import type { SpanScene } from './span-scene.js';
import type { GoDeclaration } from './span-target.js';

/**
 * What the function puts into its request (a parsed form, a context) has to be there afterwards, and a context that ends with
 * the function must not. No caller in sight, or none that mentions the request again: the framework has it back.
 *
 * @param index of the parameter
 */
export function isReadAfterwards(
  { callsOf }: Pick<SpanScene, 'callsOf'>,
  { source, decl }: Pick<GoDeclaration, 'source' | 'decl'>,
  index: number,
  seen: ReadonlySet<FuncDecl> = new Set(),
): boolean {
  if (seen.has(decl)) return false;
  const within = new Set([...seen, decl]);
  return callsOf(source, decl).some(({ reading, site }) => {
    const variable = variableOf(site.call.args[index]);
    if (variable === null || isInLoop(site.call, reading.parents)) return true;
    const owner = declaring(variable, { reading, site });
    for (const node of walk(owner))
      if (node.kind === 'Ident' && node.name === variable && node.start > site.call.end) return true;
    const at = owner.kind === 'FuncDecl' ? parameterIndex(owner, variable) : -1;
    return (
      owner.kind === 'FuncDecl' &&
      at !== -1 &&
      isReadAfterwards({ callsOf }, { source: reading.source, decl: owner }, at, within)
    );
  });
}

/** `r` of `r`, and of `c.Request`. */
function variableOf(argument: Expr | undefined): string | null {
  if (argument?.kind === 'Ident') return argument.name;
  return argument?.kind === 'SelectorExpr' ? variableOf(argument.x) : null;
}

/** The function around a call that has the variable as its parameter, else the outermost. */
function declaring(variable: string, { reading, site }: FoundCall): FuncDecl | FuncLit {
  for (let at: GoNode | undefined = site.call; at; at = reading.parents.get(at))
    if ((at.kind === 'FuncLit' || at.kind === 'FuncDecl') && parameterIndex(at, variable) !== -1) return at;
  return reading.root;
}

export function parameterIndex({ type }: FuncDecl | FuncLit, name: string): number {
  return type.params.list.flatMap(({ names }) => names.map((one) => one.name)).indexOf(name);
}
