/**
 * The control flow of one function: every way through it, `finally` included. It is built backwards: each statement is
 * given the step that follows it and gives the step that it begins with.
 */
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import { isTerminal, mayRaise } from './raising.js';
import { ranBy } from './run-at-once.js';

/** How a function is left: by `return`, by its last statement, or by an exception that nothing in it catches. */
export type ExitKind = 'return' | 'end' | 'throw';

/** Something that is evaluated as a whole, or, without a node, a place where ways meet. */
export interface FlowStep {
  node: AstNode | null;
  next: FlowEdge[];
  /** Where an exception goes that is raised while the node is evaluated; null when it raises none. */
  raises: FlowStep | null;
  /** Whether a `catch` begins here. */
  catches: boolean;
  /** Set where the function is left; the node of a `throw` exit is the statement or expression that raises. */
  exit: { kind: ExitKind; node: AstNode } | null;
}

export interface FlowEdge {
  to: FlowStep;
  /** The condition that holds on this way. */
  when?: { test: AstNode; holds: boolean };
}

export interface FlowGraph {
  entry: FlowStep;
  /** Every step that can be reached, in the order in which they are met. */
  steps: readonly FlowStep[];
}

/** Where jumps lead at one place of the function. */
interface Ways {
  /** From `return`, with the step that leaves the function. */
  leave(exit: FlowStep): FlowStep;
  /** From an exception raised at a node. */
  raise(node: AstNode): FlowStep;
  /** By label; the empty label is the innermost one. */
  breaks: ReadonlyMap<string, FlowStep>;
  continues: ReadonlyMap<string, FlowStep>;
}

const step = (node: AstNode | null, next: FlowEdge[] = []): FlowStep => ({
  node,
  next,
  raises: null,
  catches: false,
  exit: null,
});

const leaving = (kind: ExitKind, node: AstNode): FlowStep => ({ ...step(null), exit: { kind, node } });

const withLabel = (ways: ReadonlyMap<string, FlowStep>, labels: readonly string[], to: FlowStep) =>
  new Map([...ways, ...labels.map((label) => [label, to] as const)]);

/**
 * The graph of a function's body (or of a program).
 * @param body a block statement, the expression of an arrow function, or a `Program`
 */
export function createFlowGraph(body: AstNode): FlowGraph {
  const thrown = new Map<AstNode, FlowStep>();
  const ways: Ways = {
    leave: (exit) => exit,
    raise(node) {
      const known = thrown.get(node) ?? leaving('throw', node);
      thrown.set(node, known);
      return known;
    },
    breaks: new Map(),
    continues: new Map(),
  };
  const isBlock = body.type === 'BlockStatement' || body.type === 'Program';
  const entry = isBlock
    ? sequence(children(body, 'body'), leaving('end', body), ways)
    : evaluate(body, leaving('return', body), ways);
  return { entry, steps: reachable(entry) };
}

function reachable(entry: FlowStep): FlowStep[] {
  const found = new Set<FlowStep>([entry]);
  for (const { next, raises } of found) {
    for (const { to } of next) found.add(to);
    if (raises !== null) found.add(raises);
  }
  return [...found];
}

/** Evaluates an expression; the ways through conditions and short circuits are told apart. */
function evaluate(node: AstNode, next: FlowStep, ways: Ways): FlowStep {
  if (node.type === 'ConditionalExpression')
    return branch(
      child(node, 'test')!,
      evaluate(child(node, 'consequent')!, next, ways),
      evaluate(child(node, 'alternate')!, next, ways),
      ways,
    );
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const right = evaluate(child(node, 'right')!, next, ways);
    const left = child(node, 'left')!;
    return node.operator === '&&' ? branch(left, right, next, ways) : branch(left, next, right, ways);
  }
  if (isTerminal(node)) return step(node);
  const own = step(node, [{ to: next }]);
  if (mayRaise(node)) own.raises = ways.raise(node);
  const ran = ranBy(node);
  return ran === null ? own : runThrough(ran, own, ways);
}

/** The body of a function that is run where it stands: `return` leads on to what follows the call. */
function runThrough(fn: AstNode, next: FlowStep, ways: Ways): FlowStep {
  const body = child(fn, 'body')!;
  const inner: Ways = { leave: () => next, raise: ways.raise, breaks: new Map(), continues: new Map() };
  return body.type === 'BlockStatement'
    ? sequence(children(body, 'body'), next, inner)
    : evaluate(body, next, inner);
}

