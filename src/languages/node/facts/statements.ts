/** How the walk treats declarations, assignments, calls and exports. */
import { type AstNode, annotatedType, bare, child, children, isFunction, keyName, textOf } from './ast.js';
import type { Collected, Place } from './collected.js';
import { declarePattern } from './declarations.js';
import { lookUp, type Scope } from './scope.js';

export type Visit = (node: AstNode, place: Place) => void;

/** The steps of the walk that other nodes need. */
export interface Steps {
  visit: Visit;
  visitAll: Visit;
  noteLoop: Visit;
}

/** Handlers by node type. */
export function statementHandlers(
  result: Collected,
  { visit, visitAll, noteLoop }: Steps,
): Readonly<Record<string, Visit>> {
  const declareVariable = (node: AstNode, { scope }: Place): void => {
    const init = child(node, 'init');
    declarePattern(child(node, 'id')!, [], (name, path, at) => {
      scope.names.set(name, { kind: 'variable', scope, path, init, type: annotatedType(at), assigned: [] });
    });
  };

  const assign = (left: AstNode, right: AstNode, scope: Scope): void => {
    const target = bare(left);
    if (target.type === 'Identifier') {
      const binding = lookUp(scope, textOf(target, 'name') ?? '');
      if (binding !== undefined && binding.kind !== 'value') binding.assigned.push({ node: right, scope });
    }
    if (target.type !== 'MemberExpression') return;
    const object = bare(child(target, 'object')!);
    const name = keyName(child(target, 'property'), target.computed === true);
    if (name === null) return;
    if (object.type === 'ThisExpression' && scope.thisClass >= 0) {
      const { fields } = result.classes[scope.thisClass]!;
      fields.set(name, [...(fields.get(name) ?? []), { node: right, scope }]);
    }
    const objectName = textOf(object, 'name');
    const isExports =
      objectName === 'exports' ||
      (object.type === 'MemberExpression' &&
        textOf(child(object, 'object'), 'name') === 'module' &&
        textOf(child(object, 'property'), 'name') === 'exports');
    if (isExports) result.exports.push({ name, node: right, scope });
    else if (objectName === 'module' && name === 'exports')
      result.exports.push({ name: '=', node: right, scope });
  };

  const hinted = (node: AstNode, key: string, place: Place): void => {
    const value = child(node, key);
    if (value !== null) visit(value, place);
  };

  return {
    VariableDeclarator(node, place) {
      declareVariable(node, place);
      hinted(node, 'init', { ...place, hint: textOf(child(node, 'id'), 'name') ?? '', owner: '' });
    },
    Property(node, place) {
      if (node.computed === true) hinted(node, 'key', place);
      const name = keyName(child(node, 'key'), node.computed === true) ?? '';
      hinted(node, 'value', { ...place, owner: place.hint || place.owner, hint: name });
    },
    AssignmentExpression(node, place) {
      const left = child(node, 'left')!;
      const right = child(node, 'right')!;
      assign(left, right, place.scope);
      visit(left, { ...place, hint: '' });
      const name =
        left.type === 'MemberExpression'
          ? keyName(child(left, 'property'), left.computed === true)
          : textOf(left, 'name');
      visit(right, { ...place, hint: name === 'exports' ? '' : (name ?? ''), owner: '' });
    },
    CallExpression(node, place) {
      const callee = child(node, 'callee')!;
      const args = children(node, 'arguments');
      result.calls.push({ node, callee, args, form: 'call', scope: place.scope });
      visit(callee, { ...place, hint: '' });
      const named = args.findIndex(isFunction);
      args.forEach((arg, position) => {
        visit(arg, position === named ? place : { ...place, hint: '' });
      });
    },
    NewExpression(node, place) {
      const callee = child(node, 'callee')!;
      const args = children(node, 'arguments');
      result.calls.push({ node, callee, args, form: 'new', scope: place.scope });
      visit(callee, { ...place, hint: '' });
      for (const arg of args) visit(arg, { ...place, hint: '' });
    },
    ReturnStatement(node, place) {
      const argument = child(node, 'argument');
      if (argument === null) return;
      result.functions[place.scope.fn]?.returned.push({ node: argument, scope: place.scope });
      visit(argument, { ...place, hint: '' });
    },
    WhileStatement(node, place) {
      noteLoop(node, place);
      visitAll(node, place);
    },
    DoWhileStatement(node, place) {
      noteLoop(node, place);
      visitAll(node, place);
    },
    ExportNamedDeclaration(node, place) {
      const source = textOf(child(node, 'source'), 'value');
      for (const specifier of children(node, 'specifiers')) {
        const name = keyName(child(specifier, 'exported'), false) ?? '';
        const local = child(specifier, 'local')!;
        if (source !== null)
          result.exportedFrom.push({ name, module: source, path: [keyName(local, false) ?? ''] });
        else result.exports.push({ name, node: local, scope: place.scope });
      }
      const declaration = child(node, 'declaration');
      if (declaration === null) return;
      visit(declaration, place);
      const id = child(declaration, 'id');
      if (id !== null) result.exports.push({ name: textOf(id, 'name') ?? '', node: id, scope: place.scope });
      for (const declarator of declaration.type === 'VariableDeclaration'
        ? children(declaration, 'declarations')
        : [])
        declarePattern(child(declarator, 'id')!, [], (name, _path, at) => {
          result.exports.push({ name, node: at, scope: place.scope });
        });
    },
    ExportAllDeclaration(node) {
      const source = textOf(child(node, 'source'), 'value') ?? '';
      const name = keyName(child(node, 'exported'), false);
      if (name === null) result.reexports.push(source);
      else result.exportedFrom.push({ name, module: source, path: [] });
    },
    ExportDefaultDeclaration(node, place) {
      const declaration = child(node, 'declaration')!;
      visit(declaration, { ...place, hint: 'default' });
      result.exports.push({ name: 'default', node: declaration, scope: place.scope });
    },
    TSExportAssignment(node, place) {
      const expression = child(node, 'expression')!;
      visit(expression, place);
      result.exports.push({ name: '=', node: expression, scope: place.scope });
    },
  };
}
