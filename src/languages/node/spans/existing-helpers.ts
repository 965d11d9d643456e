/** Functions of the user's that run another one inside a span, and how they are called. */
import { type AstNode, bare, child, children, textOf } from '../facts/ast.js';
import type { Binding } from '../lint/bindings.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { findNodeSpanStarts } from '../lint/span-starts.js';
import type { HelperCall } from './wrap-call.js';

export interface FoundHelper {
  file: string;
  exported: string;
  details: HelperCall['details'];
  /** It gives a promise whatever the function gives: of no use for a function that is not `async`. */
  isAsync: boolean;
  /** It waits for promises, and calls the function in one place: one that calls it twice may try again what has failed. */
  isReliable: boolean;
  /** An attribute may be a function of the result. */
  takesResults: boolean;
}

/** Text that a file has to mention to hold one. */
export const MENTIONS_HELPER = /\bstartActiveSpan\b/;
/** The mark of a helper that this tool wrote: attributes that are functions. */
const TAKES_RESULTS = /typeof value === ['"]function['"]\) later\.push/;

/** Exported functions that take a name and a function (attributes or options between them), record errors and end the span. */
export function findSpanHelpers(file: NodeRuleFile): FoundHelper[] {
  if (!MENTIONS_HELPER.test(file.text)) return [];
  const bindings = file.once(fileBindings);
  const found = findNodeSpanStarts(file).flatMap((start): FoundHelper[] => {
    if (start.method !== 'startActiveSpan' || start.name.type !== 'Identifier') return [];
    const owner = bindings.resolve(start.name)?.owner ?? null;
    const exported = owner === null ? null : exportedAs(file, owner);
    if (owner === null || exported === null) return [];
    const parameters = children(owner, 'params');
    if (textOf(parameters[0] ?? null, 'name') !== textOf(start.name, 'name')) return [];
    const text = file.text.slice(owner.start, owner.end);
    const isReliable = WAITS.test(text) && callsOf(parameters.at(-1), text) === 1;
    const common = { file: file.path, exported, isAsync: givesPromise(owner, start.call), isReliable };
    if (TAKES_RESULTS.test(text)) return [{ ...common, details: 'attributes', takesResults: true }];
    if (!endsAndRecords(text)) return [];
    const details = detailsOf(
      parameters,
      start.call,
      text,
      bindings.all.filter((one) => one.owner === owner),
    );
    return details === null ? [] : [{ ...common, details, takesResults: false }];
  });
  return found.filter((one, index) => found.findIndex(({ exported }) => exported === one.exported) === index);
}

/** Code that waits for a promise before it ends the span. */
const WAITS = /\bawait\b|\.(?:then|finally)\(/;

/** Whether a helper gives a promise whatever the function inside the span gives. */
function givesPromise(owner: AstNode, start: AstNode): boolean {
  const annotation = child(owner, 'returnType');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  const isTyped = type !== null && /^Promise(?:Like)?$/.test(textOf(child(type, 'typeName'), 'name') ?? '');
  return owner.async === true || isTyped || children(start, 'arguments').at(-1)?.async === true;
}

/** How often the code of a helper calls the function that it is given. */
function callsOf(parameter: AstNode | undefined, text: string): number {
  const name = textOf(parameter ?? null, 'name')?.replaceAll('$', '\\$');
  return name === undefined ? 0 : [...text.matchAll(new RegExp(`(?<![\\w$.])${name}\\s*\\(`, 'g'))].length;
}

const endsAndRecords = (text: string): boolean =>
  /\.end\(/.test(text) && /recordException|setStatus/.test(text) && /throw\b|\breject\(/.test(text);

/** The name under which a function can be imported. */
function exportedAs(file: NodeRuleFile, owner: AstNode): string | null {
  const index = file.collected.functionIndex.get(owner);
  for (const { name, node, scope } of file.collected.exports) {
    const value = file.evaluator.evaluate(node, scope);
    if (value.is === 'function' && value.fn === index && name !== 'default' && name !== '=') return name;
    if (name !== '=' || value.is !== 'record') continue;
    const field = value.fields.find(([, inner]) => inner.is === 'function' && inner.fn === index);
    if (field !== undefined) return field[0];
  }
  return null;
}

/** What stands between the name and the function, or null when the function is not the last parameter. */
function detailsOf(
  parameters: readonly AstNode[],
  start: AstNode,
  text: string,
  own: readonly Binding[],
): HelperCall['details'] | null {
  const names = parameters.map((one) => textOf(one, 'name'));
  const last = names.at(-1);
  if (callsOf(parameters.at(-1), text) === 0 || !own.some(({ name }) => name === last)) return null;
  if (parameters.length === 2) return 'none';
  const middle = names[1];
  if (parameters.length !== 3 || middle == null || parameters[1]?.optional === true) return null;
  const given = children(start, 'arguments')[1];
  if (given === undefined) return null;
  if (textOf(bare(given), 'name') === middle) return 'options';
  const attributes = children(bare(given), 'properties').find(
    (one) => textOf(child(one, 'key'), 'name') === 'attributes',
  );
  const isGiven = textOf(attributes === undefined ? null : child(attributes, 'value'), 'name') === middle;
  return isGiven || new RegExp(`setAttributes\\(\\s*${middle}\\s*\\)`).test(text) ? 'attributes' : null;
}
