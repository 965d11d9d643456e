/** What the tests of a package say of the contexts that their mocks are given. */
import { directoryOf } from '../../../model/relative-path.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr, GoNode } from '../syntax/ast.js';
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
  /** Where the file compares a context of its own with another; null where it does not. */
  compared: ExpectedContext | null;
  /** Method of a mock → where the file expects it to be given a context of its own. */
  methods: ReadonlyMap<string, ExpectedContext>;
}

/** @returns the test files of a directory's package that expect a context */
export function createExpectedContexts(tree: GoTree): (directory: string) => readonly TestExpectations[] {
  const known = new Map<string, readonly TestExpectations[]>();
  return (directory) => {
    const found = known.get(directory) ?? testsOf(tree, directory).flatMap(expectationsOf);
    known.set(directory, found);
    return found;
  };
}

/** Those beside the package, and those elsewhere that import it. */
function testsOf(tree: GoTree, directory: string): GoSource[] {
  const beside = tree.tests(directory);
  const [own] = tree.package(directory);
  const path = own ? tree.importPathOf(own.path) : '';
  if (path === '') return beside;
  const others = tree
    .allFiles()
    .filter((file) => file.endsWith('_test.go') && directoryOf(file) !== directory)
    .filter((file) => tree.text(file).includes(`"${path}"`));
  return [...beside, ...others.flatMap((file) => tree.open(file) ?? [])];
}

function expectationsOf(source: GoSource): TestExpectations[] {
  if (!/\.EXPECT\(\)|\.On\("|[cC]tx|[cC]ontext/.test(source.text)) return [];
  const methods = new Map<string, ExpectedContext>();
  let compared: ExpectedContext | null = null;
  for (const decl of source.file.decls) {
    // What a mock compares in its methods is told where it is made.
    const isTest = decl.kind === 'FuncDecl' && !decl.recv;
    for (const node of walk(decl)) {
      const place = () => ({ file: source.path, line: lineAt(source, node.start) });
      const method = node.kind === 'CallExpr' ? expectedMethod(source, node) : null;
      if (method !== null && !methods.has(method)) methods.set(method, place());
      if (isTest && compared === null && comparesContext(source, node)) compared = place();
    }
  }
  return methods.size === 0 && compared === null ? [] : [{ text: source.text, compared, methods }];
}

/** `got != ctx`, `assert.Equal(t, ctx, repo.ctx)`. */
function comparesContext(source: GoSource, node: GoNode): boolean {
  if (node.kind === 'BinaryExpr') {
    if (node.op !== '==' && node.op !== '!=') return false;
    const isNil = [node.x, node.y].some((one) => one.kind === 'Ident' && one.name === 'nil');
    return !isNil && [node.x, node.y].some((one) => isOwnContext(source, one));
  }
  if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr') return false;
  const isComparison = /^(?:Equal|Equalf|EqualValues|Exactly|Same|Samef|DeepEqual|Diff)$/.test(
    node.fun.sel.name,
  );
  return isComparison && node.args.some((one) => isOwnContext(source, one));
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
