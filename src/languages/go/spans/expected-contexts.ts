/** What the tests of a package say of the contexts that their mocks are given. */
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import { lineAt } from '../threading/function-roots.js';

export interface ExpectedContext {
  /** Of the test. */
  file: string;
  /** 1-based. */
  line: number;
}

/** A file of tests. */
export interface TestExpectations {
  text: string;
  /** Method of a mock → where the file expects it to be given a context of its own. */
  methods: ReadonlyMap<string, ExpectedContext>;
}

/** @returns the test files of a directory that expect a context */
export function createExpectedContexts(tree: GoTree): (directory: string) => readonly TestExpectations[] {
  const known = new Map<string, readonly TestExpectations[]>();
  return (directory) => {
    const found = known.get(directory) ?? tree.tests(directory).flatMap(expectationsOf);
    known.set(directory, found);
    return found;
  };
}

function expectationsOf(source: GoSource): TestExpectations[] {
  if (!/\.EXPECT\(\)|\.On\("/.test(source.text)) return [];
  const methods = new Map<string, ExpectedContext>();
  for (const node of source.file.decls.flatMap((decl) => [...walk(decl)])) {
    const method = node.kind === 'CallExpr' ? expectedMethod(source, node) : null;
    if (method !== null && !methods.has(method))
      methods.set(method, { file: source.path, line: lineAt(source, node.start) });
  }
  return methods.size === 0 ? [] : [{ text: source.text, methods }];
}

/** `repo.EXPECT().Save(ctx, …)` of gomock, `repo.On("Save", ctx, …)` of testify. */
function expectedMethod(source: GoSource, { fun, args }: CallExpr): string | null {
  if (fun.kind !== 'SelectorExpr') return null;
  const { x, sel } = fun;
  const isGomock = x.kind === 'CallExpr' && x.fun.kind === 'SelectorExpr' && x.fun.sel.name === 'EXPECT';
  if (isGomock) return isOwnContext(source, args[0]) ? sel.name : null;
  const [name, first] = args;
  if (sel.name !== 'On' || name?.kind !== 'BasicLit' || !name.raw.startsWith('"')) return null;
  return isOwnContext(source, first) ? name.raw.slice(1, -1) : null;
}

/** `ctx`, `context.Background()`, `tt.ctx`; what matches any value is none. */
function isOwnContext({ text }: GoSource, expr: Expr | undefined): boolean {
  if (!expr) return false;
  return /^(?:\w+\.)*\w*(?:[cC]tx|[cC]ontext)$|^context\.(?:Background|TODO|With\w+)\(|^\w+\.Context\(\)$/.test(
    text.slice(expr.start, expr.end),
  );
}
