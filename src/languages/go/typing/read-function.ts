/** One function, read in order: its variables with their types, and its calls with what they can see. */
import type { GoSource } from '../rewrite/go-source.js';
import { childrenOf } from '../rewrite/walk.js';
import type {
  CallExpr,
  Expr,
  FuncDecl,
  FuncLit,
  FuncType,
  GoNode,
  Ident,
  SelectorExpr,
  Stmt,
} from '../syntax/ast.js';
import { resultAt, typeOfExpression } from './expression-types.js';
import { type Frame, lookUp, type Scope, type Variable } from './local-scopes.js';
import type { StaticType } from './static-type.js';
import type { TypeResolver } from './type-expressions.js';

export interface CallSite {
  call: CallExpr;
  scope: Scope;
}

export interface FunctionReading {
  source: GoSource;
  /** A declaration, or a literal outside of all functions. */
  root: FuncDecl | FuncLit;
  calls: CallSite[];
  selectors: { node: SelectorExpr; scope: Scope }[];
  /** The node right above each node of the function. */
  parents: ReadonlyMap<GoNode, GoNode>;
  variables: Variable[];
  /** The variable that an identifier uses. */
  uses: ReadonlyMap<Variable, Ident[]>;
}

export function readFunction(
  resolver: TypeResolver,
  source: GoSource,
  root: FuncDecl | FuncLit,
): FunctionReading {
  const calls: CallSite[] = [];
  const selectors: FunctionReading['selectors'] = [];
  const parents = new Map<GoNode, GoNode>();
  const variables: Variable[] = [];
  const uses = new Map<Variable, Ident[]>();
  for (const stack: GoNode[] = [root]; stack.length > 0; ) {
    const node = stack.pop()!;
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      stack.push(child);
    }
  }

  const open = (parent: Scope | null, frame: Frame): Scope => ({ parent, frame, variables: new Map() });

  function declare(
    scope: Scope,
    ident: Expr | undefined,
    type: StaticType,
    from: number,
    isParameter = false,
  ): Variable | null {
    if (ident?.kind !== 'Ident') return null;
    const variable: Variable = {
      name: ident.name,
      ident,
      type,
      from,
      frame: scope.frame,
      isParameter,
      values: [],
    };
    variables.push(variable);
    if (ident.name !== '_') scope.variables.set(ident.name, variable);
    return variable;
  }

  function readBody(parent: Scope | null, frame: Frame, type: FuncType): void {
    const scope = open(parent, frame);
    if (frame.node.kind === 'FuncDecl') declareFields(scope, frame.node.recv);
    declareFields(scope, type.params);
    declareFields(scope, type.results);
    statements(frame.node.body?.stmts ?? [], scope);
  }

  function declareFields(scope: Scope, fields: FuncType['results']): void {
    for (const field of fields?.list ?? []) {
      const type = resolver.typeOf(field.type, source, scope.parent);
      for (const name of field.names) declare(scope, name, type, scope.frame.node.start, true);
    }
  }

  function statements(list: readonly Stmt[], scope: Scope): void {
    for (const statement of list) read(statement, scope);
  }

  function read(node: Stmt | undefined, scope: Scope): void {
    if (!node) return;
    switch (node.kind) {
      case 'Block':
        statements(node.stmts, open(scope, scope.frame));
        return;
      case 'AssignStmt':
        assign(node, scope);
        return;
      case 'DeclStmt': {
        for (const spec of node.decl.specs) {
          if (spec.kind === 'TypeSpec') {
            const of = resolver.typeOf(spec.type, source, scope);
            declare(scope, spec.name, { kind: 'type', of }, spec.start);
          } else if (spec.kind === 'ValueSpec') {
            for (const value of spec.values) expression(value, scope);
            const written = spec.type ? resolver.typeOf(spec.type, source, scope) : undefined;
            spec.names.forEach((name, i) => {
              const single = spec.values.length === spec.names.length;
              const value = spec.values[single ? i : 0];
              const result = single ? 0 : i;
              const type = written ?? (value ? typeOf(value, result, scope) : null);
              const variable = declare(scope, name, type, spec.end);
              if (value) variable?.values.push({ expr: value, result, scope, statement: node });
            });
          }
        }
        return;
      }
      case 'IfStmt': {
        const inner = open(scope, scope.frame);
        read(node.init, inner);
        expression(node.cond, inner);
        read(node.body, inner);
        read(node.else, inner);
        return;
      }
      case 'ForStmt': {
        const inner = open(scope, scope.frame);
        read(node.init, inner);
        if (node.cond) expression(node.cond, inner);
        read(node.post, inner);
        read(node.body, inner);
        return;
      }
      case 'RangeStmt':
        range(node, scope);
        return;
      case 'SwitchStmt': {
        const inner = open(scope, scope.frame);
        read(node.init, inner);
        if (node.tag) expression(node.tag, inner);
        for (const clause of node.clauses) {
          for (const one of clause.list) expression(one, inner);
          statements(clause.body, open(inner, scope.frame));
        }
        return;
      }
      case 'TypeSwitchStmt':
        typeSwitch(node, scope);
        return;
      case 'SelectStmt':
        for (const clause of node.clauses) {
          const inner = open(scope, scope.frame);
          read(clause.comm, inner);
          statements(clause.body, inner);
        }
        return;
      case 'LabeledStmt':
        read(node.stmt, scope);
        return;
      default:
        for (const child of childrenOf(node)) expression(child, scope);
    }
  }

  function typeOf(expr: Expr, result: number, scope: Scope): StaticType {
    return resultAt(typeOfExpression(resolver, expr, source, scope), result);
  }

  function assign(node: Extract<Stmt, { kind: 'AssignStmt' }>, scope: Scope): void {
    for (const value of node.rhs) expression(value, scope);
    const single = node.lhs.length === node.rhs.length;
    node.lhs.forEach((left, i) => {
      const expr = node.rhs[single ? i : 0];
      if (!expr) return;
      const result = single ? 0 : i;
      const value = { expr, result, scope, statement: node };
      if (left.kind !== 'Ident') {
        expression(left, scope);
        return;
      }
      const known = node.op === ':=' ? scope.variables.get(left.name) : lookUp(scope, left.name, left.start);
      if (known) {
        known.values.push(value);
        return;
      }
      if (node.op !== ':=') return;
      declare(scope, left, typeOf(expr, result, scope), node.end)?.values.push(value);
    });
  }

  function range(node: Extract<Stmt, { kind: 'RangeStmt' }>, scope: Scope): void {
    expression(node.x, scope);
    const inner = open(scope, scope.frame);
    const over = resultAt(typeOfExpression(resolver, node.x, source, scope), 0);
    const element = over?.kind === 'list' ? over.of : null;
    if (node.op === ':=') {
      declare(inner, node.key, null, node.body.start);
      declare(inner, node.value, element, node.body.start);
    } else {
      for (const left of [node.key, node.value]) {
        if (left?.kind !== 'Ident') continue;
        lookUp(scope, left.name, left.start)?.values.push({
          expr: node.x,
          result: -1,
          scope,
          statement: node,
        });
      }
    }
    read(node.body, inner);
  }

  function typeSwitch(node: Extract<Stmt, { kind: 'TypeSwitchStmt' }>, scope: Scope): void {
    const outer = open(scope, scope.frame);
    read(node.init, outer);
    const { assign } = node;
    const asserted = assign.kind === 'AssignStmt' ? assign.rhs[0] : assign.x;
    if (asserted) expression(asserted, outer);
    for (const clause of node.clauses) {
      const inner = open(outer, scope.frame);
      const [only, second] = clause.list;
      const type = only && !second ? resolver.typeOf(only, source, outer) : null;
      if (assign.kind === 'AssignStmt') declare(inner, assign.lhs[0], type, clause.colon);
      statements(clause.body, inner);
    }
  }

  function expression(node: GoNode, scope: Scope): void {
    if (node.kind === 'FuncLit') {
      readBody(scope, { node: node satisfies FuncLit, parent: scope.frame }, node.type);
      return;
    }
    if (node.kind === 'CallExpr') calls.push({ call: node, scope });
    if (node.kind === 'Ident') {
      const variable = lookUp(scope, node.name, node.start);
      if (variable) uses.set(variable, [...(uses.get(variable) ?? []), node]);
      return;
    }
    // Neither a member nor the key of a field is a variable.
    if (node.kind === 'SelectorExpr') {
      selectors.push({ node, scope });
      expression(node.x, scope);
    } else if (node.kind === 'KeyValueExpr' && node.key.kind === 'Ident') expression(node.value, scope);
    else for (const child of childrenOf(node)) expression(child, scope);
  }

  readBody(null, { node: root, parent: null }, root.type);
  return { source, root, calls, selectors, parents, variables, uses };
}
