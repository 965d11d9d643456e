import { type AstNode, child, keyName } from '../facts/ast.js';

/** The constant name of a member expression's property, or null. */
export const memberName = (member: AstNode): string | null =>
  keyName(child(member, 'property'), member.computed === true);
