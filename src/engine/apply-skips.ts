/** Skips that the engine itself decides on, beside those of the planners. */
import type { Change, Skip } from '../model/change.js';
import { type EngineSkipCode, engineSkipCodes } from '../model/engine-skip-codes.js';
import type { ApplyScene } from './apply-scene.js';

/** Leaves a change out, one skip per service that it would have affected. */
export function skipChange(scene: ApplyScene, change: Change, code: EngineSkipCode, message: string): Skip[] {
  const first = change.edits[0];
  const file = first?.file ?? change.creates[0]?.file ?? '.';
  const before = first ? (scene.workspace.read(first.file) ?? '').slice(0, first.start) : '';
  const line = before.split('\n').length;
  return (change.services.length > 0 ? change.services : ['']).map((service) => ({
    code,
    service,
    file,
    line,
    message: `${change.title}: ${message}`,
    help: engineSkipCodes[code].help,
  }));
}
