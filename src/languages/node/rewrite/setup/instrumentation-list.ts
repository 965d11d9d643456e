/** Where a set-up of the SDK lists its instrumentations, so that more can be added. */
import { type AstNode, bare, child, children, isFunction, keyName, textOf } from '../../facts/ast.js';
import { type Bindings, createBindings } from '../../lint/bindings.js';
import { childNodes } from '../../lint/child-nodes.js';
import { memberName } from '../../lint/member-name.js';
import type { NodeRuleFile } from '../../lint/node-rule-file.js';

export type ListPlace = { file: NodeRuleFile } & (
  | { is: 'array'; node: AstNode }
  /** A call that gives a list: it becomes part of one. */
  | { is: 'list-call'; node: AstNode }
  /** An object literal without the property. */
  | { is: 'options'; node: AstNode; first: string | null }
  /** A call without arguments. */
  | { is: 'no-options'; node: AstNode; first: string | null }
);

/** Reads another file of the repository that a specifier of this one leads to. */
export type OpenImport = (specifier: string, from: string) => NodeRuleFile | null;

const SET_UPS = new Set([
  'NodeSDK',
  'registerInstrumentations',
  'startNodeSDK',
  'startNodeSdk',
  'registerOTel',
]);

/** `null`: the file sets no SDK up; `unclear`: it does, but where its list is cannot be told. */
export function findList(file: NodeRuleFile, open: OpenImport): ListPlace | 'unclear' | null {
  const calls = setUpCalls(file.program);
  const [call] = calls;
  if (call === undefined) return null;
  const places = calls.map((one) => listOf(one, file, open));
  const known = places.filter((place) => place !== 'unclear');
  // A list that is there is better than one that would be new.
  return (
    known.find(({ is }) => is === 'array' || is === 'list-call') ??
    (places.includes('unclear') ? 'unclear' : (known[0] ?? 'unclear'))
  );
}

function setUpCalls(node: AstNode): AstNode[] {
  const own =
    (node.type === 'NewExpression' || node.type === 'CallExpression') && SET_UPS.has(calleeName(node) ?? '')
      ? [node]
      : [];
  return [...own, ...[...childNodes(node)].flatMap(setUpCalls)];
}

function calleeName(call: AstNode): string | null {
  const callee = child(call, 'callee');
  if (callee === null) return null;
  return callee.type === 'MemberExpression' ? memberName(callee) : textOf(callee, 'name');
}

function listOf(call: AstNode, file: NodeRuleFile, open: OpenImport): ListPlace | 'unclear' {
  const bindings = createBindings(file.program);
  const [argument] = children(call, 'arguments');
  // The list of @vercel/otel takes the place of what it would bring by itself.
  const first = calleeName(call) === 'registerOTel' ? "'auto'" : null;
  if (argument === undefined) return { file, is: 'no-options', node: call, first };
  const options = valueOfName(bare(argument), bindings);
  if (options?.type !== 'ObjectExpression') return 'unclear';
  const properties = children(options, 'properties');
  const property = properties.find(
    (one) => keyName(child(one, 'key'), one.computed === true) === 'instrumentations',
  );
  if (property !== undefined) return listIn(child(property, 'value'), file, bindings, open, 0);
  return properties.some(({ type }) => type === 'SpreadElement')
    ? 'unclear'
    : { file, is: 'options', node: options, first };
}

function listIn(
  value: AstNode | null,
  file: NodeRuleFile,
  bindings: Bindings,
  open: OpenImport,
  depth: number,
): ListPlace | 'unclear' {
  const node = value === null ? null : bare(value);
  if (node === null || depth > 5) return 'unclear';
  if (node.type === 'ArrayExpression') return { file, is: 'array', node };
  if (node.type === 'CallExpression') {
    if (calleeName(node) === 'getNodeAutoInstrumentations') return { file, is: 'list-call', node };
    const returned = returnedBy(child(node, 'callee'), bindings);
    return returned === null
      ? imported(child(node, 'callee'), file, open, depth)
      : listIn(returned, file, bindings, open, depth + 1);
  }
  if (node.type !== 'Identifier') return 'unclear';
  const known = bindings.resolve(node);
  if (known?.value) return listIn(known.value, file, bindings, open, depth + 1);
  return known === undefined ? imported(node, file, open, depth) : 'unclear';
}

function valueOfName(node: AstNode, bindings: Bindings): AstNode | null {
  if (node.type !== 'Identifier') return node;
  const value = bindings.resolve(node)?.value ?? null;
  return value === null ? null : bare(value);
}

/** What a function of the file returns, when it has one way out only. */
function returnedBy(callee: AstNode | null, bindings: Bindings): AstNode | null {
  const binding = callee?.type === 'Identifier' ? bindings.resolve(callee) : undefined;
  const fn = binding?.declared ?? binding?.value ?? null;
  if (fn === null || !isFunction(fn)) return null;
  const body = child(fn, 'body');
  if (body?.type !== 'BlockStatement') return body;
  const returns = children(body, 'body').filter(({ type }) => type === 'ReturnStatement');
  const isSimple = children(body, 'body').every(({ type }) =>
    /^(?:Return|Variable|Expression|Function)/.test(type),
  );
  return isSimple && returns.length === 1 ? child(returns[0]!, 'argument') : null;
}

/** A list, or a function that gives one, of another file. */
function imported(
  name: AstNode | null,
  file: NodeRuleFile,
  open: OpenImport,
  depth: number,
): ListPlace | 'unclear' {
  const local = name?.type === 'Identifier' ? textOf(name, 'name') : null;
  for (const statement of children(file.program, 'body')) {
    if (statement.type !== 'ImportDeclaration') continue;
    const specifier = children(statement, 'specifiers').find(
      (one) => textOf(child(one, 'local'), 'name') === local,
    );
    const source = child(statement, 'source');
    if (specifier?.type !== 'ImportSpecifier' || typeof source?.value !== 'string') continue;
    const other = open(source.value, file.path);
    const exported = textOf(child(specifier, 'imported'), 'name');
    const value = other === null ? null : exportedValue(other, exported);
    return other === null || value === null
      ? 'unclear'
      : listIn(value, other, createBindings(other.program), open, depth + 1);
  }
  return 'unclear';
}

/** `export const instrumentations = [ … ]` */
function exportedValue({ program }: NodeRuleFile, name: string | null): AstNode | null {
  for (const statement of children(program, 'body')) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const declaration = child(statement, 'declaration');
    for (const one of declaration === null ? [] : children(declaration, 'declarations'))
      if (textOf(child(one, 'id'), 'name') === name) return child(one, 'init');
  }
  return null;
}
