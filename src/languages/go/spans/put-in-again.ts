/** Whether a span that was taken out would come back as it was. */
import { applyEdits, combineEdits, ownedBy } from '#src/editing/edit-set.js';
import type { Edit } from '#src/model/change.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { Workspace } from '#src/model/source-file.js';
import type { GoSource } from '../rewrite/go-source.js';
import { createGoTree } from '../rewrite/go-tree.js';
import type { GoNode } from '../syntax/ast.js';
import { openSpanScene, type SpanScene } from './span-scene.js';

export interface RemovalScene {
  workspace: Workspace;
  /** Of the services. */
  files: readonly string[];
  integrations: readonly GoIntegration[];
}

/** The tree with another text of one file; null when that is no Go. */
export function withText(
  { workspace, files, integrations }: RemovalScene,
  path: string,
  text: string,
): { scene: SpanScene; source: GoSource } | null {
  const read = (other: string) => (other === path ? text : workspace.read(other));
  const scene = openSpanScene(createGoTree({ ...workspace, read }), files, integrations, []);
  const source = scene.tree.open(path);
  return source && source.file.errors.length === 0 ? { scene, source } : null;
}

/** What may have been asked for: nothing, what stands in the code, or that before it was made a value of an attribute. */
export function wishesFor(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>>[] {
  const bare = Object.entries(attributes).map(([key, expression]) => [
    key,
    expression.replace(/\.(?:String|Hex|InexactFloat64)\(\)$/, ''),
  ]);
  return [{}, attributes, Object.fromEntries(bare)];
}

/** A function after the edits that are in it; null when they overlap. */
export function functionAfter(
  { path, text }: GoSource,
  { start, end }: GoNode,
  edits: readonly Edit[],
): string | null {
  const own = edits.filter((one) => one.file === path && start <= one.start && one.end <= end);
  const after = textAfter(text, own);
  return after === null ? null : after.slice(start, after.length - (text.length - end));
}

/** @returns null when they overlap */
export function textAfter(text: string, edits: readonly Edit[]): string | null {
  const combined = combineEdits([], ownedBy('', edits));
  return 'overlap' in combined ? null : applyEdits(text, combined.edits);
}
