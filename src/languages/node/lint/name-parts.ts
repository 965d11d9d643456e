/** What a span's name is made of: constant text, and what varies. */

import { isBoundedBy, nameOfResult, unboundedBy } from '../../name-words.js';
import { type AstNode, bare, child, children, keyName, textOf } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import type { Scope } from '../facts/scope.js';
import { isOfFewValues } from './few-values.js';
import { fileBindings } from './file-indexes.js';
import { givenValues } from './given-values.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { isProcedureParameter } from './trpc.js';

/** A part of a name that is not constant. */
export interface VaryingPart {
  node: AstNode;
  /** Takes few values, all from the code: an enumeration, a method's name, an HTTP method. */
  isBounded: boolean;
  /** What it holds that has no bound, for messages; null when that is not known. */
  unbounded: string | null;
}

export interface NameParts {
  /** True when the name is put together on the spot: by a template, `+`, or a function that formats. */
  isComposed: boolean;
  varying: readonly VaryingPart[];
}

const REQUEST_DATA = /^(?:params|query|body|headers|cookies|originalUrl|url|path|searchParams)$/;
const FORMATTERS = /^(?:format|sprintf|concat|join|replace|replaceAll)$/;
const GENERATORS = /^(?:randomUUID|uuid|uuidv4|v4|nanoid|now|random|cuid|ulid)$/;

const MAX_DEPTH = 4;
/** Functions that write the same words in another way. */
const SPELLINGS =
  /^(?:to(?:Upper|Lower)Case|toString|String|trim|(?:snake|camel|kebab|start|lower|upper)Case|capitalize)$/;
const CONSTANT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The template, sum or choice that a variable is set to where it is declared. */
function composition(file: NodeRuleFile, node: AstNode): AstNode | null {
  const name = node.type === 'Identifier' ? (textOf(node, 'name') ?? '') : '';
  // `const model = …` says itself what it is; `spanName` says nothing of its parts.
  if (name === '' || (isBoundedBy(name) && !/name$/i.test(name))) return null;
  const value = file.once(fileBindings).resolve(node)?.value ?? null;
  const initial = value === null ? null : bare(value);
  const isOne =
    initial !== null && /^(?:TemplateLiteral|BinaryExpression|ConditionalExpression)$/.test(initial.type);
  return isOne ? initial : null;
}

/** Takes a name expression apart. */
export function nameParts(file: NodeRuleFile, name: AstNode, scope: Scope, calls = 0): NameParts {
  const varying: VaryingPart[] = [];
  let isComposed = false;
  let depth = 0;

  const visit = (expression: AstNode): void => {
    const node = bare(expression);
    if (isConstant(file.evaluator.evaluate(node, scope)) || node.type === 'Literal') return;
    if (node.type === 'TemplateLiteral') {
      isComposed = true;
      for (const part of children(node, 'expressions')) visit(part);
    } else if (node.type === 'BinaryExpression' && node.operator === '+') {
      isComposed = true;
      visit(child(node, 'left')!);
      visit(child(node, 'right')!);
    } else if (node.type === 'ConditionalExpression') {
      visit(child(node, 'consequent')!);
      visit(child(node, 'alternate')!);
    } else if (node.type === 'LogicalExpression') {
      visit(child(node, 'left')!);
      visit(child(node, 'right')!);
    } else if (node.type === 'CallExpression' && FORMATTERS.test(calledName(node))) {
      isComposed = true;
      const receiver = bare(child(node, 'callee')!);
      const object = receiver.type === 'MemberExpression' ? child(receiver, 'object') : null;
      const parts = [...(object === null ? [] : [object]), ...children(node, 'arguments')];
      for (const part of parts)
        for (const item of part.type === 'ArrayExpression' ? children(part, 'elements') : [part]) visit(item);
    } else if (composition(file, node) !== null && depth < MAX_DEPTH) {
      depth++;
      visit(composition(file, node)!);
      depth--;
    } else varying.push(judge(file, node, scope, calls));
  };
  visit(name);
  return { isComposed, varying };
}

const isConstant = (value: Value): boolean =>
  value.is === 'text' || (value.is === 'either' && value.of.every(isConstant));

const calledName = (call: AstNode): string => {
  const callee = bare(child(call, 'callee')!);
  return (callee.type === 'MemberExpression' ? memberName(callee) : textOf(callee, 'name')) ?? '';
};

