/** The context that goes with something that is sent. */
import { contextInScope } from './context-in-scope.js';
import type { FileNames } from './file-names.js';
import type { GoSource } from './go-source.js';
import type { LocatedUse } from './locate-use.js';
import { type MessageRegion, regionStatements } from './message-region.js';
import { type Refusal, refusal } from './refusals.js';
import { render } from './render.js';
import type { SiteRewrite } from './site-rewrite.js';

/** The code that works on a message, and the context that it has once the change is carried out. */
export interface TracedMessage {
  region: MessageRegion;
  contextName: string;
  /** Rewrites of other places that use the context. */
  users: Set<SiteRewrite>;
  use(rewrite: SiteRewrite): void;
}

export interface SendingPlace {
  source: GoSource;
  names: FileNames;
  /** 1-based. */
  line: number;
  use: LocatedUse;
}

/** The context for something that is sent. */
export function contextFor(
  { source, names, line, use }: SendingPlace,
  regions: readonly TracedMessage[],
  result: SiteRewrite,
): { text: string; notes: string[] } | Refusal {
  const { start } = use.node;
  const around = regions.find(({ region }) => region.source === source && holds(region, start));
  const found = contextInScope(source, use.around, start);
  if (around && (found === null || found.name === null)) {
    around.use(result);
    return { text: around.contextName, notes: [] };
  }
  if (found) return { text: found.text, notes: [] };
  if (writesSpans(source)) return refusal('no-context-in-scope', BESIDE_OWN, PASS_ON);
  const { text, edits, imports } = render('@{context}.Background()', names, start);
  result.edits.push(...edits);
  result.imports.push(...imports);
  return {
    text,
    notes: [
      `No context reaches ${source.path}:${line}: what is sent there begins a trace of its own until a caller's context is passed on.`,
    ],
  };
}

const BESIDE_OWN =
  'No context reaches this call, in a file whose spans are written by hand: a span would begin a trace of its own beside them.';
const PASS_ON =
  'Give the function around it a `ctx context.Context`, pass on the context of the span that it belongs to, then run again.';

function writesSpans({ file, text }: GoSource): boolean {
  return (
    file.imports.some((i) => /^go\.opentelemetry\.io\/otel(?:\/trace)?$/.test(i.path)) &&
    /\.Start\(/.test(text)
  );
}

function holds(region: MessageRegion, offset: number): boolean {
  const list = regionStatements(region);
  return list.length > 0 && list[0]!.start <= offset && offset < list.at(-1)!.end;
}
