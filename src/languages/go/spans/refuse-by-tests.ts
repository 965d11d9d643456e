/** Functions whose own tests say that a mock is given the very context that the function got: a span's is another one. */
import { directoryOf } from '../../../model/relative-path.js';
import { walk } from '../rewrite/walk.js';
import type { FuncDecl } from '../syntax/ast.js';
import { receiverName } from '../typing/package-scope.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/**
 * @param only the call that gets another context; absent: all that the function and what it calls make
 * @returns null when no test of the package looks at the context that the function hands on
 */
export function refuseByTests(
  { tree, expectedContexts }: SpanScene,
  { source, decl, label }: Pick<SpanTarget, 'source' | 'decl' | 'label'>,
  only?: string,
): Refusal | null {
  const directory = directoryOf(source.path);
  const expectations = expectedContexts(directory);
  if (expectations.length === 0) return null;
  const declared = tree
    .package(directory)
    .flatMap(({ file }) => file.decls.filter((one) => one.kind === 'FuncDecl'));
  const reached = reachedFrom([decl], declared);
  for (const { text, compared, methods } of expectations) {
    // A test makes the type by its name: `NewOrders(`, `&Orders{`.
    const isMentioned = (one: FuncDecl) => text.includes(typeOf(one) || one.name.name);
    if (!reachedFrom(declared.filter(isMentioned), declared).has(decl)) continue;
    if (compared)
      return spanRefusal(
        'test-expects-context',
        `A test of \`${label}\` compares contexts (${compared.file}:${compared.line}).`,
      );
    const calls = only === undefined ? [...reached].flatMap((one) => [...callsOf(one).members]) : [only];
    for (const called of calls) {
      const place = methods.get(called);
      if (place)
        return spanRefusal(
          'test-expects-context',
          `A test of \`${label}\` expects \`${called}\` to be given the context as it is (${place.file}:${place.line}).`,
        );
    }
  }
  return null;
}

/** Functions with those that they call: functions of the package, and methods of the same type. */
function reachedFrom(roots: readonly FuncDecl[], declared: readonly FuncDecl[]): Set<FuncDecl> {
  const reached = new Set(roots);
  for (const one of reached) {
    const { members, functions } = callsOf(one);
    for (const other of declared) {
      const type = typeOf(other);
      const isCalled =
        type === '' ? functions.has(other.name.name) : members.has(other.name.name) && type === typeOf(one);
      if (isCalled) reached.add(other);
    }
  }
  return reached;
}

function typeOf({ recv }: FuncDecl): string {
  const type = recv?.list[0]?.type;
  return type ? receiverName(type) : '';
}

function callsOf({ body }: FuncDecl): { members: Set<string>; functions: Set<string> } {
  const members = new Set<string>();
  const functions = new Set<string>();
  for (const node of body ? walk(body) : []) {
    if (node.kind !== 'CallExpr') continue;
    if (node.fun.kind === 'SelectorExpr') members.add(node.fun.sel.name);
    else if (node.fun.kind === 'Ident') functions.add(node.fun.name);
  }
  return { members, functions };
}
