/** The attributes of a span that are chosen without being asked for: what the parameters say about the request. */
import {
  ATTRIBUTE_RANKS,
  type AttributeRank,
  MAX_ATTRIBUTES,
  nameAttribute,
} from '../../span-attribute-names.js';
import { type AstNode, child, children, keyName, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { readsFirst } from './first-read.js';
import type { SpanTarget } from './span-target.js';
import type { TypedValue, TypeReader } from './type-shapes.js';
import type { SpanAttributeCode } from './wrap-call.js';

interface Choice extends SpanAttributeCode {
  rank: AttributeRank;
}

/**
 * By rank, then as the parameters stand; each key once.
 * @param chains whether `a?.b` may be written
 * @param isComputed whether reading a field may be more than that
 */
export function chooseAttributes(
  file: NodeRuleFile,
  target: SpanTarget,
  operation: string,
  types: TypeReader,
  chains: boolean,
  isComputed: (field: string) => boolean,
): SpanAttributeCode[] {
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  const found = children(target.node, 'params').flatMap((parameter) =>
    fromParameter(parameter, { file, target, operation, types, isTyped, chains, isComputed }),
  );
  const byKey = new Map<string, Choice>();
  for (const rank of ATTRIBUTE_RANKS)
    for (const choice of found)
      if (choice.rank === rank && !byKey.has(choice.key)) byKey.set(choice.key, choice);
  return [...byKey.values()].slice(0, MAX_ATTRIBUTES).map(({ key, expression }) => ({ key, expression }));
}

interface Scene {
  file: NodeRuleFile;
  target: SpanTarget;
  operation: string;
  types: TypeReader;
  isTyped: boolean;
  chains: boolean;
  isComputed(field: string): boolean;
}

function fromParameter(parameter: AstNode, scene: Scene): Choice[] {
  if (parameter.type === 'AssignmentPattern') {
    const left = child(parameter, 'left');
    return left === null ? [] : fromParameter(left, scene);
  }
  if (parameter.type === 'ObjectPattern') return fromPattern(parameter, scene);
  const name = textOf(parameter, 'name');
  if (parameter.type !== 'Identifier' || name === null || name === 'this') return [];
  const value = scene.types.annotated(parameter, scene.file);
  if (value.shape.is !== 'object') return choiceOf([name], name, value, scene);
  return [...(value.shape.fields ?? [])].flatMap(([field, inner]) => {
    if (!/^[A-Za-z_$][\w$]*$/.test(field) || scene.isComputed(field)) return [];
    const isOptional = value.mayBeUndefined || value.mayBeNull || mayBeMissing(name, scene);
    const reached = { ...inner, mayBeUndefined: inner.mayBeUndefined || isOptional };
    return choiceOf([name, field], `${name}${isOptional ? '?.' : '.'}${field}`, reached, scene);
  });
}

/** Whether the body asks if a value is there although its type says so: what the type says is not relied on then. */
function isDoubted(expression: string, { file, target }: Scene): boolean {
  const body = file.text.slice(target.body.start, target.body.end);
  const name = expression.replaceAll('$', '\\$').replaceAll('.', '\\.');
  const test = `!\\s*${name}(?![\\w$.([])|(?<![\\w$.])${name}\\s*(?:\\?|&&|\\|\\||[!=]==?)|\\(\\s*${name}\\s*\\)\\s*[{\n]`;
  return new RegExp(test).test(body);
}

/**
 * Whether a value may be missing, whatever its type says: types do not hold for what comes from outside. Only where the body
 * would fail at once without it, the span may.
 */
const mayBeMissing = (expression: string, scene: Scene): boolean =>
  isDoubted(expression, scene) || !readsFirst(scene.file.text, scene.target.body, expression);

/** `({ orderId, amount }: Charge)`: the names are at hand. */
function fromPattern(pattern: AstNode, scene: Scene): Choice[] {
  const { shape } = scene.types.annotated(pattern, scene.file);
  return children(pattern, 'properties').flatMap((property) => {
    const key = keyName(child(property, 'key'), property.computed === true);
    const value = child(property, 'value');
    const target = value?.type === 'AssignmentPattern' ? child(value, 'left') : value;
    const name = textOf(target, 'name');
    if (key === null || target?.type !== 'Identifier' || name === null) return [];
    const unknown: TypedValue = { shape: { is: 'unknown' }, mayBeUndefined: false, mayBeNull: false };
    const typed = shape.fields?.get(key) ?? unknown;
    const hasDefault = value?.type === 'AssignmentPattern';
    return choiceOf([key], name, hasDefault ? { ...typed, mayBeUndefined: false } : typed, scene);
  });
}

function choiceOf(
  path: readonly string[],
  expression: string,
  { shape, mayBeNull, mayBeUndefined }: TypedValue,
  scene: Scene,
): Choice[] {
  if (shape.is === 'object') return [];
  if (shape.is === 'unknown') return scene.isTyped ? [] : untyped(path, expression, scene);
  const named = nameAttribute(path, shape.is, scene.operation);
  if (named === null) return [];
  if (shape.is === 'list') {
    const isDoubtful = mayBeNull || mayBeUndefined || mayBeMissing(expression, scene);
    const sign = isDoubtful ? '?.' : '.';
    return [{ ...named, expression: `${expression}${sign}length` }];
  }
  return [{ ...named, expression: mayBeNull ? `${expression} ?? undefined` : expression }];
}

/** In JavaScript a name has to say it all, and what is read of a parameter has to be read in the body too. */
function untyped(path: readonly string[], expression: string, scene: Scene): Choice[] {
  const own = nameAttribute(path, 'unknown', scene.operation);
  if (own !== null && own.rank !== 'choice') return [{ ...own, expression }];
  if (path.length > 1 || expression !== path[0]) return [];
  return [...membersRead(scene.target.body, expression)].flatMap((field) => {
    const named = nameAttribute([expression, field], 'unknown', scene.operation);
    return named === null || named.rank === 'choice' || scene.isComputed(field)
      ? []
      : [{ ...named, expression: memberOf(expression, field, scene) }];
  });
}

const memberOf = (name: string, field: string, { chains }: Scene): string =>
  chains ? `${name}?.${field}` : `${name} && ${name}.${field}`;

function membersRead(node: AstNode, parameter: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (inner: AstNode, isCallee: boolean): void => {
    if (inner.type === 'MemberExpression' && !isCallee) {
      const field = keyName(child(inner, 'property'), inner.computed === true);
      if (field !== null && textOf(child(inner, 'object'), 'name') === parameter) found.add(field);
    }
    const callee = inner.type === 'CallExpression' ? child(inner, 'callee') : null;
    const assigned = inner.type === 'AssignmentExpression' ? child(inner, 'left') : null;
    for (const one of childNodes(inner)) visit(one, one === callee || one === assigned);
  };
  visit(node, false);
  return found;
}
