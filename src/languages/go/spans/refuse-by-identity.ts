/** Functions to which it matters which context they are given: a span's is another one, and needs one that is not nil. */
import { directoryOf } from '../../../model/relative-path.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, GoNode } from '../syntax/ast.js';
import { isContextType } from '../threading/context-quality.js';
import { lineAt } from '../threading/function-roots.js';
import { parameterIndex } from './read-afterwards.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/**
 * @param parent code of the context that the function is given
 * @returns null when any context does
 */
export function refuseByIdentity(scene: SpanScene, target: SpanTarget, parent: string): Refusal | null {
  const { source, decl, label } = target;
  const results = decl.type.results?.list ?? [];
  if (results.some(({ type }) => isContextType(scene.resolver.typeOf(type, source, null))))
    return spanRefusal(
      'context-identity',
      `\`${label}\` returns a context, and all that is done with it would belong to the span.`,
    );
  for (const node of walk(decl.body!)) {
    if (node.kind !== 'BinaryExpr' || (node.op !== '==' && node.op !== '!=')) continue;
    const [own, other] = isIdent(node.x, parent) ? [node.x, node.y] : [node.y, node.x];
    if (!isIdent(own, parent)) continue;
    const place = `${source.path}:${lineAt(source, node.start)}`;
    const why = isIdent(other, 'nil') ? 'may be given no context' : 'compares the context with another';
    return spanRefusal('context-identity', `\`${label}\` ${why} (${place}).`);
  }
  const place = callWithNil(scene, target, parent);
  if (place === null) return null;
  return spanRefusal('context-identity', `\`${label}\` is given \`nil\` as its context (${place}).`);
}

/** In the code of its package, tests among it, and where the services call it. */
function callWithNil(
  { tree, callsOf }: SpanScene,
  { source, decl }: SpanTarget,
  parent: string,
): string | null {
  const index = parameterIndex(decl, parent);
  if (index === -1) return null;
  const isNil = ({ args }: { args: readonly Expr[] }) =>
    args[index] !== undefined && isIdent(args[index], 'nil');
  const certain = callsOf(source, decl).find(({ site }) => isNil(site.call));
  if (certain)
    return `${certain.reading.source.path}:${lineAt(certain.reading.source, certain.site.call.start)}`;
  for (const test of tree.tests(directoryOf(source.path))) {
    if (!test.text.includes(`${decl.name.name}(`)) continue;
    for (const node of test.file.decls.flatMap((one) => [...walk(one)])) {
      if (node.kind !== 'CallExpr' || !isNil(node)) continue;
      const { fun } = node;
      const name = fun.kind === 'SelectorExpr' ? fun.sel.name : fun.kind === 'Ident' ? fun.name : '';
      if (name === decl.name.name) return `${test.path}:${lineAt(test, node.start)}`;
    }
  }
  return null;
}

function isIdent(node: GoNode, name: string): boolean {
  return node.kind === 'Ident' && node.name === name;
}
