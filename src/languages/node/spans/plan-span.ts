/** The change that puts a span around one function. */
import type { Change, Edit } from '../../../model/change.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanOperation } from '../../../model/span-operation.js';
import type { SpanSkipCode } from '../../../model/span-skip-codes.js';
import { spanNameAmong, spanNameOf } from '../../span-name.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { moduleName } from '../module-name.js';
import { spanStateOf } from './already-wrapped.js';
import { apiRequirement, isTypeScriptTooOld } from './api-version.js';
import { readAttribute } from './attribute-expressions.js';
import { allowsChaining } from './chaining.js';
import { chooseAttributes } from './choose-attributes.js';
import type { ChooseHelper } from './choose-helper.js';
import { findSpanHelpers } from './existing-helpers.js';
import type { FlaggedFunction } from './find-flagged.js';
import { followValue } from './follow-value.js';
import { imageWithout } from './image-copies.js';
import { isCalledEarly } from './import-cycle.js';
import { refusesImport } from './import-style.js';
import { inlineForm } from './inline-form.js';
import { projectWidth } from './project-width.js';
import type { Refusal } from './refusal.js';
import { refuseRebinding } from './refuse-rebinding.js';
import { refuseSpan } from './refuse-span.js';
import { needsOuterType } from './return-annotation.js';
import { styleOf } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import type { TypeReader } from './type-shapes.js';
import type { SpanAttributeCode } from './wrap-call.js';
import { type WantedSpan, type WrittenSpan, writeInline, writeWithHelper } from './write-span.js';

/** How a span is written: with a helper around the body, or with `tracer.startActiveSpan` in the function itself. */
export type SpanForm = 'helper' | 'inline';

export interface SpanPlanning {
  scene: SpanScene;
  form: SpanForm;
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
  const spanName = flag.spanName ?? nameAmongSiblings(flagged, own);
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
  const refused = refuseSpan(file, target, (value) => followValue(value, file.path, scene));
  if (refused !== null) return refuse(refused.code, refused.message);
  const rebound = refuseRebinding(file, target);
  if (rebound !== null) return refuse(rebound.code, rebound.message);
  if (target.collected.name === '' && flag.spanName === undefined)
    return refuse(
      'route-handler',
      'The handler has no name of its own; the span of the server is around it.',
    );
  if (planning.isInTightLoop(flagged))
    return refuse('called-in-loop', `\`${name}\` waits for nothing and is called in a loop.`);

  if (/\.[cm]?tsx?$/.test(file.path) && isTypeScriptTooOld(manifestsFor(file.path, scene)))
    return refuse('old-typescript', 'Its TypeScript is older than 4.5.');
  if (refusesImport(file, scene.repository.resolver.packageAt(file.path), configFor(file.path, scene)))
    return refuse('verbatim-commonjs', '`verbatimModuleSyntax` forbids `import` in a CommonJS file.');
  const attributes = attributesOf(flagged, spanNameOf(own, target.collected.owner), planning);
  if (!Array.isArray(attributes)) return refuse('unknown-attribute', attributes.problem);
  const operation = { ...bare, attributes: attributes.map(({ key, expression }) => ({ key, expression })) };
  const written = writeSpan(flagged, { spanName, attributes }, planning);
  if ('code' in written) return refuse(written.code, written.message);
  return { operation, change: changeOf(flagged, operation, written, scene) };
}

/** No two methods of a class have spans of one name. */
function nameAmongSiblings({ file, target }: FlaggedFunction, own: string): string {
  const { owner } = target.collected;
  if (owner === '') return spanNameOf(own, moduleName(file.path));
  const usual = (name: string) => spanNameOf(name, owner);
  const siblings = file.collected.functions.filter((one) => one.owner === owner).map(({ name }) => name);
  return spanNameAmong(own, owner, siblings, usual);
}

