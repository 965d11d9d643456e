/** The code of a span around one function, with what the file needs for it. */
import type { NewFile } from '../../../model/change.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { bringHelper } from './bring-helper.js';
import { type ChosenHelper, loadingOf, scopeOf } from './choose-helper.js';
import type { InlineForm } from './inline-form.js';
import { returnAnnotation } from './return-annotation.js';
import type { SourceStyle } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { followImport, type PlacedEdit, tracerNames } from './tracer-names.js';
import type { SpanAttributeCode, WrapCall } from './wrap-call.js';
import { type TextEdit, wrapBody } from './wrap-function.js';
import { wrapInline } from './wrap-inline.js';

export interface WantedSpan {
  spanName: string;
  attributes: readonly SpanAttributeCode[];
}

export interface WrittenSpan {
  imports: readonly PlacedEdit[];
  /** In the function. */
  wraps: readonly TextEdit[];
  creates: readonly NewFile[];
  notes: readonly string[];
}

export function writeWithHelper(
  file: NodeRuleFile,
  target: SpanTarget,
  span: WantedSpan,
  helper: ChosenHelper,
  style: SourceStyle,
  scene: SpanScene,
): WrittenSpan {
  const { local, edit } = bringHelper(helper, file, style, scene);
  const call: WrapCall = {
    ...span,
    helper: { callee: local, details: helper.details },
    isAsync: target.isAsync,
    isGenerator: target.isGenerator,
    parameter: '',
    returnType: returnAnnotation(file, target),
  };
  return {
    imports: edit === null ? [] : [{ ...edit, order: helper.exported }],
    wraps: wrapBody(bodyOf(file, target), call, style),
    creates: helper.create === null ? [] : [helper.create],
    notes: [],
  };
}

export function writeInline(
  file: NodeRuleFile,
  target: SpanTarget,
  span: WantedSpan,
  { span: parameter, returnType, awaits }: InlineForm,
  style: SourceStyle,
  scene: SpanScene,
): WrittenSpan {
  const manifest = scene.repository.resolver.packageAt(file.path);
  const { tracer, statusCode, edits } = tracerNames({
    file,
    scope: scopeOf(manifest),
    form: loadingOf(file, manifest),
    style,
    follow: (value) => followImport(value, file.path, scene),
  });
  const call: WrapCall = {
    ...span,
    helper: { callee: `${tracer}.startActiveSpan`, details: 'options' },
    isAsync: target.isAsync,
    isGenerator: false,
    parameter,
    returnType,
  };
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  const inline = { span: parameter, statusCode, isTyped, awaits };
  return {
    imports: edits,
    wraps: wrapInline(bodyOf(file, target), call, inline, style),
    creates: [],
    notes: [],
  };
}

const bodyOf = ({ text, comments }: NodeRuleFile, { node, body }: SpanTarget) => ({
  text,
  node: body,
  end: node.end,
  comments,
});
