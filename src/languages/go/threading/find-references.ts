/** Every place that mentions a function whose callers are all in sight, tests included. */
import { directoryOf } from '../../../model/relative-path.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { childrenOf, walk } from '../rewrite/walk.js';
import type { Decl, FuncDecl, FuncLit, GoNode, Ident } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { resultAt, typeOfExpression } from '../typing/expression-types.js';
import { memberOf } from '../typing/members.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import type { FoundCall } from './find-calls.js';
import { type FunctionRoot, labelOf, lineAt, outermostLiterals } from './function-roots.js';

/** Where a signature cannot be followed any further, and why. */
export interface Obstacle {
  file: string;
  /** 1-based. */
  line: number;
  /** A clause that goes on from the name of the function: `is used as a value`. */
  why: string;
}

export interface ReferenceInput {
  resolver: TypeResolver;
  tree: GoTree;
  read(source: GoSource, root: FunctionRoot): FunctionReading;
}

/** @returns all calls, or the first mention that is none */
export function findReferences(
  input: ReferenceInput,
  home: GoSource,
  decl: FuncDecl,
): FoundCall[] | Obstacle {
  const inPackage = referencesInPackage(input, home, decl);
  if (!Array.isArray(inPackage) || !isExported(decl)) return inPackage;
  const elsewhere = referencesElsewhere(input, home, decl);
  return Array.isArray(elsewhere) ? [...inPackage, ...elsewhere] : elsewhere;
}

/** No other module can import the package, by the rule for `internal`, unless it is nested in this one. */
export function isInternal(tree: GoTree, { path }: GoSource): boolean {
  const module = tree.moduleOf(path);
  const below = module && module.directory !== '.' ? path.slice(module.directory.length + 1) : path;
  return module !== null && directoryOf(below).split('/').includes('internal');
}

export function isExported({ name }: FuncDecl): boolean {
  return /^\p{Lu}/u.test(name.name);
}

/** In packages that import the one of a function: `pricing.Quote(…)`. */
function referencesElsewhere(input: ReferenceInput, home: GoSource, decl: FuncDecl): FoundCall[] | Obstacle {
  const { tree, resolver } = input;
  const { name } = decl.name;
  const path = tree.importPathOf(home.path);
  const calls: FoundCall[] = [];
  for (const file of tree.allFiles()) {
    const text = tree.text(file);
    const source = text.includes(name) && text.includes(`"${path}"`) ? tree.open(file) : null;
    const spec = source?.file.imports.find((one) => one.path === path);
    if (!source || !spec) continue;
    const obstacle = (node: GoNode, why: string): Obstacle => ({
      file,
      line: lineAt(source, node.start),
      why,
    });
    if (spec.alias === '.') return obstacle(spec, 'is imported without the name of its package');
    for (const one of source.file.decls) {
      if (!source.text.slice(one.start, one.end).includes(name)) continue;
      const roots = rootsOf(one).map((root) => input.read(source, root));
      for (const { node, above } of mentions(one, name, true)) {
        const owner = above?.kind === 'SelectorExpr' ? above.x : null;
        if (owner?.kind !== 'Ident' || resolver.packages.imported(source, owner.name) !== path) continue;
        if (tree.moduleOf(file) !== tree.moduleOf(home.path))
          return obstacle(node, 'is used by another module');
        const reading = roots.find(({ root }) => root.start <= node.start && node.end <= root.end);
        if (!reading) return obstacle(node, 'is used while the package is initialised');
        const use = useOf(input, reading, node, decl, true);
        if (use === 'other') continue;
        if (typeof use === 'string') return obstacle(node, use);
        calls.push(use);
      }
    }
  }
  return calls;
}

/** In its own package, its tests among it. */
function referencesInPackage(input: ReferenceInput, home: GoSource, decl: FuncDecl): FoundCall[] | Obstacle {
  const { tree } = input;
  const { name } = decl.name;
  const directory = directoryOf(home.path);
  const calls: FoundCall[] = [];
  for (const source of [...tree.package(directory), ...tree.tests(directory)]) {
    // An external package of tests imports what it names.
    if (source.file.packageName !== home.file.packageName || !source.text.includes(name)) continue;
    const obstacle = (node: GoNode, why: string): Obstacle => ({
      file: source.path,
      line: lineAt(source, node.start),
      why,
    });
    for (const one of source.file.decls) {
      if (!source.text.slice(one.start, one.end).includes(name)) continue;
      if (isOtherVersion(one, home, decl, source)) return obstacle(one, 'is written a second time here');
      const method = decl.recv && interfaceMethod(one, name);
      if (method) return obstacle(method, 'belongs to an interface');
      const roots = rootsOf(one).map((root) => input.read(source, root));
      for (const { node, above } of mentions(one, name, decl.recv !== undefined)) {
        const reading = roots.find(({ root }) => root.start <= node.start && node.end <= root.end);
        const use = reading ? useOf(input, reading, node, decl) : 'package level';
        if (use === 'other') continue;
        if (use === 'package level') {
          if (isNamed(above, node)) continue;
          return obstacle(node, 'is used while the package is initialised');
        }
        if (typeof use === 'string') return obstacle(node, use);
        calls.push(use);
      }
    }
  }
  return calls;
}