/** Goes one way or the other by a condition. */
function branch(test: AstNode, whenTrue: FlowStep, whenFalse: FlowStep, ways: Ways): FlowStep {
  if (test.type === 'UnaryExpression' && test.operator === '!')
    return branch(child(test, 'argument')!, whenFalse, whenTrue, ways);
  if (test.type === 'LogicalExpression' && test.operator !== '??') {
    const left = child(test, 'left')!;
    const right = branch(child(test, 'right')!, whenTrue, whenFalse, ways);
    return test.operator === '&&'
      ? branch(left, right, whenFalse, ways)
      : branch(left, whenTrue, right, ways);
  }
  if (test.type === 'Literal' && typeof test.value === 'boolean') return test.value ? whenTrue : whenFalse;
  const own = step(test, [
    { to: whenTrue, when: { test, holds: true } },
    { to: whenFalse, when: { test, holds: false } },
  ]);
  if (mayRaise(test)) own.raises = ways.raise(test);
  return own;
}

function sequence(statements: readonly AstNode[], next: FlowStep, ways: Ways): FlowStep {
  return statements.reduceRight((after, statement) => build(statement, after, ways, []), next);
}

type Build = (node: AstNode, next: FlowStep, ways: Ways, labels: readonly string[]) => FlowStep;

const build: Build = (node, next, ways, labels) =>
  (STATEMENTS[node.type] ?? evaluateStatement)(node, next, ways, labels);

const evaluateStatement: Build = (node, next, ways) => evaluate(node, next, ways);
const nothing: Build = (_node, next) => next;

/** A loop: `make` builds it around its own beginning, which the end of the body and `continue` lead to. */
function loop(
  next: FlowStep,
  ways: Ways,
  labels: readonly string[],
  make: (inner: Ways, again: FlowStep) => FlowStep,
): FlowStep {
  const again = step(null);
  const inner: Ways = {
    ...ways,
    breaks: withLabel(ways.breaks, ['', ...labels], next),
    continues: withLabel(ways.continues, ['', ...labels], again),
  };
  again.next.push({ to: make(inner, again) });
  return again;
}

function test(node: AstNode | null, whenTrue: FlowStep, whenFalse: FlowStep, ways: Ways): FlowStep {
  return node === null ? whenTrue : branch(node, whenTrue, whenFalse, ways);
}

const jump = (node: AstNode, ways: ReadonlyMap<string, FlowStep>, next: FlowStep): FlowStep =>
  ways.get(textOf(child(node, 'label'), 'name') ?? '') ?? next;

const each: Build = (node, next, ways, labels) =>
  evaluate(
    child(node, 'right')!,
    loop(next, ways, labels, (inner, again) => {
      const item = step(child(node, 'left'), [
        { to: build(child(node, 'body')!, again, inner, []) },
        { to: next },
      ]);
      if (node.await === true) item.raises = ways.raise(node);
      return item;
    }),
    ways,
  );

/** A `switch` compares case by case; a body without `break` runs on into the next one. */
const choose: Build = (node, next, ways, labels) => {
  const inner = { ...ways, breaks: withLabel(ways.breaks, ['', ...labels], next) };
  const cases = children(node, 'cases');
  const bodies: FlowStep[] = [];
  let after = next;
  for (const one of [...cases].reverse()) {
    after = sequence(children(one, 'consequent'), after, inner);
    bodies.unshift(after);
  }
  const fallback = cases.findIndex((one) => child(one, 'test') === null);
  const choice = step(
    null,
    bodies.map((to) => ({ to })),
  );
  if (fallback < 0) choice.next.push({ to: next });
  return evaluate(child(node, 'discriminant')!, choice, ways);
};

