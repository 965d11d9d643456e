/** The change that puts a span around one function. */
import type { Change, Edit } from '../../../model/change.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanOperation } from '../../../model/span-operation.js';
import type { SpanSkipCode } from '../../../model/span-skip-codes.js';
import { spanNameOf } from '../../span-name.js';
import { fileBindings } from '../lint/file-indexes.js';
import { spanStateOf } from './already-wrapped.js';
import { apiRequirement, isTypeScriptTooOld } from './api-version.js';
import { readAttribute } from './attribute-expressions.js';
import { chooseAttributes } from './choose-attributes.js';
import { type ChooseHelper, type ChosenHelper, modulesOf } from './choose-helper.js';
import { findSpanHelpers } from './existing-helpers.js';
import type { FlaggedFunction } from './find-flagged.js';
import { importEdit } from './import-edit.js';
import { defaultEnd, specifierEndOf, specifierTo } from './import-style.js';
import { freeName, mentionsName, moduleNames } from './local-names.js';
import { projectWidth } from './project-width.js';
import { refuseSpan } from './refuse-span.js';
import { returnAnnotation } from './return-annotation.js';
import { type SourceStyle, styleOf } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { TypeReader } from './type-shapes.js';
import type { SpanAttributeCode } from './wrap-call.js';
import { type TextEdit, wrapBody } from './wrap-function.js';

export interface SpanPlanning {
  scene: SpanScene;
  chooseHelper: ChooseHelper;
  types: TypeReader;
  /** Files that get spans. */
  planned: readonly string[];
  /** Whether a function that waits for nothing is called in a loop. */
  isInTightLoop(flagged: FlaggedFunction): boolean;
}

export type PlannedSpan =
  | { operation: SpanOperation; change: Change }
  | { operation: SpanOperation; refusal: { code: SpanSkipCode; message: string } }
  | { operation: SpanOperation; isThere: true };

export function planSpan(flagged: FlaggedFunction, planning: SpanPlanning): PlannedSpan {
  const { file, target, name, line, services, flag, request } = flagged;
  const { scene } = planning;
  const own = name.split('.').at(-1) ?? name;
  const spanName = flag.spanName ?? spanNameOf(own, target.collected.owner);
  const bare: SpanOperation = {
    name,
    services,
    file: file.path,
    line,
    spanName,
    attributes: [],
    origin: request?.origin ?? 'comment',
    ...(request?.score !== undefined && { score: request.score }),
    ...(request?.reasons !== undefined && { reasons: request.reasons }),
  };
  const refuse = (code: SpanSkipCode, message: string): PlannedSpan => ({
    operation: bare,
    refusal: { code, message },
  });
  if (scene.programs.some(({ program }) => program.code.graph.outline(file.path)?.generated === true))
    return refuse('generated-code', `\`${file.path}\` is generated.`);
  const state = spanStateOf(file, target, (module, exported) => isHelper(module, exported, file.path, scene));
  if (state === 'wrapped') return { operation: bare, isThere: true };
  if (state === 'starts-span') return refuse('already-spanned', `\`${name}\` starts a span itself.`);
  const refused = refuseSpan(file, target);
  if (refused !== null) return refuse(refused.code, refused.message);
  if (target.collected.name === '' && flag.spanName === undefined)
    return refuse(
      'route-handler',
      'The handler has no name of its own; the span of the server is around it.',
    );
  if (planning.isInTightLoop(flagged))
    return refuse('called-in-loop', `\`${name}\` waits for nothing and is called in a loop.`);

  if (/\.[cm]?tsx?$/.test(file.path) && isTypeScriptTooOld(manifestsFor(file.path, scene)))
    return refuse('old-typescript', 'Its TypeScript is older than 4.5.');
  const style = styleOf(file.text, file.program, widthFor(file.path, scene));
  const helper = planning.chooseHelper(file, target.isGenerator, planning.planned, style);
  if (helper.isAsync && !target.isAsync)
    return refuse(
      'helper-needs-async',
      `\`${helper.exported}\` of \`${helper.file}\` is \`async\`, \`${name}\` is not.`,
    );
  const subject = spanNameOf(own, target.collected.owner);
  const attributes = attributesOf(flagged, subject, helper, planning.types);
  if (!Array.isArray(attributes)) return refuse('unknown-attribute', attributes.problem);
  const operation = { ...bare, attributes: attributes.map(({ key, expression }) => ({ key, expression })) };
  const change = changeOf(flagged, operation, attributes, helper, style, scene);
  return { operation, change };
}

export const widthFor = (path: string, { repository }: SpanScene): number =>
  projectWidth(directoryOf(path), (at) => (repository.index.has(at) ? repository.read(at) : null));

