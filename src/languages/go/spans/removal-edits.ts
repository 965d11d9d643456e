/** What goes with spans that are taken out: imports, and the helpers of the package when they were for these alone. */
import type { Edit } from '#src/model/change.js';
import type { Workspace } from '#src/model/source-file.js';
import { directoryOf } from '../../../model/relative-path.js';
import { removeImport } from '../rewrite/edit-imports.js';
import { type GoSource, importName, openGoSource } from '../rewrite/go-source.js';
import { createGoTree, type GoTree } from '../rewrite/go-tree.js';
import { createPackageHelpers, type PackageHelper } from './package-helpers.js';

/** @param without texts of files of one package, by path, as they are without their spans */
export function removalEdits(
  workspace: Workspace,
  tree: GoTree,
  without: ReadonlyMap<string, string>,
): { edits: Edit[]; removes: string[] } {
  const edits: Edit[] = [];
  const after = new Map<string, GoSource>();
  for (const [path, text] of without) {
    const source = tree.open(path);
    if (!source) continue;
    const result = withoutUnusedImports(source, text);
    after.set(path, result);
    const edit = difference(path, source.text, result.text);
    if (edit) edits.push(edit);
  }
  const [first] = after.values();
  return { edits, removes: first ? unusedHelpers(workspace, tree, first, after) : [] };
}

/** Imports that the spans alone have used: those that nothing else mentions, and that something did before. */
function withoutUnusedImports(before: GoSource, text: string): GoSource {
  let source = openGoSource(before.path, text);
  for (;;) {
    const { names } = source;
    const unused = source.file.imports.find((spec) => {
      const name = importName(spec);
      return name !== '' && spec.path !== 'C' && before.names.has(name) && !names.has(name);
    });
    const edit = unused && removeImport(source, unused);
    if (!edit) return source;
    const rest = `${source.text.slice(0, edit.start)}${edit.text}${source.text.slice(edit.end)}`;
    source = openGoSource(before.path, rest);
  }
}

/** The one edit that makes a text of another; null when they are the same. */
function difference(file: string, before: string, after: string): Edit | null {
  if (before === after) return null;
  let start = 0;
  while (before[start] === after[start] && start < Math.min(before.length, after.length)) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { file, start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** Files of ours in which nothing is that the package still mentions, and that nobody has changed. */
function unusedHelpers(
  workspace: Workspace,
  tree: GoTree,
  source: GoSource,
  after: ReadonlyMap<string, GoSource>,
): string[] {
  const directory = directoryOf(source.path);
  const all = [...tree.package(directory), ...tree.tests(directory)].map((one) => after.get(one.path) ?? one);
  const removed: string[] = [];
  const read = (path: string) => after.get(path)?.text ?? workspace.read(path);
  for (const { path, text } of all) {
    if (!/\btelemetry_\w+\.go$/.test(path)) continue;
    const files = workspace.files.filter((one) => one.path !== path);
    const helpers = createPackageHelpers(createGoTree({ ...workspace, files, read }));
    const again = [helpers.tracer(source), helpers.recordError(source)].find(
      (one): one is PackageHelper => one.create?.file === path && one.create.text === text,
    );
    const isUsed = again && all.some((one) => one.path !== path && one.names.has(again.name));
    if (again && !isUsed) removed.push(path);
  }
  return removed;
}
