/** Functions that other files may call before their own file has run: those that are hoisted, in a cycle of imports. */
import { child, children } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { SpanScene } from './span-scene.js';

/** Whether a file that leads back to itself through its imports declares functions, which are there before it runs. */
export function isCalledEarly({ path, program }: NodeRuleFile, { programs }: SpanScene): boolean {
  const isHoisted = children(program, 'body').some(
    (one) => (child(one, 'declaration') ?? one).type === 'FunctionDeclaration',
  );
  const graph = programs[0]?.program.code.graph;
  if (!isHoisted || graph === undefined) return false;
  return graph.closure(graph.edges(path).flatMap(({ file }) => file ?? [])).includes(path);
}
