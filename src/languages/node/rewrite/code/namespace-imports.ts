/** Default imports of CommonJS libraries, which their instrumentations do not reach in ES modules. */

import { type AstNode, child, children, textOf } from '../../facts/ast.js';
import { createBindings } from '../../lint/bindings.js';
import { childNodes } from '../../lint/child-nodes.js';
import { memberName } from '../../lint/member-name.js';
import type { NodeRuleFile } from '../../lint/node-rule-file.js';
import type { TextEdit } from '../../spans/wrap-function.js';

export interface NamespaceImport {
  /** 1-based. */
  line: number;
  edit: TextEdit;
}

/** `import grpc from '@grpc/grpc-js'` becomes `import * as grpc from …` where only members of it are used. */
export function namespaceImports(file: NodeRuleFile, module: string): NamespaceImport[] {
  return children(file.program, 'body').flatMap((statement) => {
    const [only, ...more] = children(statement, 'specifiers');
    const isDefault = statement.type === 'ImportDeclaration' && only?.type === 'ImportDefaultSpecifier';
    if (!isDefault || more.length > 0 || child(statement, 'source')?.value !== module) return [];
    const local = textOf(child(only, 'local'), 'name');
    if (local === null || !isUsedByMembersAlone(local, file)) return [];
    const line = file.text.slice(0, statement.start).split('\n').length;
    return [{ line, edit: { start: only.start, end: only.end, text: `* as ${local}` } }];
  });
}

/** Every use reads a named member: nothing asks for the default export itself, or sets a member. */
function isUsedByMembersAlone(name: string, { program }: NodeRuleFile): boolean {
  const bindings = createBindings(program);
  const isOwn = (node: AstNode) =>
    node.type === 'Identifier' && textOf(node, 'name') === name && bindings.resolve(node) === undefined;
  const visit = (node: AstNode): boolean => {
    if (node.type === 'ImportDeclaration') return true;
    if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression') {
      const target = child(node, node.type === 'UpdateExpression' ? 'argument' : 'left');
      const object = target === null ? null : child(target, 'object');
      if (object !== null && isOwn(object)) return false;
    }
    if (node.type === 'MemberExpression') {
      const object = child(node, 'object');
      const member = memberName(node);
      if (object !== null && isOwn(object)) return member !== null && member !== 'default';
    }
    if (isOwn(node)) return false;
    return [...childNodes(node)].every(visit);
  };
  return visit(program);
}
