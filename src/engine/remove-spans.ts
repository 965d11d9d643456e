/** `apply --layer 3 --unflag`: spans that nobody asks for any more go again. */
import { goIntegrations } from '#codemods/go/index.js';
import { nodeIntegrations } from '#codemods/node/index.js';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { planGoSpanRemoval } from '../languages/go/spans/plan-span-removal.js';
import { planNodeSpanRemoval } from '../languages/node/spans/plan-span-removal.js';
import { matchesGlob } from '../model/name-glob.js';
import { matchWorkloads } from '../workspace/deployments/match.js';
import type { ApplyPlanner } from './apply-planner.js';
import { configRequests, flagRequests } from './span-requests.js';

export interface RemovalOptions {
  config: InstrumentConfig;
  /** Names and globs of the functions whose spans go. */
  unflag: readonly string[];
  /** Called with names that no function has; `known` holds all that there are. */
  onUnknown(names: readonly string[], known: readonly string[]): void;
}

export function planSpanRemoval({ config, unflag, onUnknown }: RemovalOptions): ApplyPlanner {
  return async (input) => {
    const asked = {
      ...input,
      requests: flagRequests(unflag),
      flagged: configRequests(config),
      wrappers: config.spanWrappers,
    };
    const plans = [
      planGoSpanRemoval(asked, goIntegrations),
      await planNodeSpanRemoval(asked, {
        integrations: nodeIntegrations,
        matchDeployments: matchWorkloads,
        helpers: nodeSpanHelpers,
      }),
    ];
    const known = [...new Set(plans.flatMap(({ names }) => names))];
    const ends = known.map((name) => name.slice(name.lastIndexOf('.') + 1));
    const unknown = unflag.filter((match) => ![...known, ...ends].some((name) => matchesGlob(match, name)));
    if (unknown.length > 0) onUnknown(unknown, known);
    return {
      changes: plans.flatMap(({ changes }) => changes),
      skips: plans.flatMap(({ skips }) => skips),
    };
  };
}
