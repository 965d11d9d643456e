/** Calls of the user's own functions that begin a span: `spanWrappers` of instrument.yaml. */
import { posix } from 'node:path';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import type { AstNode } from '../facts/ast.js';
import type { CollectedCall } from '../facts/collected.js';
import { callsByNode } from './file-indexes.js';
import type { NodeRuleFile } from './node-rule-file.js';

/**
 * The wrapper that a call calls, or null. What comes from a package is named `@acme/tracing.withSpan`, what comes from a file
 * of the repository by its path without extension, `src/tracing.withSpan`.
 */
export function wrapperOf(file: NodeRuleFile, { callee, scope, form }: CollectedCall): SpanWrapper | null {
  if (file.wrappers.length === 0 || form !== 'call') return null;
  const value = file.evaluator.evaluate(callee, scope);
  if (value.is !== 'module' || value.path.length === 0) return null;
  const module = value.module.startsWith('.')
    ? posix.join(directoryOf(file.path), value.module).replace(/\.[cm]?[jt]sx?$/, '')
    : value.module;
  const name = `${module}.${value.path.join('.')}`;
  return file.wrappers.find((one) => one.function.replace(/^\.\//, '') === name) ?? null;
}

/** Whether a node is the call of a wrapper that does this with a span. */
export function isWrapperCall(file: NodeRuleFile, node: AstNode, does: SpanWrapper['does']): boolean {
  if (file.wrappers.length === 0) return false;
  const call = file.once(callsByNode).get(node);
  return call !== undefined && wrapperOf(file, call)?.does === does;
}