/** Inline where that is asked for and can be done, else with a helper. */
function writeSpan(
  { file, target, name }: FlaggedFunction,
  span: WantedSpan,
  { scene, form, chooseHelper, planned }: SpanPlanning,
): WrittenSpan | Refusal {
  const style = styleOf(file.text, file.program, widthFor(file.path, scene));
  const inline = form === 'inline' ? inlineAt(file, target, span, scene) : null;
  if (inline !== null && !('problem' in inline)) return writeInline(file, target, span, inline, style, scene);
  if (needsOuterType(file, target))
    return {
      code: 'literal-result',
      message: `\`${name}\` returns a literal, and has no return type of its own.`,
    };
  const helper = chooseHelper(file, target.isGenerator, planned, style);
  if (helper.isAsync && !target.isAsync)
    return {
      code: 'helper-needs-async',
      message: `\`${helper.exported}\` of \`${helper.file}\` is \`async\`, \`${name}\` is not.`,
    };
  const image = helper.create === null ? null : imageWithout(helper.file, file.path, scene.workspace);
  if (image !== null)
    return {
      code: 'helper-not-in-image',
      message: `\`${image}\` copies \`${file.path}\`, and would leave \`${helper.file}\` out, which \`${name}\` needs.`,
    };
  const ofResult = helper.takesResults ? undefined : span.attributes.find(({ fromResult }) => fromResult);
  if (ofResult !== undefined)
    return {
      code: 'unknown-attribute',
      message: `\`${ofResult.key}\`: \`${helper.exported}\` gives no result to attributes.`,
    };
  const written = writeWithHelper(file, target, span, helper, style, scene);
  if (inline === null) return written;
  const note = `\`${name}\` has its span by \`${helper.exported}\`, not inline: ${inline.problem}.`;
  return { ...written, notes: [note] };
}

/** In a cycle of imports the function may be called before its file has a tracer. */
const inlineAt = (file: NodeRuleFile, target: SpanTarget, { attributes }: WantedSpan, scene: SpanScene) =>
  isCalledEarly(file, scene)
    ? { problem: 'its file is in a cycle of imports' }
    : inlineForm(file, target, attributes);

export const widthFor = (path: string, scene: SpanScene): number =>
  projectWidth(directoryOf(path), (at) => readIn(at, scene));

const configFor = (path: string, { repository }: SpanScene) => repository.configs.nearest(directoryOf(path));

const readIn = (path: string, { repository }: SpanScene): string | null =>
  repository.index.has(path) ? repository.read(path) : null;

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
  { types, scene }: SpanPlanning,
): SpanAttributeCode[] | { problem: string } {
  const asked: SpanAttributeCode[] = [];
  for (const [key, expression] of Object.entries(flag.attributes)) {
    const read = readAttribute(key, expression, file, target);
    if ('problem' in read) return { problem: `\`${key}=${expression}\`: ${read.problem}.` };
    asked.push(read);
  }
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  const chains = isTyped || allowsChaining(directoryOf(file.path), (at) => readIn(at, scene));
  const chosen = chooseAttributes(file, target, operation, types, chains, scene.isComputed).filter(
    ({ key, expression }) => !asked.some((one) => one.key === key || one.expression === expression),
  );
  return [...asked, ...chosen];
}

function changeOf(
  { file, name, line, services }: FlaggedFunction,
  operation: SpanOperation,
  { imports, wraps, creates, notes }: WrittenSpan,
  scene: SpanScene,
): Change {
  const id = `node:span:${file.path}:${name}:${line}`;
  const inside = wraps.map((one): Edit => {
    const isIndentation = one.text.trim() === '' && !one.text.includes('\n');
    return { file: file.path, ...one, ...(isIndentation && { order: `indentation of ${id}` }) };
  });
  const requirement = apiRequirement(manifestsFor(file.path, scene));
  return {
    id,
    title: `Span \`${operation.spanName}\` around \`${name}\``,
    services,
    subject: name,
    operation,
    edits: [...imports.map((one): Edit => ({ file: file.path, ...one })), ...inside],
    creates,
    requires: requirement === null ? [] : [requirement],
    notes,
  };
}

function manifestsFor(path: string, { programs, repository }: SpanScene) {
  const [first] = programs;
  const own = repository.resolver.packageAt(path);
  const found = first?.program.code.manifestsFor(path) ?? [];
  return own === null ? found : [own, ...found.filter((one) => one !== own)];
}
