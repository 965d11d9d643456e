/** Brings a helper into a file that calls it. */
import { directoryOf } from '../../../model/relative-path.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { type ChosenHelper, loadingOf } from './choose-helper.js';
import { isCalledEarly } from './import-cycle.js';
import { importEdit } from './import-edit.js';
import { defaultEnd, specifierEndOf, specifierTo } from './import-style.js';
import { freeName, mentionsName, moduleNames } from './local-names.js';
import type { SourceStyle } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { TextEdit } from './wrap-function.js';

/** The name under which a file has the helper already, or null. */
function knownName(file: NodeRuleFile, helper: ChosenHelper, { repository }: SpanScene): string | null {
  for (const { name, value } of moduleNames(file)) {
    if (value.is !== 'module' || value.path.length !== 1 || value.path[0] !== helper.exported) continue;
    const resolution = repository.resolver.resolve(value.module, file.path);
    if (resolution !== null && 'file' in resolution && resolution.file === helper.file) return name;
  }
  return null;
}

/** How a file calls a helper, and the import that it needs for it. */
export function bringHelper(
  helper: ChosenHelper,
  file: NodeRuleFile,
  style: SourceStyle,
  scene: SpanScene,
): { local: string; edit: TextEdit | null } {
  const known = knownName(file, helper, scene);
  const isShadowed =
    known !== null && file.once(fileBindings).all.some((one) => one.name === known && one.owner !== null);
  if (known !== null && !isShadowed) return { local: known, edit: null };
  const { exported } = helper;
  const local = mentionsName(file, exported)
    ? freeName(file, [`${exported}Otel`, `${exported}OpenTelemetry`])
    : exported;
  const manifest = scene.repository.resolver.packageAt(file.path);
  const form = loadingOf(file, manifest);
  const config = scene.repository.configs.nearest(directoryOf(file.path));
  const end =
    specifierEndOf(file.text) ?? siblingEnd(file.path, scene) ?? defaultEnd(file, form, manifest, config);
  const specifier = specifierTo(helper.file, file.path, end);
  const isFirst = isCalledEarly(file, scene);
  return { local, edit: importEdit(file, { specifier, exported, local, form, isFirst }, style) };
}

/** What the imports of other files beside this one end with. */
function siblingEnd(path: string, { files, workspace }: SpanScene) {
  const kind = /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
  for (const other of files.keys()) {
    if (!other.endsWith(kind)) continue;
    const end = specifierEndOf(workspace.read(other) ?? '');
    if (end !== null) return end;
  }
  return null;
}
