import type { AstNode } from '../facts/ast.js';
import type { CollectedCall } from '../facts/collected.js';
import { type Bindings, createBindings } from './bindings.js';
import type { NodeRuleFile } from './node-rule-file.js';

export const fileBindings = (file: NodeRuleFile): Bindings => createBindings(file.program);

export const callsByNode = (file: NodeRuleFile): ReadonlyMap<AstNode, CollectedCall> =>
  new Map(file.collected.calls.map((call) => [call.node, call]));
