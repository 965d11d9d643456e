/** Where a JavaScript or TypeScript file sets attributes: their keys and their values. */
import { type AstNode, bare, child, children, keyName, textOf } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import type { Scope } from '../facts/scope.js';
import { fileBindings } from './file-indexes.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';

/** Text that a file has to mention for `findAttributes` to find anything. */
export const MENTIONS_NODE_ATTRIBUTES =
  /\bsetAttributes?\b|\battributes\s*:|\bresourceFromAttributes\b|\bnew Resource\b|\baddEvent\b|@opentelemetry\//;

/** An attribute that the code sets. */
export interface NodeAttribute {
  /** The expression of the key, or the property's name. */
  key: AstNode;
  /** What the key stands for; a text where the file tells. */
  name: Value;
  value: AstNode | null;
  scope: Scope;
}

/** Sentry's spans have the same methods, and attributes of their own. */
const OTHER = /^@sentry\//;

/** Arguments that are objects of attributes, by the method: position, or the property of an options object. */
const OBJECTS: Readonly<Record<string, number>> = {
  setAttributes: 0,
  addEvent: 1,
  resourceFromAttributes: 0,
};
const OPTIONS: Readonly<Record<string, number>> = { startSpan: 1, startActiveSpan: 1, addLink: 0 };

/** Every attribute that the file sets, in order. */
export function findAttributes(file: NodeRuleFile): readonly NodeAttribute[] {
  const modules = [...file.collected.module.names.values()].flatMap((one) =>
    one.kind === 'value' && one.value.is === 'module' ? [one.value.module] : [],
  );
  if (modules.some((module) => OTHER.test(module))) return [];
  const found = new Map<AstNode, NodeAttribute>();
  const add = (attribute: NodeAttribute) => found.set(attribute.key, attribute);

  const ofObject = (node: AstNode | undefined, scope: Scope): void => {
    const object = node === undefined ? null : literalObject(file, node);
    for (const property of object === null ? [] : children(object, 'properties')) {
      if (property.type === 'SpreadElement') {
        ofObject(child(property, 'argument') ?? undefined, scope);
        continue;
      }
      const key = child(property, 'key');
      if (key === null) continue;
      const constant = keyName(key, property.computed === true);
      const name: Value =
        constant === null ? file.evaluator.evaluate(key, scope) : { is: 'text', text: constant };
      add({ key, name, value: child(property, 'value'), scope });
    }
  };

  for (const { callee, args, form, scope } of file.collected.calls) {
    const target = bare(callee);
    const name = target.type === 'MemberExpression' ? memberName(target) : textOf(target, 'name');
    if (name === null) continue;
    if (form === 'new') {
      if (name === 'Resource') ofObject(args[0], scope);
      continue;
    }
    if (form !== 'call') continue;
    const [key, value] = args;
    if (
      name === 'setAttribute' &&
      target.type === 'MemberExpression' &&
      key !== undefined &&
      value !== undefined
    )
      add({ key, name: file.evaluator.evaluate(key, scope), value, scope });
    const object = OBJECTS[name];
    if (object !== undefined && Object.hasOwn(OBJECTS, name)) ofObject(args[object], scope);
    const options = Object.hasOwn(OPTIONS, name) ? args[OPTIONS[name]!] : undefined;
    const attributes = options === undefined ? null : propertyOf(file, options, 'attributes');
    if (attributes !== null) ofObject(attributes, scope);
  }
  return [...found.values()].sort((a, b) => a.key.start - b.key.start);
}

/** An object literal, as it stands or as the variable's first value. */
function literalObject(file: NodeRuleFile, node: AstNode): AstNode | null {
  const target = bare(node);
  if (target.type === 'ObjectExpression') return target;
  const value = target.type === 'Identifier' ? file.once(fileBindings).resolve(target)?.value : null;
  return value && bare(value).type === 'ObjectExpression' ? bare(value) : null;
}

function propertyOf(file: NodeRuleFile, node: AstNode, name: string): AstNode | null {
  const object = literalObject(file, node);
  const found = (object === null ? [] : children(object, 'properties')).find(
    (one) => one.type === 'Property' && keyName(child(one, 'key'), one.computed === true) === name,
  );
  return found === undefined ? null : child(found, 'value');
}
