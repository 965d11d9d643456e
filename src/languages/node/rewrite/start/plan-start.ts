/** Makes every place that starts a service load the bootstrap first. */
import type { Edit } from '#src/model/change.js';
import type { Bootstrap, NodeRefusal, NodeService, PlanStart, StartPlan } from '../node-service.js';
import { type FoundStart, findStarts } from './find-starts.js';
import { planImages } from './plan-images.js';
import { editPreload } from './preload-edit.js';
import { refuseStart } from './start-refusals.js';

export const planStart: PlanStart = (service, bootstrap, scene) => {
  const { candidate } = service.program;
  if (candidate.framework === 'next') return NOTHING;
  if (candidate.framework === 'lambda') return serverless(service);
  const { starts, unreadable } = findStarts(service, bootstrap, scene);
  const images = planImages(starts, bootstrap, scene);
  const outcomes = starts.map((start): Outcome => images.refusalOf(start) ?? outcomeOf(start, bootstrap));
  const refusals = [
    ...outcomes.filter(isRefusal),
    ...unreadable.map((place) =>
      refuseStart('start-not-understood', place, `may start the service, but ${place.why}.`),
    ),
  ];
  const understood = outcomes.filter(isUnderstood);
  if (understood.length === 0) return refusals[0] ?? notFound(service, bootstrap);
  const edits = distinct([...understood.flat(), ...images.edits]);
  return { edits, creates: [], notes: images.notes, skips: distinctSkips(refusals) };
};

const NOTHING: StartPlan = { edits: [], creates: [], notes: [], skips: [] };

type Outcome = Edit[] | NodeRefusal;
const isRefusal = (outcome: Outcome): outcome is NodeRefusal => 'code' in outcome;
const isUnderstood = (outcome: Outcome): outcome is Edit[] => !isRefusal(outcome);

function outcomeOf(start: FoundStart, bootstrap: Bootstrap): Edit[] | NodeRefusal {
  const { text, inner, specifier, unshown } = start;
  if (start.isLoaded) return [];
  const { flag } = bootstrap;
  if (unshown !== null)
    return refuseStart(
      'build-not-understood',
      text,
      `starts \`${unshown}\`, and nothing shows that \`${bootstrap.file}\` would be built beside it.`,
    );
  if (specifier === null)
    return refuseStart(
      'start-not-understood',
      text,
      `starts the service, but not by a path from which that of \`${bootstrap.file}\` follows.`,
      `Load it first: put \`${flag}\` with its path behind \`node\`.`,
    );
  const edit = editPreload(inner, { flag, specifier }, text.context);
  if ('splices' in edit) return edit.splices.map((splice) => ({ file: text.file, ...splice }));
  const help = `Put \`${flag} ${specifier}\` where Node.js is started, or set \`NODE_OPTIONS="${flag} ${specifier}"\` for it.`;
  switch (edit.refused) {
    case 'not-node':
      return refuseStart('start-not-node', text, 'runs the service with Bun or Deno.');
    case 'other-agent':
      return refuseStart('start-other-agent', text, 'starts the service with the agent of Datadog.');
    case 'late-import':
      return refuseStart('start-late-import', text, 'requires a file that would be loaded before the SDK.');
    case 'unknown-runner':
      return refuseStart(
        'start-not-understood',
        text,
        'starts the service in a way that is not edited.',
        help,
      );
  }
}

function serverless({ program, entry }: NodeService): NodeRefusal {
  const { workload, label } = program.candidate.launches[0] ?? { workload: null, label: null };
  const place = { file: workload?.file ?? entry, line: workload?.line ?? 1, title: `\`${label ?? entry}\`` };
  return refuseStart('start-serverless', place, 'is a function that the platform starts.');
}

function notFound({ entry }: NodeService, { flag, file }: Bootstrap): NodeRefusal {
  const place = { file: entry, line: 1, title: `\`${entry}\`` };
  return refuseStart(
    'start-not-found',
    place,
    'is started by nothing in the repository.',
    `Start it with \`node ${flag} ./${file} ${entry}\`, or set \`NODE_OPTIONS="${flag} ./${file}"\` where it runs.`,
  );
}

/** Several stages and services may share a command. */
function distinct(edits: readonly Edit[]): Edit[] {
  return [
    ...new Map(edits.map((edit) => [`${edit.file}:${edit.start}:${edit.end}:${edit.text}`, edit])).values(),
  ];
}

function distinctSkips(skips: readonly NodeRefusal[]): NodeRefusal[] {
  return [...new Map(skips.map((skip) => [`${skip.code}:${skip.file}:${skip.line}`, skip])).values()];
}