/** Every way out of a `try` runs the finalizer: it is built once for each place that one can lead to. */
const attempt: Build = (node, next, ways) => {
  const finalizer = child(node, 'finalizer');
  const copies = new Map<FlowStep, FlowStep>();
  const finish = (to: FlowStep): FlowStep => {
    if (finalizer === null) return to;
    const known = copies.get(to) ?? build(finalizer, to, ways, []);
    copies.set(to, known);
    return known;
  };
  const finished: Ways = {
    leave: (exit) => finish(ways.leave(exit)),
    raise: (raising) => finish(ways.raise(raising)),
    breaks: finishing(ways.breaks, finish),
    continues: finishing(ways.continues, finish),
  };
  const handler = child(node, 'handler');
  const after = finish(next);
  const caught = handler === null ? null : catching(build(child(handler, 'body')!, after, finished, []));
  const inside = caught === null ? finished : { ...finished, raise: () => caught };
  return build(child(node, 'block')!, after, inside, []);
};

const catching = (to: FlowStep): FlowStep => ({ ...step(null, [{ to }]), catches: true });

/** The same ways with the finalizer before each; it is built when one is taken. */
function finishing(
  ways: ReadonlyMap<string, FlowStep>,
  finish: (to: FlowStep) => FlowStep,
): ReadonlyMap<string, FlowStep> {
  const found = new Map(ways);
  found.get = (label) => {
    const to = ways.get(label);
    return to === undefined ? undefined : finish(to);
  };
  return found;
}

const STATEMENTS: Readonly<Record<string, Build>> = {
  BlockStatement: (node, next, ways, labels) => {
    const inner = labels.length === 0 ? ways : { ...ways, breaks: withLabel(ways.breaks, labels, next) };
    return sequence(children(node, 'body'), next, inner);
  },
  StaticBlock: nothing,
  EmptyStatement: nothing,
  FunctionDeclaration: evaluateStatement,
  ImportDeclaration: nothing,
  ExportAllDeclaration: nothing,
  ExportNamedDeclaration: (node, next, ways) => {
    const declaration = child(node, 'declaration');
    return declaration === null ? next : build(declaration, next, ways, []);
  },
  ExpressionStatement: (node, next, ways) => evaluate(child(node, 'expression')!, next, ways),
  VariableDeclaration: (node, next, ways) =>
    children(node, 'declarations').reduceRight((after, one) => evaluate(one, after, ways), next),
  LabeledStatement: (node, next, ways, labels) =>
    build(child(node, 'body')!, next, ways, [...labels, textOf(child(node, 'label'), 'name') ?? '']),
  IfStatement: (node, next, ways, labels) => {
    const inner = labels.length === 0 ? ways : { ...ways, breaks: withLabel(ways.breaks, labels, next) };
    const alternate = child(node, 'alternate');
    return branch(
      child(node, 'test')!,
      build(child(node, 'consequent')!, next, inner, []),
      alternate === null ? next : build(alternate, next, inner, []),
      ways,
    );
  },
  WhileStatement: (node, next, ways, labels) =>
    loop(next, ways, labels, (inner, again) =>
      test(child(node, 'test'), build(child(node, 'body')!, again, inner, []), next, ways),
    ),
  DoWhileStatement: (node, next, ways, labels) => {
    const body = step(null);
    loop(next, ways, labels, (inner, again) => {
      body.next.push({ to: build(child(node, 'body')!, again, inner, []) });
      return test(child(node, 'test'), body, next, ways);
    });
    return body;
  },
  ForStatement: (node, next, ways, labels) => {
    const begin = loop(next, ways, labels, (inner, again) => {
      const update = child(node, 'update');
      const turn = update === null ? again : evaluate(update, again, ways);
      const body = { ...inner, continues: withLabel(ways.continues, ['', ...labels], turn) };
      return test(child(node, 'test'), build(child(node, 'body')!, turn, body, []), next, ways);
    });
    const init = child(node, 'init');
    return init === null ? begin : build(init, begin, ways, []);
  },
  ForInStatement: each,
  ForOfStatement: each,
  SwitchStatement: choose,
  TryStatement: attempt,
  BreakStatement: (node, next, ways) => jump(node, ways.breaks, next),
  ContinueStatement: (node, next, ways) => jump(node, ways.continues, next),
  ReturnStatement: (node, _next, ways) => {
    const exit = ways.leave(leaving('return', node));
    const argument = child(node, 'argument');
    return argument === null ? exit : evaluate(argument, exit, ways);
  },
  ThrowStatement: (node, _next, ways) => {
    const exit = ways.raise(node);
    const argument = child(node, 'argument');
    return argument === null ? exit : evaluate(argument, exit, ways);
  },
};
