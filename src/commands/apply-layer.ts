/** Which layer an apply is for, and what only some of the layers understand. */
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { ApplyPlanner } from '../engine/apply-planner.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { nearest } from '../errors/nearest.js';
import type { ApplyReport } from '../model/apply-report.js';
import type { Layer1Flags } from './apply-layer1.js';
import { wholeNumber } from './whole-number.js';

export interface LayerFlags extends Layer1Flags {
  layer?: string;
  /** Functions that get a span. */
  flag?: string[];
  /** How many of the candidates get one; `true` without a number. */
  suggest?: string | true;
  threadContext?: boolean;
  /** Whether the chosen functions are written to the configuration. */
  save?: boolean;
  /** Functions whose spans are taken out again. */
  unflag?: string[];
}

const LAYERS = { '1': 1, '2': 2, '3': 3 } as const;
const SUGGESTED = 10;
const MOST_SUGGESTED = 1000;

/** Flags that only one layer understands. */
const OWN_FLAGS = [
  ['--flag', 'flag', '3'],
  ['--suggest', 'suggest', '3'],
  ['--thread-context', 'threadContext', '3'],
  ['--save', 'save', '3'],
  ['--unflag', 'unflag', '3'],
  ['--out', 'out', '1'],
  ['--obi', 'obi', '1'],
  ['--privileged', 'privileged', '1'],
  ['--helm', 'helm', '1'],
] as const satisfies [string, keyof LayerFlags, string][];

/** Throws when there is no such layer, or a flag that it does not understand. */
export function layerOf(flags: LayerFlags): ApplyReport['layer'] {
  const { layer } = flags;
  if (layer === undefined) throw InstrumentError.of('missing-layer', {});
  if (layer !== '1' && layer !== '2' && layer !== '3') throw InstrumentError.of('unknown-layer', { layer });
  const foreign = OWN_FLAGS.find(([, key, owner]) => layer !== owner && flags[key] !== undefined);
  if (foreign) throw InstrumentError.of('flag-of-other-layer', { flag: foreign[0], layer: foreign[2] });
  return LAYERS[layer];
}

export async function plannerOf(
  layer: ApplyReport['layer'],
  flags: LayerFlags & { format?: string },
  config: InstrumentConfig,
): Promise<ApplyPlanner> {
  if (layer === 1) {
    const { layer1PlannerOf } = await import('./apply-layer1.js');
    return layer1PlannerOf(flags, config);
  }
  if (layer !== 3) return (await import('../engine/apply-layer2.js')).planLayer2;
  const onUnknown = ([name = '']: readonly string[], known: readonly string[]): never => {
    throw InstrumentError.of('unknown-function', { name }, { nearest: nearest(name, known) });
  };
  if (flags.unflag) {
    const { planSpanRemoval } = await import('../engine/remove-spans.js');
    return planSpanRemoval({ config, unflag: flags.unflag, onUnknown });
  }
  const { planLayer3 } = await import('../engine/apply-layer3.js');
  return planLayer3({
    config,
    flags: flags.flag ?? [],
    suggest:
      flags.suggest === true ? SUGGESTED : (wholeNumber('--suggest', flags.suggest, 1, MOST_SUGGESTED) ?? 0),
    threadContext: flags.threadContext ?? false,
    onUnknown,
  });
}
