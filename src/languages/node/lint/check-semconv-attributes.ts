/** Names of attributes that the semantic conventions do not, or no longer, have. */
import type { CheckResult, Claim, DraftFinding, DraftFix } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import { judgeName, type NameVerdict, oldNameOf } from '../../semconv/attribute-names.js';
import { describeVerdict, replacement } from '../../semconv/name-messages.js';
import { type AstNode, bare, child, children } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import { findAttributes, type NodeAttribute } from './attribute-keys.js';
import { fileBindings } from './file-indexes.js';
import { calledName, exportedName } from './function-names.js';
import type { NodeRuleFile } from './node-rule-file.js';

/** Attributes, or a text that may be an attribute's name kept in a constant. */
export const MENTIONS_NODE_ATTRIBUTE_NAMES =
  /\bsetAttributes?\b|\battributes\s*:|\bresourceFromAttributes\b|\bnew Resource\b|\baddEvent\b|@opentelemetry\/|['"](?:cloud|code|container|db|deployment|enduser|feature_flag|host|http|k8s|messaging|net|network|peer|process|rpc|server|client|service|tls|url|user|user_agent|vcs)\.[\w.]+['"]/;

const SEMCONV = /^@opentelemetry\/semantic-conventions(?:\/incubating)?$/;
/** `ATTR_HTTP_METHOD`, `SEMATTRS_HTTP_METHOD`, `SEMRESATTRS_…`. */
const CONSTANT = /^(?:ATTR|SEMATTRS|SEMRESATTRS)_/;

export function checkNodeSemconvAttributes(file: NodeRuleFile, options: OptionValues): CheckResult {
  const release = String(options.release ?? '');
  const attributes = file.once(findAttributes);
  const set = new Set(attributes.flatMap(({ name }) => (name.is === 'text' ? [name.text] : [])));
  const judged = (name: string): NameVerdict | null => {
    const verdict = judgeName(name, release);
    // Code that sets the new name too is on its way already.
    return verdict !== null && set.has(replacement(verdict) ?? '') ? null : verdict;
  };
  const findings = new Map<AstNode, DraftFinding>();
  for (const attribute of attributes) {
    const found = ofConstant(attribute, judged) ?? ofText(file, attribute, judged);
    if (found !== null) findings.set(found.node, found.finding);
  }
  return { findings: [...findings.values(), ...exportedNames(file, judged)], claims: usedConstants(file) };
}

type Judged = (name: string) => NameVerdict | null;

function ofText(
  file: NodeRuleFile,
  { key, name }: NodeAttribute,
  judged: Judged,
): { node: AstNode; finding: DraftFinding } | null {
  const verdict = name.is === 'text' ? judged(name.text) : null;
  if (name.is !== 'text' || verdict === null) return null;
  const written = bare(key);
  const literal = written.type === 'Literal' ? written : constantOf(file, written);
  const node = literal ?? written;
  const fix = literal === null ? null : fixOf(literal, verdict, literal === written);
  const { start, end } = node;
  return {
    node,
    finding: { at: { start, end }, message: describeVerdict(name.text, verdict), ...(fix && { fix }) },
  };
}

/** A constant of OpenTelemetry's own package. */
function ofConstant(
  { key, name }: NodeAttribute,
  judged: Judged,
): { node: AstNode; finding: DraftFinding } | null {
  if (name.is !== 'module' || !SEMCONV.test(name.module)) return null;
  const [first = '', second] = name.path;
  const constant = /^Semantic(?:Resource)?Attributes$/.test(first) ? second : first.replace(CONSTANT, '');
  const old = constant === undefined ? null : oldNameOf(constant);
  const verdict = old === null ? null : judged(old);
  if (old === null || verdict === null) return null;
  const to = replacement(verdict);
  const instead = to === null ? '' : ` The constant is \`ATTR_${to.replace(/[.]/g, '_').toUpperCase()}\`.`;
  const { start, end } = key;
  return {
    node: key,
    finding: {
      at: { start, end },
      message: `\`${second ?? first}\` is an old name: ${describeVerdict(old, verdict)}${instead}`,
    },
  };
}

/** The literal that a constant of this file holds. */
function constantOf(file: NodeRuleFile, node: AstNode): AstNode | null {
  const value = node.type === 'Identifier' ? file.once(fileBindings).resolve(node)?.value : null;
  return value && bare(value).type === 'Literal' ? bare(value) : null;
}

function fixOf(literal: AstNode, verdict: NameVerdict, isKey: boolean): DraftFix | null {
  const to = replacement(verdict);
  if (to === null) return null;
  const edits = [{ start: literal.start + 1, end: literal.end - 1, text: to }];
  return { title: `Write \`${to}\``, safe: isKey && verdict.kind === 'renamed', edits };
}

/** "The exported constant is used as the key of an attribute." */
function usedAsKey(constant: string): string {
  return `node attribute-key ${constant}`;
}

function usedConstants(file: NodeRuleFile): Claim[] {
  const names = file.once(findAttributes).flatMap(({ name }) => constantName(name, file.path) ?? []);
  return [...new Set(names)].map((name) => ({ name: usedAsKey(name) }));
}

/** `ATTRIBUTES.method` of another file, under the name by which that file knows it. */
function constantName(value: Value, path: string): string | null {
  if (value.is !== 'module') return null;
  const owner = calledName({ ...value, path: value.path.slice(0, 1) }, path);
  return owner === null ? null : [owner, ...value.path.slice(1)].join('.');
}

/** Texts that the file exports, by themselves or in an object, where another file uses them as keys. */
function exportedNames(file: NodeRuleFile, judged: Judged): DraftFinding[] {
  const { resolve } = file.once(fileBindings);
  return file.collected.exports
    .flatMap(({ name, node }) => {
      const own = bare(node);
      const value = own.type === 'Identifier' ? resolve(own)?.value : own;
      return value ? textsIn(bare(value), exportedName(file.path, name)) : [];
    })
    .flatMap(({ literal, name }) => {
      const text = String(literal.value);
      const verdict = judged(text);
      if (verdict === null) return [];
      const fix = fixOf(literal, verdict, false);
      const { start, end } = literal;
      return [
        {
          at: { start, end },
          message: describeVerdict(text, verdict),
          when: [usedAsKey(name)],
          ...(fix && { fix }),
        },
      ];
    });
}

function textsIn(value: AstNode, name: string): { literal: AstNode; name: string }[] {
  if (value.type === 'Literal') return typeof value.value === 'string' ? [{ literal: value, name }] : [];
  if (value.type !== 'ObjectExpression') return [];
  return children(value, 'properties').flatMap((property) => {
    const key = child(property, 'key');
    const inner = child(property, 'value');
    if (key === null || inner === null || typeof key.name !== 'string') return [];
    return textsIn(bare(inner), `${name}.${key.name}`);
  });
}
