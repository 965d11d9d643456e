/** What goes with spans that are taken out: the import of the helper, and the helper when it was for these alone. */
import type { Edit } from '../../../model/change.js';
import type { AstNode } from '../facts/ast.js';
import { type NodeRuleFile, openNodeRuleFile } from '../lint/node-rule-file.js';
import { createHelperChoice, modulesOf, scopeOf } from './choose-helper.js';
import { renderHelper, type SpanHelpers } from './helper-file.js';
import { widthFor } from './plan-span.js';
import { type SourceStyle, styleOf } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import { unusedLines } from './unused-lines.js';

export interface RemovedSpan {
  file: NodeRuleFile;
  /** The function. */
  node: AstNode;
  /** What it becomes. */
  text: string;
}

/** @param spans all of one package */
export function removalEdits(
  scene: SpanScene,
  helpers: SpanHelpers,
  spans: readonly RemovedSpan[],
): { edits: Edit[]; removes: string[] } {
  const edits: Edit[] = [];
  const after = new Map<string, string>();
  for (const file of new Set(spans.map((one) => one.file))) {
    const own = spans
      .filter((one) => one.file === file)
      .map(({ node, text }): Edit => ({ file: file.path, start: node.start, end: node.end, text }))
      .sort((a, b) => a.start - b.start);
    const stripped = applied(file.text, own);
    const names = [helpers.call.exported, helpers.iteration.exported];
    const scope = scopeOf(scene.repository.resolver.packageAt(file.path));
    const unused = unusedLines(file, stripped, names, scope);
    edits.push(...unused, ...own);
    after.set(file.path, applied(file.text, [...unused, ...own]));
  }
  return { edits, removes: unusedHelpers(scene, helpers, spans, after) };
}

function applied(text: string, edits: readonly Edit[]): string {
  const last = edits.toSorted((a, b) => b.start - a.start);
  return last.reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

/** How a text may be written: its indentation tells, quotes and semicolons may be any. */
function stylesOf(text: string): Pick<SourceStyle, 'quote' | 'semicolons' | 'unit'>[] {
  const unit = /^[ \t]+(?=[^\s*])/m.exec(text)?.[0] ?? '';
  return (["'", '"'] as const).flatMap((quote) =>
    [true, false].map((semicolons) => ({ quote, semicolons, unit })),
  );
}

/** Files of ours that nothing mentions any more, and that nobody has changed. */
function unusedHelpers(
  scene: SpanScene,
  helpers: SpanHelpers,
  spans: readonly RemovedSpan[],
  after: ReadonlyMap<string, string>,
): string[] {
  const { workspace } = scene;
  return [helpers.call, helpers.iteration].flatMap((helper) => {
    const candidates = workspace.files.filter(({ path }) =>
      new RegExp(`(?:^|/)${helper.file}\\.[cm]?[jt]s$`).test(path),
    );
    return candidates.flatMap(({ path }) => {
      const text = workspace.read(path);
      const open: SpanScene['open'] = (one) => {
        const changed = after.get(one);
        if (one === path) return null;
        return changed === undefined ? scene.open(one) : openNodeRuleFile(one, changed, scene);
      };
      const files = workspace.files.filter((one) => one.path !== path);
      const choose = createHelperChoice({ ...scene, open, workspace: { ...workspace, files } }, helpers);
      const isOurs = spans.some(({ file }) => {
        const bare = open(file.path);
        if (bare === null) return false;
        const own = styleOf(bare.text, bare.program, widthFor(file.path, scene));
        const { create } = choose(bare, helper === helpers.iteration, [file.path], own);
        if (create === null || text === null) return false;
        const manifest = scene.repository.resolver.packageAt(file.path);
        // Written in the style of the file that needed it first, which need not be this one.
        const styles = stylesOf(text).map((style) => ({ ...own, ...style }));
        return styles.some(
          (style) => renderHelper(helper, modulesOf(bare, manifest), scopeOf(manifest), style) === text,
        );
      });
      const mention = new RegExp(`['"\`/]${helper.file}(?:\\.[cm]?[jt]s)?['"\`]`);
      const isUsed = files.some(
        (one) =>
          /\.(?:[cm]?[jt]sx?|vue|svelte|json)$/.test(one.path) &&
          mention.test(after.get(one.path) ?? workspace.read(one.path) ?? ''),
      );
      return isOurs && !isUsed ? [path] : [];
    });
  });
}
