/** Functions whose own tests say that a mock is given the very context that the function got: a span's is another one. */
import { directoryOf } from '../../../model/relative-path.js';
import { walk } from '../rewrite/walk.js';
import type { FuncDecl } from '../syntax/ast.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/** @returns null when no test of the package looks at the context that the function hands on */
export function refuseByTests(
  { tree, expectedContexts }: SpanScene,
  { source, decl, label }: SpanTarget,
): Refusal | null {
  const directory = directoryOf(source.path);
  const expected = expectedContexts(directory);
  if (expected.size === 0) return null;
  const declared = new Map<string, FuncDecl[]>();
  for (const { file } of tree.package(directory))
    for (const one of file.decls)
      if (one.kind === 'FuncDecl') declared.set(one.name.name, [...(declared.get(one.name.name) ?? []), one]);
  const seen = new Set<FuncDecl>([decl]);
  for (const one of seen) {
    for (const called of calledNames(one)) {
      const place = expected.get(called);
      if (place)
        return spanRefusal(
          'test-expects-context',
          `A test of \`${label}\` expects \`${called}\` to be given the context as it is (${place.file}:${place.line}).`,
        );
      for (const inner of declared.get(called) ?? []) seen.add(inner);
    }
  }
  return null;
}

function calledNames({ body }: FuncDecl): Set<string> {
  const names = new Set<string>();
  for (const node of body ? walk(body) : []) {
    if (node.kind !== 'CallExpr') continue;
    if (node.fun.kind === 'SelectorExpr') names.add(node.fun.sel.name);
    else if (node.fun.kind === 'Ident') names.add(node.fun.name);
  }
  return names;
}
