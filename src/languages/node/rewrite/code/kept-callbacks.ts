/** Functions that a file keeps and runs later: in lists that it takes them out of, and as listeners of its emitters. */
import { type AstNode, bare, child, children, isFunction, textOf } from '../../facts/ast.js';
import { type Binding, type Bindings, createBindings } from '../../lint/bindings.js';
import { childNodes } from '../../lint/child-nodes.js';
import { memberName } from '../../lint/member-name.js';
import type { NodeRuleFile } from '../../lint/node-rule-file.js';

export interface KeptCallback {
  /** The function as it is handed over: written there, or a parameter of the function around. */
  callback: AstNode;
  /** What it is kept in, for people: `jobs`, `this.#jobs`, `bus`. */
  keeper: string;
  /** Where what is kept is run; null when the keeper is handed on, so that others may. */
  runs: readonly AstNode[] | null;
}

/** Every callback that is kept in a list or an emitter of the file. */
export function keptCallbacks({ program }: NodeRuleFile): KeptCallback[] {
  const bindings = createBindings(program);
  const exported = exportedNames(program);
  const atTop = bindings.all.filter(({ owner }) => owner === null);
  const isOwn = ({ keeper }: KeptCallback) => !exported.has(keeper);
  return [
    ...atTop.filter(isEmptyList).flatMap((list) => keptIn(list.name, list.references, bindings)),
    ...listFields(program).flatMap(({ name, uses }) => keptIn(name, uses, bindings)),
    ...atTop.filter(isEmitter).flatMap((emitter) => heardOf(emitter, bindings)),
  ].map((kept) => (isOwn(kept) ? kept : { ...kept, runs: null }));
}

const isEmptyList = ({ value }: Binding): boolean =>
  value !== null && bare(value).type === 'ArrayExpression' && children(bare(value), 'elements').length === 0;

/** `new EventEmitter()`: what is emitted is up to the file. */
function isEmitter({ value }: Binding): boolean {
  const made = value === null ? null : bare(value);
  return made?.type === 'NewExpression' && textOf(child(made, 'callee'), 'name') === 'EventEmitter';
}

function exportedNames(program: AstNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node.type === 'Identifier') names.add(textOf(node, 'name') ?? '');
    for (const inner of childNodes(node)) visit(inner);
  };
  for (const statement of children(program, 'body')) {
    if (!/^Export(?:Named|Default)Declaration$/.test(statement.type)) continue;
    const declaration = child(statement, 'declaration');
    if (declaration?.type === 'VariableDeclaration')
      for (const one of children(declaration, 'declarations')) visit(child(one, 'id') ?? one);
    else if (declaration?.type === 'Identifier') visit(declaration);
    for (const one of children(statement, 'specifiers')) visit(child(one, 'local') ?? one);
  }
  return names;
}

/** Fields of classes that begin as empty lists, with every `this.name` of their class. */
function listFields(program: AstNode): { name: string; uses: AstNode[] }[] {
  const found: { name: string; uses: AstNode[] }[] = [];
  const visit = (node: AstNode): void => {
    if (node.type === 'ClassBody')
      for (const field of children(node, 'body')) {
        const value = field.type === 'PropertyDefinition' ? child(field, 'value') : null;
        const key = child(field, 'key');
        const isList = value?.type === 'ArrayExpression' && children(value, 'elements').length === 0;
        const name = key?.type === 'PrivateIdentifier' ? `#${textOf(key, 'name')}` : textOf(key, 'name');
        if (isList && name !== null && field.computed !== true && field.static !== true)
          found.push({ name: `this.${name}`, uses: usesOfThis(node, name) });
      }
    for (const inner of childNodes(node)) visit(inner);
  };
  visit(program);
  return found;
}

function usesOfThis(within: AstNode, name: string): AstNode[] {
  const uses: AstNode[] = [];
  const visit = (node: AstNode): void => {
    if (node.type === 'MemberExpression' && child(node, 'object')?.type === 'ThisExpression') {
      const property = child(node, 'property');
      const own = property?.type === 'PrivateIdentifier' ? `#${textOf(property, 'name')}` : memberName(node);
      if (own === name) uses.push(node);
    }
    for (const inner of childNodes(node)) visit(inner);
  };
  visit(within);
  return uses;
}

