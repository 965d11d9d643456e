/** Evaluates expressions of one file as far as its text tells: imports, constants, objects, classes, functions. */
import { type AstNode, bare, child, children, isClass, isFunction, keyName, textOf } from './ast.js';
import type { Collected } from './collected.js';
import { UNKNOWN, type Value } from './facts.js';
import { type Assigned, type Binding, lookUp, type Scope } from './scope.js';

export interface Evaluator {
  evaluate(node: AstNode, scope: Scope): Value;
  /** What a function returns. */
  returned(fn: number): Value;
  /** What is found under a member name, `()` or `new`. */
  step(value: Value, name: string): Value;
}

const MAX_DEPTH = 24;
const MAX_PATH = 8;
const INTEROP = /^(?:__importDefault|__importStar|_interopRequire\w*|__toESM|__toCommonJS|interopDefault)$/;
const WRAPS_HANDLER = /async|catch|handler|wrap/i;
const SAME_LIST = new Set(['filter', 'flat', 'slice', 'reverse', 'sort']);

/** One value out of several: unknown ones are dropped. */
export function eitherOf(values: readonly Value[]): Value {
  const known = values.filter((value) => value.is !== 'unknown');
  if (known.length === 0) return UNKNOWN;
  return known.length === 1 ? known[0]! : { is: 'either', of: known };
}