/** Whether something imported runs a function inside a span. */
export function isHelper(module: string, exported: string, from: string, scene: SpanScene): boolean {
  const resolution = scene.repository.resolver.resolve(module, from);
  if (resolution === null || !('file' in resolution)) return false;
  const file = scene.open(resolution.file);
  if (file === null) return false;
  return findSpanHelpers(file).some((one) => one.exported === exported) || exported === 'withIterationSpan';
}

/** Those that are asked for, then those that we choose and nobody has named. */
function attributesOf(
  { file, target, flag }: FlaggedFunction,
  operation: string,
  helper: ChosenHelper,
  types: TypeReader,
): SpanAttributeCode[] | { problem: string } {
  const asked: SpanAttributeCode[] = [];
  for (const [key, expression] of Object.entries(flag.attributes)) {
    const read = readAttribute(key, expression, file, target);
    if ('problem' in read) return { problem: `\`${key}=${expression}\`: ${read.problem}.` };
    if (read.fromResult && !helper.takesResults)
      return { problem: `\`${key}=${expression}\`: \`${helper.exported}\` gives no result to attributes.` };
    asked.push(read);
  }
  const chosen = chooseAttributes(file, target, operation, types).filter(
    ({ key, expression }) => !asked.some((one) => one.key === key || one.expression === expression),
  );
  return [...asked, ...chosen];
}

function changeOf(
  { file, target, name, line, services }: FlaggedFunction,
  operation: SpanOperation,
  attributes: readonly SpanAttributeCode[],
  helper: ChosenHelper,
  style: SourceStyle,
  scene: SpanScene,
): Change {
  const id = `node:span:${file.path}:${name}:${line}`;
  const { local, edit } = bring(helper, flaggedNames(file, helper, scene), file, style, scene);
  const call = {
    helper: { callee: local, details: helper.details },
    spanName: operation.spanName,
    attributes,
    isAsync: target.isAsync,
    isGenerator: target.isGenerator,
    returnType: returnAnnotation(file.text, target),
  };
  const body = { text: file.text, node: target.body, end: target.node.end, comments: file.comments };
  const wraps = wrapBody(body, call, style).map((one): Edit => {
    const isIndentation = one.text.trim() === '' && !one.text.includes('\n');
    return { file: file.path, ...one, ...(isIndentation && { order: `indentation of ${id}` }) };
  });
  const imports = edit === null ? [] : [{ file: file.path, ...edit, order: helper.exported }];
  const requirement = apiRequirement(manifestsFor(file.path, scene));
  return {
    id,
    title: `Span \`${operation.spanName}\` around \`${name}\``,
    services,
    subject: name,
    operation,
    edits: [...imports, ...wraps],
    creates: helper.create === null ? [] : [helper.create],
    requires: requirement === null ? [] : [requirement],
    notes: [],
  };
}

function manifestsFor(path: string, { programs, repository }: SpanScene) {
  const [first] = programs;
  const own = repository.resolver.packageAt(path);
  const found = first?.program.code.manifestsFor(path) ?? [];
  return own === null ? found : [own, ...found.filter((one) => one !== own)];
}

/** The name under which a file has the helper already, or null. */
function flaggedNames(
  file: FlaggedFunction['file'],
  helper: ChosenHelper,
  { repository }: SpanScene,
): string | null {
  for (const { name, value } of moduleNames(file)) {
    if (value.is !== 'module' || value.path.length !== 1 || value.path[0] !== helper.exported) continue;
    const resolution = repository.resolver.resolve(value.module, file.path);
    if (resolution !== null && 'file' in resolution && resolution.file === helper.file) return name;
  }
  return null;
}

function bring(
  helper: ChosenHelper,
  known: string | null,
  file: FlaggedFunction['file'],
  style: SourceStyle,
  scene: SpanScene,
): { local: string; edit: TextEdit | null } {
  const isShadowed =
    known !== null && file.once(fileBindings).all.some((one) => one.name === known && one.owner !== null);
  if (known !== null && !isShadowed) return { local: known, edit: null };
  const { exported } = helper;
  const local = mentionsName(file, exported)
    ? freeName(file, [`${exported}Otel`, `${exported}OpenTelemetry`])
    : exported;
  const manifest = scene.repository.resolver.packageAt(file.path);
  const form = modulesOf(file, manifest) === 'commonjs' ? 'require' : 'import';
  const config = scene.repository.configs.nearest(directoryOf(file.path));
  const end =
    specifierEndOf(file.text) ?? siblingEnd(file.path, scene) ?? defaultEnd(file, form, manifest, config);
  const specifier = specifierTo(helper.file, file.path, end);
  return { local, edit: importEdit(file, { specifier, exported, local, form }, style) };
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
