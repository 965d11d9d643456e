/** One walk over a file's tree: its scopes, functions, classes, calls and exports, not evaluated yet. */
import { visitorKeys } from 'oxc-parser';
import {
  type AstNode,
  annotatedType,
  child,
  children,
  isClass,
  isFunction,
  isNode,
  keyName,
  textOf,
} from './ast.js';
import type { Collected, CollectedFunction, Place } from './collected.js';
import { declarePattern, hoistImports } from './declarations.js';
import { createScope, type Scope } from './scope.js';
import { statementHandlers } from './statements.js';

const BLOCKS = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
]);
const SKIPPED =
  /^TS(?:Type|Interface|Module$|Enum|Declare|Abstract|Index|Call|Construct|Method)|^ImportDeclaration$|^JSX(?:Identifier|Text|Closing)/;
const STATEMENT = /Statement$|^VariableDeclaration$/;

/** What the walk does with the nodes of a type, told once for each type. */
interface TypeTraits {
  keys: readonly string[];
  isSkipped: boolean;
  isStatement: boolean;
  isBlock: boolean;
}

const traitsByType = new Map<string, TypeTraits>();

function traitsOf(type: string): TypeTraits {
  let traits = traitsByType.get(type);
  if (traits === undefined) {
    traits = {
      keys: visitorKeys[type] ?? [],
      isSkipped: SKIPPED.test(type) && type !== 'TSModuleBlock',
      isStatement: STATEMENT.test(type) && type !== 'BlockStatement',
      isBlock: BLOCKS.has(type),
    };
    traitsByType.set(type, traits);
  }
  return traits;
}

/** Walks a program. */
export function collect(program: AstNode): Collected {
  const module = createScope(null);
  const result: Collected = {
    module,
    functions: [],
    classes: [],
    calls: [],
    functionIndex: new Map(),
    classIndex: new Map(),
    exports: [],
    exportedFrom: [],
    reexports: [],
    loops: [],
  };
  hoistImports(program, module);
  createWalker(result).visitAll(program, { scope: module, hint: '', owner: '' });
  return result;
}

function createWalker(result: Collected) {
  const visitAll = (node: AstNode, place: Place): void => {
    for (const key of traitsOf(node.type).keys) {
      const value = node[key];
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) visit(item, place);
      } else if (isNode(value)) visit(value, place);
    }
  };

  const visit = (node: AstNode, place: Place): void => {
    const { isSkipped, isStatement, isBlock } = traitsOf(node.type);
    if (isSkipped) return;
    if (isStatement && place.scope.fn >= 0) result.functions[place.scope.fn]!.statements++;
    if (isFunction(node)) visitFunction(node, place);
    else if (isClass(node)) visitClass(node, place);
    else if (isBlock) {
      noteLoop(node, place);
      visitAll(node, { ...place, scope: createScope(place.scope), hint: '' });
    } else (handlers[node.type] ?? visitAll)(node, place);
  };

  const noteLoop = (node: AstNode, { scope }: Place): void => {
    const test = child(node, 'test');
    const endless =
      (node.type === 'ForStatement' && test === null) ||
      (node.type.endsWith('WhileStatement') && test?.value === true);
    if (endless) result.loops.push({ node, fn: scope.fn });
  };

  const visitFunction = (node: AstNode, place: Place): void => {
    const index = result.functions.length;
    const ownName = textOf(child(node, 'id'), 'name');
    const collected: CollectedFunction = {
      node,
      scope: place.scope,
      name: ownName ?? place.hint,
      owner: place.owner,
      thisClass: place.scope.thisClass,
      parameters: [],
      statements: 0,
      parent: place.scope.fn,
      returned: [],
    };
    result.functions.push(collected);
    result.functionIndex.set(node, index);
    if (node.type === 'FunctionDeclaration' && ownName !== null)
      place.scope.names.set(ownName, { kind: 'value', value: { is: 'function', fn: index } });
    const scope = createScope(place.scope, { fn: index });
    collected.scope = scope;
    children(node, 'params').forEach((param, position) => {
      declarePattern(param, [], (name, path, at) => {
        collected.parameters.push(name);
        scope.names.set(name, {
          kind: 'parameter',
          scope,
          fn: index,
          position,
          path,
          type: annotatedType(at),
          assigned: [],
        });
      });
      visitAll(param, { scope, hint: '', owner: '' });
    });
    const body = child(node, 'body');
    if (body === null) return;
    if (body.type !== 'BlockStatement') {
      collected.returned.push({ node: body, scope });
      collected.statements++;
    }
    visit(body, { scope, hint: '', owner: '' });
    const parent = place.scope.fn;
    if (parent >= 0) result.functions[parent]!.statements += collected.statements;
  };

  const visitClass = (node: AstNode, place: Place): void => {
    const index = result.classes.length;
    const ownName = textOf(child(node, 'id'), 'name');
    const name = ownName ?? place.hint;
    const scope = createScope(place.scope, { thisClass: index });
    result.classes.push({ node, scope, name, fields: new Map(), statics: new Map(), types: new Map() });
    result.classIndex.set(node, index);
    const binding = { kind: 'value', value: { is: 'class', class: index } } as const;
    scope.names.set(ownName ?? '', binding);
    if (node.type === 'ClassDeclaration' && ownName !== null) place.scope.names.set(ownName, binding);
    const superClass = child(node, 'superClass');
    if (superClass !== null) {
      visit(superClass, { ...place, hint: '' });
      result.calls.push({ node: superClass, callee: superClass, args: [], form: 'extends', scope });
    }
    visitDecorators(node, scope, { class: index, fn: -1 });
    const body = child(node, 'body');
    for (const member of body === null ? [] : children(body, 'body')) visitMember(member, index, scope, name);
  };

  const visitMember = (member: AstNode, index: number, scope: Scope, owner: string): void => {
    const collected = result.classes[index]!;
    const name = keyName(child(member, 'key'), member.computed === true);
    const value = child(member, 'value');
    const place = { scope, hint: name ?? '', owner };
    if (name === null || !/^(?:MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(member.type)) {
      visitAll(member, place);
      return;
    }
    const target = member.static === true ? collected.statics : collected.fields;
    if (value !== null) {
      if (name !== 'constructor') target.set(name, [{ node: value, scope }]);
      visit(value, place);
    }
    const type = member.type === 'MethodDefinition' ? null : annotatedType(member);
    if (type !== null) collected.types.set(name, type);
    const fn = value === null ? undefined : result.functionIndex.get(value);
    visitDecorators(member, scope, { class: index, fn: fn ?? -1 });
    if (name !== 'constructor' || value === null || fn === undefined) return;
    for (const param of children(value, 'params')) {
      if (param.type !== 'TSParameterProperty') continue;
      declarePattern(param, [], (property, _path, at) => {
        const declared = annotatedType(at);
        if (declared !== null) collected.types.set(property, declared);
      });
    }
  };

  const visitDecorators = (node: AstNode, scope: Scope, on: { class: number; fn: number }): void => {
    for (const decorator of children(node, 'decorators')) {
      const expression = child(decorator, 'expression');
      if (expression === null) continue;
      const call = expression.type === 'CallExpression' ? expression : null;
      const callee = call === null ? expression : child(call, 'callee')!;
      const args = call === null ? [] : children(call, 'arguments');
      result.calls.push({ node: expression, callee, args, form: 'decorator', scope, on });
      for (const arg of args) visit(arg, { scope, hint: '', owner: '' });
    }
  };

  const handlers = statementHandlers(result, { visit, visitAll, noteLoop });

  return { visitAll };
}