/** What is pushed onto a list. */
function keptIn(keeper: string, uses: readonly AstNode[], bindings: Bindings): KeptCallback[] {
  const callbacks: AstNode[] = [];
  const runs: AstNode[] = [];
  let isWhole = true;
  for (const use of uses) {
    const around = bindings.around(use);
    const { method, call } = calledOn(use, bindings);
    if (around?.parent.type === 'ForOfStatement' && child(around.parent, 'right') === around.part)
      runs.push(...loopRuns(around.parent, bindings));
    else if (call !== null && /^(?:push|unshift)$/.test(method))
      callbacks.push(...children(call, 'arguments'));
    else if (call !== null && /^(?:shift|pop)$/.test(method)) runs.push(...valueRuns(call, bindings));
    else if (call !== null && /^(?:forEach|map|splice|slice)$/.test(method))
      runs.push(...listRuns(method, call, bindings));
    else if (method !== 'length') isWhole = false;
  }
  return callbacks.map((callback) => ({ callback, keeper, runs: isWhole ? runs : null }));
}

function heardOf({ name, references }: Binding, bindings: Bindings): KeptCallback[] {
  const callbacks: AstNode[] = [];
  const runs: AstNode[] = [];
  let isWhole = true;
  for (const use of references) {
    const { method, call } = calledOn(use, bindings);
    const [, listener] = call === null ? [] : children(call, 'arguments');
    if (call === null) isWhole = false;
    else if (method === 'emit') runs.push(call);
    else if (/^(?:on|once|addListener)$/.test(method) && listener !== undefined && isNameless(listener))
      callbacks.push(listener);
  }
  return callbacks.map((callback) => ({ callback, keeper: name, runs: isWhole ? runs : null }));
}

/** Nobody can take the listener off again by its name. */
const isNameless = (listener: AstNode): boolean => isFunction(listener) && child(listener, 'id') === null;

/** `value.method(…)`: the method, empty for another use, and the call, null where the member is not called. */
function calledOn(value: AstNode, bindings: Bindings): { method: string; call: AstNode | null } {
  const around = bindings.around(value);
  if (around?.parent.type !== 'MemberExpression' || child(around.parent, 'object') !== around.part)
    return { method: '', call: null };
  return { method: memberName(around.parent) ?? '', call: callOf(around.parent, bindings) };
}

/** The call of a member, optional chaining passed over. */
function callOf(callee: AstNode, bindings: Bindings): AstNode | null {
  const around = bindings.around(callee);
  return around?.parent.type === 'CallExpression' && child(around.parent, 'callee') === around.part
    ? around.parent
    : null;
}

/** `jobs.shift()()`, or calls of the variable that it is put into. */
function valueRuns(value: AstNode, bindings: Bindings): AstNode[] {
  const direct = callOf(value, bindings);
  if (direct !== null) return [direct];
  const around = bindings.around(value);
  if (around === null) return [];
  const { parent, part } = around;
  if (parent.type === 'VariableDeclarator') return variableRuns(child(parent, 'id'), bindings);
  if (parent.type === 'AssignmentExpression' && child(parent, 'right') === part)
    return variableRuns(child(parent, 'left'), bindings);
  return [];
}

function listRuns(method: string, call: AstNode, bindings: Bindings): AstNode[] {
  const [first] = children(call, 'arguments');
  if (method === 'forEach' || method === 'map')
    return first !== undefined && isFunction(first)
      ? variableRuns(children(first, 'params')[0] ?? null, bindings)
      : [];
  const around = bindings.around(call);
  if (around?.parent.type === 'ForOfStatement') return loopRuns(around.parent, bindings);
  const outer = calledOn(call, bindings);
  return outer.call === null ? [] : listRuns(outer.method, outer.call, bindings);
}

function loopRuns(loop: AstNode, bindings: Bindings): AstNode[] {
  const left = child(loop, 'left');
  const [declared] = left === null ? [] : children(left, 'declarations');
  return variableRuns(declared === undefined ? null : child(declared, 'id'), bindings);
}

function variableRuns(name: AstNode | null, bindings: Bindings): AstNode[] {
  if (name?.type !== 'Identifier') return [];
  const binding =
    bindings.all.find(({ declaration }) => declaration === name) ?? bindings.resolve(name) ?? null;
  return (binding?.references ?? []).flatMap((use) => callOf(use, bindings) ?? []);
}