/** An evaluator over what the walk collected. */
export function createEvaluator(file: Collected): Evaluator {
  const active = new Set<unknown>();
  const bindings = new Map<Binding, Value>();
  const returns = new Map<number, Value>();

  /** Evaluates once; a value that depends on itself is unknown. */
  const guarded = (key: unknown, compute: () => Value): Value => {
    if (active.has(key) || active.size > MAX_DEPTH) return UNKNOWN;
    active.add(key);
    try {
      return compute();
    } finally {
      active.delete(key);
    }
  };

  const walk = (value: Value, path: readonly string[]): Value => path.reduce(step, value);

  const ofType = (type: readonly string[] | null, scope: Scope): Value => {
    if (type === null) return UNKNOWN;
    const binding = lookUp(scope, type[0]!);
    if (binding?.kind !== 'value') return UNKNOWN;
    return step(walk(binding.value, type.slice(1)), 'new');
  };

  const ofAssigned = (assigned: readonly Assigned[]): Value =>
    eitherOf(assigned.map(({ node, scope }) => evaluate(node, scope)));

  const ofBinding = (binding: Binding): Value => {
    if (binding.kind === 'value') return binding.value;
    const known = bindings.get(binding);
    if (known !== undefined) return known;
    const value = guarded(binding, () => {
      if (binding.kind === 'parameter') {
        const typed = binding.path.length === 0 ? ofType(binding.type, binding.scope) : UNKNOWN;
        if (typed.is !== 'unknown') return typed;
        return { is: 'parameter', fn: binding.fn, position: binding.position, path: binding.path };
      }
      const initial =
        binding.init === null ? UNKNOWN : walk(evaluate(binding.init, binding.scope), binding.path);
      const value = eitherOf([initial, ofAssigned(binding.assigned)]);
      return value.is === 'unknown' ? ofType(binding.type, binding.scope) : value;
    });
    if (active.size === 0) bindings.set(binding, value);
    return value;
  };

  const member = (index: number, name: string, key: 'fields' | 'statics'): Value => {
    const collected = file.classes[index];
    if (collected === undefined) return UNKNOWN;
    return guarded(`${index}.${key}.${name}`, () => {
      const own = ofAssigned(collected[key].get(name) ?? []);
      const typed = ofType(key === 'fields' ? (collected.types.get(name) ?? null) : null, collected.scope);
      // A parameter property is assigned nowhere, or from the parameter itself: its type says more.
      if (own.is !== 'unknown' && !(own.is === 'parameter' && typed.is !== 'unknown')) return own;
      if (typed.is !== 'unknown') return typed;
      const superClass = child(collected.node, 'superClass');
      if (superClass === null) return UNKNOWN;
      const parent = evaluate(superClass, collected.scope);
      return step(key === 'fields' ? step(parent, 'new') : parent, name);
    });
  };

  const fieldOf = (fields: readonly (readonly [string, Value])[], name: string): Value => {
    for (let i = fields.length - 1; i >= 0; i--) {
      const [key, value] = fields[i]!;
      if (key === name) return value;
      if (key === '...') {
        const inner = step(value, name);
        if (inner.is !== 'unknown') return inner;
      }
    }
    return UNKNOWN;
  };

  const step = (value: Value, name: string): Value => {
    switch (value.is) {
      case 'module':
      case 'global':
      case 'parameter':
        return value.path.length >= MAX_PATH ? UNKNOWN : { ...value, path: [...value.path, name] };
      case 'function':
        if (name === '()') return returned(value.fn);
        return name === 'bind' || name === 'call' || name === 'apply' ? value : UNKNOWN;
      case 'class':
        return name === 'new' ? { is: 'instance', class: value.class } : member(value.class, name, 'statics');
      case 'instance':
        return member(value.class, name, 'fields');
      case 'record':
        return name === 'default'
          ? eitherOf([fieldOf(value.fields, name), value])
          : fieldOf(value.fields, name);
      case 'list':
        if (name === 'concat' || SAME_LIST.has(name)) return value;
        return value.items[Number(name)] ?? UNKNOWN;
      case 'either':
        return eitherOf(value.of.map((option) => step(option, name)));
      default:
        return UNKNOWN;
    }
  };

  const returned = (fn: number): Value => {
    const known = returns.get(fn);
    if (known !== undefined) return known;
    const collected = file.functions[fn];
    if (collected === undefined) return UNKNOWN;
    const value = guarded(`returns ${fn}`, () => ofAssigned(collected.returned));
    if (active.size === 0) returns.set(fn, value);
    return value;
  };

  const constantText = (node: AstNode, scope: Scope): Value => {
    const expressions = children(node, 'expressions').map((expression) => evaluate(expression, scope));
    if (!expressions.every((value) => value.is === 'text')) return UNKNOWN;
    const text = children(node, 'quasis').map((quasi, i) => {
      const cooked = (quasi.value as { cooked?: string }).cooked ?? '';
      const next = expressions[i];
      return cooked + (next?.is === 'text' ? next.text : '');
    });
    return { is: 'text', text: text.join('') };
  };

  const ofCall = (node: AstNode, scope: Scope): Value => {
    const callee = bare(child(node, 'callee')!);
    const args = children(node, 'arguments');
    const name = textOf(callee, 'name');
    const first = args[0];
    if (name === 'require' && lookUp(scope, name) === undefined) {
      const specifier = first === undefined ? UNKNOWN : evaluate(first, scope);
      return specifier.is === 'text' ? { is: 'module', module: specifier.text, path: [] } : UNKNOWN;
    }
    if (name !== null && INTEROP.test(name) && first !== undefined) return evaluate(first, scope);
    const target = evaluate(callee, scope);
    if (
      target.is === 'global' &&
      target.name === 'Object' &&
      /^(?:freeze|seal|assign)$/.test(target.path[0] ?? '')
    )
      return { is: 'record', fields: args.map((arg) => ['...', evaluate(arg, scope)] as const) };
    if (
      target.is === 'module' &&
      target.path.join('.') === 'createRequire.()' &&
      /^(?:node:)?module$/.test(target.module)
    ) {
      const specifier = first === undefined ? UNKNOWN : evaluate(first, scope);
      return specifier.is === 'text' ? { is: 'module', module: specifier.text, path: [] } : UNKNOWN;
    }
    if (target.is === 'list') {
      const more = args.map((arg): Value => ({ is: 'spread', of: evaluate(arg, scope) }));
      return callee.type === 'MemberExpression' && keyName(child(callee, 'property'), false) === 'concat'
        ? { is: 'list', items: [...target.items, ...more] }
        : target;
    }
    if (
      target.is === 'function' &&
      callee.type === 'MemberExpression' &&
      keyName(child(callee, 'property'), false) === 'bind'
    )
      return target;
    return eitherOf([wrapped(target, args), step(target, '()')]);
  };

  /** `asyncHandler(async (req, res) => …)` of a library gives a function that does what it was given. */
  const wrapped = (target: Value, args: readonly AstNode[]): Value => {
    if (target.is !== 'module' || !WRAPS_HANDLER.test([target.module, ...target.path].join(' ')))
      return UNKNOWN;
    const functions = args.map(bare).filter(isFunction);
    const [only] = functions;
    if (only === undefined || functions.length > 1 || target.path.includes('()')) return UNKNOWN;
    return { is: 'function', fn: file.functionIndex.get(only) ?? -1 };
  };

  const ofObject = (node: AstNode, scope: Scope): Value => {
    const fields = children(node, 'properties').flatMap((property): (readonly [string, Value])[] => {
      if (property.type === 'SpreadElement') return [['...', evaluate(child(property, 'argument')!, scope)]];
      const key = keyName(child(property, 'key'), property.computed === true);
      const value = child(property, 'value');
      return key === null || value === null ? [] : [[key, evaluate(value, scope)]];
    });
    return { is: 'record', fields };
  };

  const ofElement = (element: AstNode, scope: Scope): Value =>
    element.type === 'SpreadElement'
      ? { is: 'spread', of: evaluate(child(element, 'argument')!, scope) }
      : evaluate(element, scope);

  const ofBinary = (node: AstNode, scope: Scope): Value => {
    if (node.operator !== '+') return UNKNOWN;
    const left = evaluate(child(node, 'left')!, scope);
    const right = evaluate(child(node, 'right')!, scope);
    return left.is === 'text' && right.is === 'text' ? { is: 'text', text: left.text + right.text } : UNKNOWN;
  };

  const ofLiteral = (node: AstNode): Value => {
    if (typeof node.value === 'string') return { is: 'text', text: node.value };
    if (typeof node.value === 'boolean') return { is: 'flag', value: node.value };
    return UNKNOWN;
  };

  const kinds: Readonly<Record<string, (node: AstNode, scope: Scope) => Value>> = {
    Identifier(node, scope) {
      const name = textOf(node, 'name') ?? '';
      const binding = lookUp(scope, name);
      return binding === undefined ? { is: 'global', name, path: [] } : ofBinding(binding);
    },
    ThisExpression: (_node, scope) =>
      scope.thisClass < 0 ? UNKNOWN : { is: 'instance', class: scope.thisClass },
    MemberExpression(node, scope) {
      const name = keyName(child(node, 'property'), node.computed === true);
      return name === null ? UNKNOWN : step(evaluate(child(node, 'object')!, scope), name);
    },
    CallExpression: ofCall,
    NewExpression: (node, scope) => step(evaluate(child(node, 'callee')!, scope), 'new'),
    ImportExpression(node, scope) {
      const specifier = evaluate(child(node, 'source')!, scope);
      return specifier.is === 'text' ? { is: 'module', module: specifier.text, path: [] } : UNKNOWN;
    },
    SequenceExpression: (node, scope) => {
      const last = children(node, 'expressions').at(-1);
      return last === undefined ? UNKNOWN : evaluate(last, scope);
    },
    ConditionalExpression: (node, scope) =>
      eitherOf([evaluate(child(node, 'consequent')!, scope), evaluate(child(node, 'alternate')!, scope)]),
    LogicalExpression: (node, scope) =>
      eitherOf([evaluate(child(node, 'left')!, scope), evaluate(child(node, 'right')!, scope)]),
    AssignmentExpression: (node, scope) => evaluate(child(node, 'right')!, scope),
    Literal: ofLiteral,
    TemplateLiteral: constantText,
    BinaryExpression: ofBinary,
    ArrayExpression: (node, scope) => ({
      is: 'list',
      items: children(node, 'elements').map((element) => ofElement(element, scope)),
    }),
    ObjectExpression: ofObject,
  };

  const evaluate = (node: AstNode, scope: Scope): Value => {
    const target = bare(node);
    if (isFunction(target)) return { is: 'function', fn: file.functionIndex.get(target) ?? -1 };
    if (isClass(target)) return { is: 'class', class: file.classIndex.get(target) ?? -1 };
    const kind = kinds[target.type];
    return kind === undefined ? UNKNOWN : guarded(target, () => kind(target, scope));
  };

  return { evaluate, returned, step };
}
