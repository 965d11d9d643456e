/** Functions that wait for nothing and are called again and again within one request. */
import type { NodeIntegration } from '../../../model/integration.js';
import { createPositions } from '../../../model/positions.js';
import { createCallGraph, keyOf } from '../behaviour/call-graph.js';
import { loopAround } from '../lint/check-no-span-in-loop.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { FlaggedFunction } from './find-flagged.js';
import type { SpanScene } from './span-scene.js';

/** Asks of a flagged function whether some call of it stands in a loop. */
export function createTightLoops(scene: SpanScene, integrations: readonly NodeIntegration[]) {
  const graphs = scene.programs.map(({ program }) => createCallGraph(program.code, integrations));
  return ({ file, target }: FlaggedFunction): boolean => {
    if (target.isAsync) return false;
    const key = keyOf(file.path, target.index);
    if (graphs.some((graph) => graph.doesIo(key))) return false;
    return scene.programs.some(({ program }) =>
      program.code.calls.some(
        (call) =>
          call.targets.some(
            ({ value, file: at }) => value.is === 'function' && keyOf(at, value.fn) === key,
          ) && isLooped(call.file, call.call, scene),
      ),
    );
  };
}

function isLooped(path: string, place: { line: number; column: number }, scene: SpanScene): boolean {
  const file = scene.open(path);
  if (file === null) return false;
  const positions = createPositions(file.text);
  return file.collected.calls.some(({ node }) => {
    const { line, column } = positions.at(node.start);
    const isPlace = line === place.line && column === place.column;
    return isPlace && loopAround(node, file.once(fileBindings)) !== null;
  });
}