function judge(file: NodeRuleFile, node: AstNode, scope: Scope, depth: number): VaryingPart {
  const bounded = { node, isBounded: true, unbounded: null };
  const open = (unbounded: string | null) => ({ node, isBounded: false, unbounded });
  if (node.type === 'CallExpression') {
    const name = calledName(node);
    if (GENERATORS.test(name)) return open('a generated value');
    if (SPELLINGS.test(name)) {
      const callee = bare(child(node, 'callee')!);
      const given = children(node, 'arguments')[0];
      const inner = given ?? (callee.type === 'MemberExpression' ? child(callee, 'object') : undefined);
      return inner === null || inner === undefined
        ? open(null)
        : { ...judge(file, bare(inner), scope, depth), node };
    }
    const called = nameOfResult(name);
    return { node, isBounded: isBoundedBy(called), unbounded: unboundedBy(called) };
  }
  if (node.type === 'MemberExpression' && isElement(node)) {
    const [name, owner = ''] = memberPath(bare(child(node, 'object')!)).reverse();
    if (name !== undefined && isBoundedBy(name, owner)) return bounded;
  }
  const path = memberPath(node);
  const last = path.at(-1);
  if (last === undefined) return open(null);
  if (isGivenBounded(file, node, scope, depth)) return bounded;
  if (path.some((name, at) => at > 0 && REQUEST_DATA.test(name)) && !/^(?:method|routePath)$/.test(last))
    return open('request data');
  // `Status.Paid`, `this.constructor.name`, `handler.name`: names that the code gives.
  if (path.length > 1 && /^\p{Lu}/u.test(path[0]!) && /^\p{Lu}/u.test(last)) return bounded;
  if (last === 'name' && path.length > 1 && isNamedByCode(path.at(-2)!)) return bounded;
  if (isOfFewValues(file, node, scope) || CONSTANT_NAME.test(last)) return bounded;
  if (isProcedureParameter(file.once(fileBindings), node, 'path')) return bounded;
  const owner = path.at(-2) ?? '';
  const unbounded = unboundedBy(last, owner);
  if (unbounded !== null) return open(unbounded);
  return isBoundedBy(last, owner) || isNameForWrapper(file, node, scope) ? bounded : open(null);
}

/** `names[index]`. */
const isElement = (node: AstNode): boolean =>
  node.computed === true && child(node, 'property')?.type !== 'Literal';

/** Whether it is a parameter that every call in the file gives a constant, or what the code bounds. */
function isGivenBounded(file: NodeRuleFile, node: AstNode, scope: Scope, calls: number): boolean {
  const value = file.evaluator.evaluate(node, scope);
  if (value.is !== 'parameter' || value.path.length > 0 || calls >= MAX_DEPTH) return false;
  const given = givenValues(file, value.fn, value.position);
  return (
    given.length > 0 &&
    given.every((one) =>
      nameParts(file, one.node, one.scope, calls + 1).varying.every(({ isBounded }) => isBounded),
    )
  );
}

const isNamedByCode = (owner: string): boolean =>
  /^(?:constructor|target|cls)$/.test(owner) || isBoundedBy(owner);

/** `req.params.id` as its names; empty for what is not made of names alone. */
function memberPath(node: AstNode): string[] {
  if (node.type === 'Identifier') return [textOf(node, 'name') ?? ''];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type !== 'MemberExpression') return [];
  const object = memberPath(bare(child(node, 'object')!));
  const name = keyName(child(node, 'property'), node.computed === true);
  return name === null ? [] : [...object, name];
}

/** Whether it is a parameter of a function that runs another one in the span: the name is for its callers to give. */
function isNameForWrapper(file: NodeRuleFile, node: AstNode, scope: Scope): boolean {
  const value = file.evaluator.evaluate(node, scope);
  if (value.is !== 'parameter' || value.path.length > 1) return false;
  return file.collected.calls.some((call) => {
    const callee = call.form === 'call' ? file.evaluator.evaluate(call.callee, call.scope) : null;
    return (
      callee?.is === 'parameter' &&
      callee.fn === value.fn &&
      (callee.path.length === 0 || /^(?:apply|call)$/.test(callee.path.join('.')))
    );
  });
}
