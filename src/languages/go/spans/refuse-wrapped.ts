/** What begins a span through a function of the user's own gets no other one. */
import { lineAt } from '../threading/function-roots.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/** @returns null when neither the function nor the flagged statement begins a span so */
export function refuseWrapped(
  scene: SpanScene,
  { source, decl, statement, label }: SpanTarget,
): Refusal | null {
  if (!decl.body) return null;
  const within = statement ?? decl.body;
  for (const site of scene.read(source, decl).calls) {
    if (site.call.start < within.start || within.end < site.call.end) continue;
    const wrapper = scene.wrapperOf(source, site);
    if (wrapper === null) continue;
    const what = statement ? 'The flagged statement' : `\`${label}\``;
    const place = `${source.path}:${lineAt(source, site.call.start)}`;
    return spanRefusal(
      'already-spanned',
      `${what} begins a span through \`${wrapper.function}\` (${place}).`,
    );
  }
  return null;
}
