/** Layer 3: spans around the functions that are flagged, and those alone. */
import { goBootstrap } from '#codemods/go/bootstrap/sdk.js';
import { goIntegrations } from '#codemods/go/index.js';
import { chooseGoVersions } from '#codemods/go/versions.js';
import { nodeIntegrations } from '#codemods/node/index.js';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { planGoSpans } from '../languages/go/spans/plan-go-spans.js';
import { planNodeSpans } from '../languages/node/spans/plan-node-spans.js';
import type { SpanOutcome, SpanPlan, SpanPlanner } from '../languages/span-planner.js';
import type { Change, Skip } from '../model/change.js';
import { matchesGlob } from '../model/name-glob.js';
import type { SpanRequest } from '../model/span-operation.js';
import { matchWorkloads } from '../workspace/deployments/match.js';
import type { ApplyPlanner } from './apply-planner.js';
import { configRequests, flagRequests, suggestions } from './span-requests.js';

export interface Layer3Options {
  config: InstrumentConfig;
  /** Names and globs of the command line. */
  flags: readonly string[];
  /** How many candidates of the scan are taken; 0 for none. */
  suggest: number;
  /** Whether functions without a context are given one. */
  threadContext: boolean;
  /** Called with names of the command line that no function has; `known` holds all that there are. */
  onUnknown(names: readonly string[], known: readonly string[]): void;
}

const plannersOf = ({ layer3 }: InstrumentConfig): readonly SpanPlanner[] => [
  (input) =>
    planGoSpans(input, {
      integrations: goIntegrations,
      versions: chooseGoVersions,
      bootstrap: goBootstrap,
    }),
  (input) =>
    planNodeSpans(input, {
      integrations: nodeIntegrations,
      matchDeployments: matchWorkloads,
      helpers: nodeSpanHelpers,
      form: layer3.nodeSpans,
    }),
];

export function planLayer3(options: Layer3Options): ApplyPlanner {
  return async (input) => {
    const asked = [...configRequests(options.config), ...flagRequests(options.flags)];
    const candidates = options.suggest > 0 ? suggestions(input) : [];
    const requests = [...asked, ...candidates];
    const plans: SpanPlan[] = [];
    const { config, threadContext } = options;
    for (const plan of plannersOf(config))
      plans.push(await plan({ ...input, requests, threadContext, wrappers: config.spanWrappers }));
    const outcomes = plans.flatMap((plan) => plan.outcomes);
    const unmet = asked.filter((request) => !outcomes.some((outcome) => isMet(request, outcome)));
    const flagged = unmet.filter(({ origin }) => origin === 'flag').map(({ match }) => match);
    if (flagged.length > 0) options.onUnknown(flagged, [...new Set(plans.flatMap((plan) => plan.names))]);
    const { kept, spanned } = takeBest(outcomes, candidates, options.suggest);
    // Operations that need each other share a change.
    const changes = [...new Set(kept.flatMap(({ change }) => change ?? []))];
    const around = plans.map((plan) => plan.around?.(changes) ?? { changes: [], skips: [] });
    const unknown = input.services === null ? unmet.filter(({ origin }) => origin === 'config') : [];
    return {
      changes: [
        ...withNote(changes, spanned, options.suggest),
        ...[...plans, ...around].flatMap((one) => one.changes),
      ],
      skips: [
        ...kept.flatMap(({ skip }) => skip ?? []),
        ...[...plans, ...around].flatMap((one) => one.skips),
        ...unknown.map(unknownOperation),
      ],
    };
  };
}

/** A function that a comment or another entry flags as well answers to that. */
function isMet(request: SpanRequest, outcome: SpanOutcome): boolean {
  const { name } = outcome.operation;
  const names = [name, name.slice(name.lastIndexOf('.') + 1)];
  return outcome.request === request || names.some((one) => matchesGlob(request.match, one));
}

/** Refused, and without a span of its own. */
const isLeft = ({ skip }: SpanOutcome): boolean => skip !== undefined && skip.code !== 'already-spanned';

/** Who asks for ten and gets one wants to know why. */
function withNote(changes: readonly Change[], spanned: number, wanted: number): Change[] {
  const [first, ...rest] = changes;
  if (first === undefined || spanned === 0) return [...changes];
  const have = spanned === 1 ? 'has its span' : 'have their spans';
  const note = `${spanned} of the best ${wanted} candidates ${have} already.`;
  return [{ ...first, notes: [note, ...first.notes] }, ...rest];
}

/**
 * Of the suggestions the best that can be made, with what was refused before the last of them.
 * @returns also how many of the best have their span already
 */
function takeBest(
  outcomes: readonly SpanOutcome[],
  candidates: readonly SpanRequest[],
  wanted: number,
): { kept: SpanOutcome[]; spanned: number } {
  const suggested = candidates.flatMap((request) => outcomes.filter((one) => one.request === request));
  const taken = new Set<SpanOutcome>();
  let made = 0;
  let spanned = 0;
  for (const outcome of suggested) {
    if (made === wanted) break;
    const isThere = outcome.change === undefined && !isLeft(outcome);
    if (outcome.change !== undefined || isThere) made += 1;
    if (isThere) spanned += 1;
    if (outcome.skip?.code !== 'already-spanned') taken.add(outcome);
  }
  const kept = outcomes.filter((one) => one.request?.origin !== 'suggested' || taken.has(one));
  return { kept, spanned };
}

function unknownOperation({ match, service }: SpanRequest): Skip {
  const where = service === undefined ? '' : ` of \`${service}\``;
  return {
    code: 'unknown-operation',
    service: '',
    file: 'instrument.yaml',
    line: 1,
    message: `\`operations\` names \`${match}\`, and no function${where} is called so.`,
    help: 'Correct or remove the entry; methods are written `Type.Method`.',
  };
}
