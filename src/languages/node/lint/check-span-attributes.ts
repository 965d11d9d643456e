/** Attributes that say too much, and business spans that say nothing. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import {
  describePayload,
  describeSensitive,
  holdsModelContent,
  isHarmlessName,
  sensitiveName,
} from '../../attribute-content.js';
import { PERSONAL_DATA } from '../../attribute-levels.js';
import { type AstNode, bare, child, children, keyName, textOf } from '../facts/ast.js';
import { findAttributes, type NodeAttribute } from './attribute-keys.js';
import { bareSpans } from './bare-spans.js';
import { fileBindings } from './file-indexes.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';

export function checkNodeSpanAttributes(file: NodeRuleFile, options: OptionValues): CheckResult {
  const allowed = Array.isArray(options.allow) ? options.allow : [];
  const revealing = file
    .once(findAttributes)
    .filter(({ name }) => name.is !== 'text' || !allowed.includes(name.text))
    .flatMap((attribute) => sensitive(file, attribute) ?? payload(file, attribute) ?? []);
  const bareOnes = bareSpans(file);
  return { findings: [...revealing, ...bareOnes.findings], claims: bareOnes.claims };
}

function textName({ name }: NodeAttribute): string | null {
  return name.is === 'text' ? name.text : null;
}

function sensitive(file: NodeRuleFile, attribute: NodeAttribute): DraftFinding | null {
  const { key, value } = attribute;
  const name = textName(attribute);
  if (value === null || isHarmless(bare(value))) return null;
  const byValue = nameOfValue(bare(value));
  const found = (name === null ? null : sensitiveName(name)) ?? sensitiveName(byValue);
  if (found === null || (byValue !== '' && isHarmlessName(byValue))) return null;
  return {
    at: { start: key.start, end: value.end },
    message: describeSensitive(name ?? file.text.slice(value.start, value.end), found),
    ...(found.kind === 'personal' && { level: PERSONAL_DATA }),
  };
}

/** `password` of `user.password`, `header_authorization` of `req.headers.authorization`; empty for others. */
function nameOfValue(value: AstNode): string {
  if (value.type === 'Identifier') return textOf(value, 'name') ?? '';
  if (value.type === 'LogicalExpression') return nameOfValue(bare(child(value, 'left')!));
  if (value.type !== 'MemberExpression') return '';
  const name = keyName(child(value, 'property'), value.computed === true) ?? '';
  const object = bare(child(value, 'object')!);
  const owner = object.type === 'MemberExpression' ? memberName(object) : textOf(object, 'name');
  return owner === 'headers' ? `header_${name}` : name;
}

/** Texts of the code, comparisons, and what a function has masked or hashed. */
function isHarmless(value: AstNode): boolean {
  switch (value.type) {
    case 'Literal':
    case 'UnaryExpression':
      return true;
    case 'TemplateLiteral':
      return children(value, 'expressions').every((part) => isHarmless(bare(part)));
    case 'BinaryExpression':
      return value.operator !== '+';
    case 'ConditionalExpression':
      return isHarmless(bare(child(value, 'consequent')!)) && isHarmless(bare(child(value, 'alternate')!));
    case 'CallExpression': {
      const callee = bare(child(value, 'callee')!);
      const name = (callee.type === 'MemberExpression' ? memberName(callee) : textOf(callee, 'name')) ?? '';
      if (isHarmlessName(name) || /^(?:Boolean|slice|substring|substr|split|at|update)$/.test(name))
        return true;
      const inner = callee.type === 'MemberExpression' ? bare(child(callee, 'object')!) : null;
      return inner?.type === 'CallExpression' && isHarmless(inner);
    }
    default:
      return false;
  }
}

function payload(file: NodeRuleFile, attribute: NodeAttribute): DraftFinding | null {
  const { key, value } = attribute;
  const name = textName(attribute);
  // Constants of libraries name what models take and give.
  if (value === null || name === null || holdsModelContent(name)) return null;
  const what = wholeValue(file, bare(value));
  return what === null
    ? null
    : { at: { start: key.start, end: value.end }, message: describePayload(name, what) };
}

const MESSAGE = /^(?:req|request|res|response|event|message|msg|ctx|context)$/;

function wholeValue(file: NodeRuleFile, value: AstNode): string | null {
  if (value.type === 'Identifier') {
    const source = file.once(fileBindings).resolve(value);
    const first = source?.value ? bare(source.value) : null;
    return first?.type === 'CallExpression' ? wholeValue(file, first) : null;
  }
  if (value.type === 'ConditionalExpression') {
    return (
      wholeValue(file, bare(child(value, 'consequent')!)) ??
      wholeValue(file, bare(child(value, 'alternate')!))
    );
  }
  if (value.type === 'LogicalExpression') return wholeValue(file, bare(child(value, 'left')!));
  if (value.type === 'MemberExpression') {
    const owner = textOf(bare(child(value, 'object')!), 'name') ?? '';
    return /^(?:body|rawBody)$/.test(memberName(value) ?? '') && MESSAGE.test(owner)
      ? 'the whole body'
      : null;
  }
  if (value.type !== 'CallExpression') return null;
  const callee = bare(child(value, 'callee')!);
  const [first] = children(value, 'arguments');
  if (callee.type !== 'MemberExpression' || first === undefined) return null;
  const owner = textOf(bare(child(callee, 'object')!), 'name');
  const method = memberName(callee);
  const isWhole = (owner === 'JSON' && method === 'stringify') || (owner === 'util' && method === 'inspect');
  return isWhole && !isSmall(bare(first)) ? 'a whole value, written out' : null;
}

/** Values whose size the code shows: literals, objects and lists of named parts, and lists of keys or ids. */
function isSmall(value: AstNode): boolean {
  if (value.type === 'Literal' || value.type === 'TemplateLiteral') return true;
  if (value.type === 'ArrayExpression')
    return children(value, 'elements').every(({ type }) => type !== 'SpreadElement');
  if (value.type === 'ObjectExpression')
    return children(value, 'properties').every(({ type }) => type !== 'SpreadElement');
  const name = nameOfValue(value);
  return /(?:ids?|keys|names|tags|types|codes|roles|scopes|status(?:es)?)$/i.test(name);
}
