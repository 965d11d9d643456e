/** Which layer an apply is for, and what only some of the layers understand. */
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { ApplyPlanner } from '../engine/apply-planner.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { nearest } from '../errors/nearest.js';
import type { ApplyReport } from '../model/apply-report.js';
import { wholeNumber } from './whole-number.js';

export interface LayerFlags {
  layer?: string;
  /** Functions that get a span. */
  flag?: string[];
  /** How many of the candidates get one; `true` without a number. */
  suggest?: string | true;
  threadContext?: boolean;
}

const SUGGESTED = 10;
const MOST_SUGGESTED = 1000;

const LAYER_3_FLAGS = [
  ['--flag', 'flag'],
  ['--suggest', 'suggest'],
  ['--thread-context', 'threadContext'],
] as const satisfies [string, keyof LayerFlags][];

/** Throws when there is no such layer, or a flag that it does not understand. */
export function layerOf(flags: LayerFlags): ApplyReport['layer'] {
  const { layer } = flags;
  if (layer === undefined) throw InstrumentError.of('missing-layer', {});
  if (layer === '1') throw InstrumentError.of('layer-not-available', { layer });
  if (layer !== '2' && layer !== '3') throw InstrumentError.of('unknown-layer', { layer });
  const foreign = LAYER_3_FLAGS.find(([, key]) => layer !== '3' && flags[key] !== undefined);
  if (foreign) throw InstrumentError.of('flag-of-layer-3', { flag: foreign[0] });
  return layer === '2' ? 2 : 3;
}

export async function plannerOf(
  layer: ApplyReport['layer'],
  flags: LayerFlags,
  config: InstrumentConfig,
): Promise<ApplyPlanner> {
  if (layer !== 3) return (await import('../engine/apply-layer2.js')).planLayer2;
  const { planLayer3 } = await import('../engine/apply-layer3.js');
  return planLayer3({
    config,
    flags: flags.flag ?? [],
    suggest:
      flags.suggest === true ? SUGGESTED : (wholeNumber('--suggest', flags.suggest, 1, MOST_SUGGESTED) ?? 0),
    threadContext: flags.threadContext ?? false,
    onUnknown([name = ''], known) {
      throw InstrumentError.of('unknown-function', { name }, { nearest: nearest(name, known) });
    },
  });
}
