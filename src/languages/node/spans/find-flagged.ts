/** The functions that somebody asks a span for: by comment, in the configuration, on the command line, as a suggestion. */
import { matchesGlob } from '../../../model/name-glob.js';
import { createPositions } from '../../../model/positions.js';
import type { SpanRequest } from '../../../model/span-operation.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { flaggedTargets, MENTIONS_SPAN_FLAG, type SpanFlag } from './flag-comments.js';
import type { SpanScene } from './span-scene.js';
import { type SpanTarget, spanTargets } from './span-target.js';

export interface FlaggedFunction {
  file: NodeRuleFile;
  target: SpanTarget;
  /** As the scan calls it. */
  name: string;
  /** 1-based. */
  line: number;
  services: readonly string[];
  flag: SpanFlag;
  /** Null when a comment asks for it. */
  request: SpanRequest | null;
}

export interface LooseFlag {
  file: string;
  line: number;
  services: readonly string[];
}

export interface FoundFlags {
  functions: FlaggedFunction[];
  /** Comments that stand above no function. */
  loose: LooseFlag[];
}

/** By file and line; of several requests for one function the first counts, a comment before all of them. */
export function findFlagged(scene: SpanScene, requests: readonly SpanRequest[]): FoundFlags {
  const functions: FlaggedFunction[] = [];
  const loose: LooseFlag[] = [];
  for (const [path, services] of [...scene.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = scene.workspace.read(path) ?? '';
    const wanted = requests.filter((request) => isMeantFor(request, path, services, text, scene));
    if (wanted.length === 0 && !MENTIONS_SPAN_FLAG.test(text)) continue;
    const file = scene.open(path);
    if (file === null) continue;
    const positions = createPositions(text);
    const commented = flaggedTargets(file);
    for (const target of spanTargets(file)) {
      const { line } = positions.at(target.node.start);
      const name = nameOf(target, path);
      const common = { file, target, name, line, services };
      const flag = commented.flags.get(target.index);
      const request = wanted.find((one) => isRequested(one, target, name, line));
      if (flag !== undefined) functions.push({ ...common, flag, request: null });
      else if (request !== undefined) functions.push({ ...common, flag: flagOf(request), request });
    }
    for (const { start } of commented.loose)
      loose.push({ file: path, line: positions.at(start).line, services });
  }
  return { functions, loose };
}

const flagOf = ({ spanName, attributes }: SpanRequest): SpanFlag => ({
  attributes,
  ...(spanName !== undefined && { spanName }),
});

/** Whether a request may name a function of a file, without parsing the file. */
function isMeantFor(
  { match, at, service }: SpanRequest,
  path: string,
  services: readonly string[],
  text: string,
  scene: SpanScene,
): boolean {
  if (at !== undefined) return at.file === path;
  const isService = (name: string) =>
    service === undefined || matchesGlob(service, name) || matchesGlob(service, directoryFor(name, scene));
  if (!services.some(isService)) return false;
  return /[*?{]/.test(match) || text.includes(match.split('.').at(-1) ?? match);
}

const directoryFor = (name: string, { programs }: SpanScene): string =>
  programs.find(({ service }) => service === name)?.program.candidate.directory ?? '';

/** Whether a request names a function, which the scan calls `name`. */
export function isRequested(
  { match, at }: SpanRequest,
  target: SpanTarget,
  name: string,
  line: number,
): boolean {
  if (at !== undefined) return at.line === line && (match === name || target.collected.name === '');
  const isNested = target.collected.parent >= 0 && target.collected.owner === '';
  if (target.collected.name === '' || isNested) return false;
  return matchesGlob(match, target.collected.name) || matchesGlob(match, name);
}

/** `Owner.name`; what is exported as default is called after its file. */
export function nameOf({ collected: { name, owner } }: SpanTarget, path: string): string {
  const own = name === 'default' ? fileName(path) : name;
  return owner === '' ? own : `${owner}.${own}`;
}

/** `src/charge-payment.ts` → `chargePayment`; an index is called after its directory. */
function fileName(path: string): string {
  const parts = path.replace(/\.\w+$/, '').split('/');
  const last = parts.at(-1) === 'index' ? (parts.at(-2) ?? 'index') : (parts.at(-1) ?? '');
  return last.replace(
    /[^A-Za-z0-9]+([A-Za-z0-9])?/g,
    (_, letter: string | undefined) => letter?.toUpperCase() ?? '',
  );
}

/** Every name by which a function of the scene can be flagged. */
export function flaggableNames(scene: SpanScene): string[] {
  const names = [...scene.files.keys()].flatMap((path) => {
    const file = scene.open(path);
    return file === null
      ? []
      : spanTargets(file)
          .filter((t) => t.collected.name !== '')
          .map((t) => nameOf(t, path));
  });
  return [...new Set(names)].sort();
}
