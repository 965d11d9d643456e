import type { Position, Value } from './facts.js';
import { opaqueCall } from './opaque-call.js';
import type { GoFunction } from './program.js';
import { recordSite } from './record-site.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { withoutMajorVersion } from './symbols.js';

/** A call of generated code that constructs a library's value: the site is where users write it. */
export function generatedCall(
  context: SummaryContext,
  fn: GoFunction,
  args: Value[],
  argNodes: Node[],
  at: Position,
): void {
  const { known, flow } = context;
  const { facts } = fn.file;
  if (!facts.generated || fn.facts.receiver !== '') return;
  for (const { package: path, name, site } of known.generated) {
    if (!name.test(fn.facts.name) || !facts.imports.some((i) => isBelow(i.path, path))) continue;
    const node = opaqueCall(context, 0, args, argNodes);
    flow.move(node, flow.result(fn, 0));
    recordSite(context, site, at, { given: node, value: node });
  }
}

function isBelow(path: string, base: string): boolean {
  const bare = withoutMajorVersion(path);
  return bare === base || bare.startsWith(`${base}/`);
}