/** The same function for another platform: no compiler sees both. */
function isOtherVersion(one: Decl, home: GoSource, decl: FuncDecl, source: GoSource): boolean {
  return one.kind === 'FuncDecl' && one !== decl && labelOf(source, one) === labelOf(home, decl);
}

function rootsOf(decl: Decl): (FuncDecl | FuncLit)[] {
  if (decl.kind === 'FuncDecl') return decl.body ? [decl] : [];
  return decl.kind === 'GenDecl' && decl.keyword === 'var' ? outermostLiterals(decl) : [];
}

function interfaceMethod(root: GoNode, name: string): GoNode | null {
  for (const node of walk(root)) {
    if (node.kind !== 'InterfaceType') continue;
    const found = node.methods.list.find(({ names }) => names.some((one) => one.name === name));
    if (found) return found;
  }
  return null;
}

interface Mention {
  node: Ident;
  above: GoNode | undefined;
}

/** Identifiers of a name: members for a method, all others for a function. */
function mentions(root: GoNode, name: string, isMethod: boolean): Mention[] {
  const parents = new Map<GoNode, GoNode>();
  const found: Mention[] = [];
  for (const node of walk(root)) {
    for (const child of childrenOf(node)) parents.set(child, node);
    if (node.kind === 'Ident' && node.name === name) found.push({ node, above: parents.get(node) });
  }
  return found.filter(
    ({ node, above }) => (above?.kind === 'SelectorExpr' && above.sel === node) === isMethod,
  );
}

/** It gives something a name, or is the key of a field, or a label. */
function isNamed(above: GoNode | undefined, node: Ident): boolean {
  switch (above?.kind) {
    case 'FuncDecl':
    case 'TypeSpec':
      return above.name === node;
    case 'Field':
    case 'ValueSpec':
      return above.names.includes(node);
    case 'KeyValueExpr':
      return above.key === node;
    case 'LabeledStmt':
    case 'BranchStmt':
      return true;
    default:
      return false;
  }
}

/** A call of the function; `other` for something else of the same name; a clause for what is no call. */
function useOf(
  { resolver }: ReferenceInput,
  reading: FunctionReading,
  node: Ident,
  decl: FuncDecl,
  isMember = decl.recv !== undefined,
): FoundCall | string {
  const { source, parents } = reading;
  let at: GoNode = node;
  let above = parents.get(at);
  if (node === decl.name || isNamed(above, node)) return 'other';
  if (isMember && above) {
    at = above;
    above = parents.get(at);
  } else if (isLocal(reading, node)) return 'other';
  if (above?.kind === 'IndexExpr' && above.x === at) {
    at = above;
    above = parents.get(at);
  }
  const call = above?.kind === 'CallExpr' && above.fun === at ? above : null;
  const site = call && reading.calls.find((one) => one.call === call);
  if (site) {
    const callee = calleeOf(resolver, site.call, source, site.scope);
    if (callee?.kind === 'declared') return callee.decl === decl ? { reading, site } : 'other';
    return callee === null ? 'is called where its receiver cannot be told' : 'other';
  }
  if (!decl.recv) return 'is used as a value';
  const selector = reading.selectors.find((one) => one.node.sel === node);
  const owner = selector && resultAt(typeOfExpression(resolver, selector.node.x, source, selector.scope), 0);
  if (!owner) return 'may be used as a value';
  // `(*Order).settle`
  const member = memberOf(resolver, owner.kind === 'type' ? owner.of : owner, node.name);
  return member?.kind === 'method' && member.decl === decl ? 'is used as a value' : 'other';
}

/** A variable of the function that has the same name. */
function isLocal({ variables, uses }: FunctionReading, node: Ident): boolean {
  return variables.some(
    (one) =>
      one.name === node.name &&
      (one.ident === node ||
        uses.get(one)?.includes(node) ||
        one.values.some(({ statement }) => assigns(statement, node))),
  );
}

function assigns(statement: GoNode, node: Ident): boolean {
  if (statement.kind === 'AssignStmt') return statement.lhs.includes(node);
  return statement.kind === 'RangeStmt' && (statement.key === node || statement.value === node);
}
