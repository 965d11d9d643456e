/** What goes with spans that are taken out: the import of the helper, and the helper when it was for these alone. */
import type { Edit } from '../../../model/change.js';
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import { type NodeRuleFile, openNodeRuleFile } from '../lint/node-rule-file.js';
import { createHelperChoice } from './choose-helper.js';
import type { SpanHelpers } from './helper-file.js';
import { lineEnd } from './line-layout.js';
import { widthFor } from './plan-span.js';
import { styleOf } from './source-style.js';
import type { SpanScene } from './span-scene.js';

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
    const unused = unusedImports(file, stripped, helpers);
    edits.push(...unused, ...own);
    after.set(file.path, applied(file.text, [...unused, ...own]));
  }
  return { edits, removes: unusedHelpers(scene, helpers, spans, after) };
}

function applied(text: string, edits: readonly Edit[]): string {
  const last = edits.toSorted((a, b) => b.start - a.start);
  return last.reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

/** Imports of a helper alone, of which nothing is left. */
function unusedImports(file: NodeRuleFile, stripped: string, { call, iteration }: SpanHelpers): Edit[] {
  return children(file.program, 'body').flatMap((statement): Edit[] => {
    const names = namesBrought(statement);
    const [name] = names;
    const code = file.text.slice(statement.start, statement.end);
    const isHelper = [call, iteration].some(({ exported }) => new RegExp(`\\b${exported}\\b`).test(code));
    if (names.length !== 1 || name === undefined || !isHelper) return [];
    const rest = stripped.replace(code, '');
    if (new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(rest)) return [];
    const from = file.text.lastIndexOf('\n', statement.start - 1) + 1;
    const to = lineEnd(file.text, statement.end);
    if (
      file.text.slice(from, statement.start).trim() !== '' ||
      file.text.slice(statement.end, to).trim() !== ''
    )
      return [];
    const isFirst = file.text.slice(0, from).trim() === '';
    const newline = file.text[from - 2] === '\r' ? 2 : 1;
    const isApart = /\n\r?\n$/.test(file.text.slice(0, from)) && /^\r?\n\r?\n/.test(file.text.slice(to));
    const above = isFirst ? 0 : newline * (isApart ? 2 : 1);
    const below = isFirst ? (/^(?:\r?\n){1,2}/.exec(file.text.slice(to))?.[0].length ?? 0) : 0;
    return [{ file: file.path, start: from - above, end: to + below, text: '' }];
  });
}

/** The local names of `import { … } from` and `const { … } = require(…)`. */
function namesBrought(statement: AstNode): string[] {
  if (statement.type === 'ImportDeclaration')
    return children(statement, 'specifiers').map((one) => textOf(child(one, 'local'), 'name') ?? '');
  const [declarator] = statement.type === 'VariableDeclaration' ? children(statement, 'declarations') : [];
  const pattern = declarator === undefined ? null : child(declarator, 'id');
  if (pattern?.type !== 'ObjectPattern') return [];
  return children(pattern, 'properties').map((one) => textOf(child(one, 'value'), 'name') ?? '');
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
        return changed === undefined ? scene.open(one) : openNodeRuleFile(one, changed, { wrappers: [] });
      };
      const files = workspace.files.filter((one) => one.path !== path);
      const choose = createHelperChoice({ ...scene, open, workspace: { ...workspace, files } }, helpers);
      const isOurs = spans.some(({ file }) => {
        const bare = open(file.path);
        if (bare === null) return false;
        const style = styleOf(bare.text, bare.program, widthFor(file.path, scene));
        const { create } = choose(bare, helper === helpers.iteration, [file.path], style);
        return create !== null && create.text === text;
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
