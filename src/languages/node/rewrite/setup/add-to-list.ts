/** The edits that add instrumentations to a list that is there. */
import type { Edit } from '#src/model/change.js';
import { inLanguage, type NodeInstrumentation } from '#src/model/node-instrumentation.js';
import { type AstNode, children } from '../../facts/ast.js';
import type { NodeRuleFile } from '../../lint/node-rule-file.js';
import { importEdit, importForm } from '../../spans/import-edit.js';
import { indentationAt, isFirstOnLine, lineEnd } from '../../spans/line-layout.js';
import { freeName, mentionsName } from '../../spans/local-names.js';
import { type SourceStyle, styleOf } from '../../spans/source-style.js';
import { restyle } from '../file-style.js';
import { type Insertion, intoCall, intoObject } from '../property-edit.js';
import type { ListPlace } from './instrumentation-list.js';

const WIDTH = 100;

/** One set of edits for each instrumentation would not know of the commas of the others, so all go together. */
export function addToList(place: ListPlace, added: readonly NodeInstrumentation[]): Edit[] {
  const { file } = place;
  const style = styleOf(file.text, file.program, WIDTH);
  const form = importForm(file) ?? 'import';
  const imports: Edit[] = [];
  const preambles = new Set<string>();
  const importOf = (name: string, exported: string, local: string) => {
    const wanted = { specifier: name, exported, local, form };
    imports.push({ file: file.path, ...importEdit(file, wanted, style) });
  };
  const elements = added.map((one) => {
    const isKnown = mentionsImport(file, one.package, one.export);
    const local = isKnown ? one.export : freeName(file, [one.export]);
    if (!isKnown) importOf(one.package, one.export, local);
    const missing = preambleOf(one, file, style).filter((text) => !preambles.has(text));
    const { element = one.options, options = '' } = one;
    if (element === undefined || local !== one.export || !hasFreeNames(place, one)) return `new ${local}()`;
    for (const name of one.uses ?? []) importOf(one.package, name, name);
    for (const { package: from, exports } of one.needs ?? [])
      for (const name of exports) if (!mentionsImport(file, from, name)) importOf(from, name, name);
    for (const text of missing) preambles.add(text);
    return one.element ?? `new ${local}(${restyled(options, style)})`;
  });
  const behind = imports.at(-1);
  for (const preamble of preambles)
    if (behind !== undefined) imports.push({ ...behind, text: `\n\n${preamble}` });
  return [...imports, ...listEdits(place, elements, style).map((edit) => ({ file: file.path, ...edit }))];
}

/** Whether nothing that the options mention means something else in the file. */
export function hasFreeNames({ file }: ListPlace, one: NodeInstrumentation): boolean {
  const missing = preambleOf(one, file, styleOf(file.text, file.program, WIDTH));
  const isKnown = mentionsImport(file, one.package, one.export);
  const needed = (one.needs ?? []).flatMap(({ package: from, exports }) =>
    exports.filter((name) => !mentionsImport(file, from, name)),
  );
  const names = [...(one.uses ?? []), ...needed, ...missing.flatMap(declaredNames)];
  return !(isKnown && missing.length > 0) && !names.some((name) => mentionsName(file, name));
}

/** What the file does not declare yet. */
function preambleOf(
  { preamble = [] }: NodeInstrumentation,
  file: NodeRuleFile,
  style: SourceStyle,
): string[] {
  const isTypescript = /\.[cm]?tsx?$/.test(file.path);
  return preamble
    .map((text) => restyled(inLanguage(text, isTypescript), style))
    .filter((text) => text !== '' && !file.text.includes(text));
}

/** The export is imported already, although the list may have none of it. */
function mentionsImport(file: NodeRuleFile, from: string, exported: string): boolean {
  return mentionsName(file, exported) && (file.text.includes(`'${from}'`) || file.text.includes(`"${from}"`));
}

function listEdits(place: ListPlace, given: readonly string[], style: SourceStyle): Insertion[] {
  const { node, file } = place;
  const last = place.is === 'array' ? children(node, 'elements').at(-1) : undefined;
  const indentation = indentationAt(file.text, (last ?? node).start);
  const elements = given.map((element) => element.replaceAll('\n', `\n${indentation}`));
  const list = elements.join(', ');
  switch (place.is) {
    case 'array':
      return intoArray(node, file.text, elements);
    case 'list-call':
      return [
        { start: node.start, end: node.start, text: '[' },
        { start: node.end, end: node.end, text: `, ${list}]` },
      ];
    case 'options':
      return [intoObject(node, file.text, `instrumentations: [${listWith(place.first, list, style)}]`)];
    case 'no-options':
      return [intoCall(node, file.text, `{ instrumentations: [${listWith(place.first, list, style)}] }`)];
  }
}

function listWith(first: string | null, list: string, style: SourceStyle): string {
  return first === null ? list : `${restyled(first, style)}, ${list}`;
}

function intoArray(array: AstNode, text: string, elements: readonly string[]): Insertion[] {
  const last = children(array, 'elements').at(-1);
  if (last === undefined) {
    const inside = text.slice(array.start + 1, array.end - 1);
    // Comments in an empty list stay where they are.
    const at = inside.trim() === '' ? array.start + 1 : array.end - 1;
    return [insertion(at, elements.join(', '))];
  }
  const stop = lineEnd(text, last.end);
  if (!isFirstOnLine(text, last.start) || stop >= array.end)
    return [insertion(last.end, elements.map((element) => `, ${element}`).join(''))];
  // Behind a comment at the end of the line.
  const indentation = indentationAt(text, last.start);
  const hasComma = /^\s*,/.test(text.slice(last.end, array.end));
  const lines = elements.map((element) => `\n${indentation}${element}`).join(',');
  return [...(hasComma ? [] : [insertion(last.end, ',')]), insertion(stop, hasComma ? `${lines},` : lines)];
}

const insertion = (at: number, text: string): Insertion => ({ start: at, end: at, text });

/** Names that a text declares at its outermost level. */
function declaredNames(text: string): string[] {
  return [...text.matchAll(/^(?:const|let|class|interface) (\w+)/gm)].flatMap(([, name]) => name ?? []);
}

function restyled(text: string, { quote, semicolons, unit, trailingComma, width }: SourceStyle): string {
  const style = { quote, semicolons, indent: unit, trailingCommas: trailingComma, arrowParentheses: true };
  return restyle(text, style, width);
}
