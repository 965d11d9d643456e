/** Comments that ask for a span: `// instrument:span [name] [key=expression …]`, also in JSDoc as `@instrument:span`. */
import type { TextRange } from '../../../model/finding.js';
import { type AstNode, child, children, keyName, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { isFirstOnLine } from './line-layout.js';
import { type SpanTarget, spanTargets } from './span-target.js';

export interface SpanFlag {
  /** Absent: made from the function's name. */
  spanName?: string;
  /** Attribute name → expression in the function; `result` is what it gives back. */
  attributes: Readonly<Record<string, string>>;
}

/** Text that a file has to mention to flag anything. */
export const MENTIONS_SPAN_FLAG = /\b(?:instrument|dd|otelc):span\b/;
const FLAG = /(?:^|[\s*@])(?:instrument|dd|otelc):span(?![\w-])([^\n]*)/;
/** Words up to white space; quotes and brackets keep what is inside together. */
const WORD = /(?:"[^"]*"|'[^']*'|`[^`]*`|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|[^\s"'`[\]()])+/g;

/** What a comment's text asks for, or null. The text may have its marks. */
export function readSpanFlag(comment: string): SpanFlag | null {
  const inner = comment.replace(/^\/\/|^\/\*+|\*\/$/g, '');
  const flag = FLAG.exec(inner);
  if (flag === null || !/^[\s*@]*$/.test(lineUpTo(inner, flag.index))) return null;
  const attributes: Record<string, string> = {};
  let spanName: string | undefined;
  for (const [word] of (flag[1] ?? '').replace(/\s*\*\/$/, '').matchAll(WORD)) {
    const [, key, sign, value] = /^([\w.-]+)([=:])(?!=)(.+)$/.exec(word) ?? [];
    if (key === undefined || value === undefined) spanName ??= unquoted(word);
    else if (key === 'span.name') spanName = unquoted(value);
    // Orchestrion and otelc write constants behind a colon.
    else attributes[key] = sign === ':' ? JSON.stringify(unquoted(value)) : value;
  }
  return { attributes, ...(spanName !== undefined && { spanName }) };
}

const lineUpTo = (text: string, index: number): string =>
  text.slice(text.lastIndexOf('\n', index - 1) + 1, index);

const unquoted = (word: string): string => word.replace(/^(["'`])(.*)\1$/, '$2');

export interface FlaggedTargets {
  /** By index of the function. */
  flags: ReadonlyMap<number, SpanFlag>;
  /** Flags that stand above no function. */
  loose: readonly TextRange[];
}

/** Which functions of a file the comments above them flag. */
export function flaggedTargets(file: NodeRuleFile): FlaggedTargets {
  const flags = new Map<number, SpanFlag>();
  if (!MENTIONS_SPAN_FLAG.test(file.text)) return { flags, loose: [] };
  const targets = spanTargets(file);
  const loose = file.comments.filter((comment) => {
    const flag = readSpanFlag(file.text.slice(comment.start, comment.end));
    if (flag === null) return false;
    const target = isFirstOnLine(file.text, comment.start) ? targetBelow(file, comment, targets) : undefined;
    if (target !== undefined) flags.set(target.index, flag);
    return target === undefined;
  });
  return { flags, loose };
}

/** The outermost function that begins after a comment with nothing but comments in between, or between whose decorators it stands. */
function targetBelow(
  file: NodeRuleFile,
  comment: TextRange,
  targets: readonly SpanTarget[],
): SpanTarget | undefined {
  const target = targets.find(
    ({ anchor, node, role }) =>
      (role === 'method' && comment.start > anchor && comment.end <= node.start) ||
      (comment.end <= anchor && isAdjacent(file, comment, anchor)),
  );
  if (target !== undefined) return target;
  const overload = overloadsIn(file.program).find(
    ({ start }) => comment.end <= start && isAdjacent(file, comment, start),
  );
  return targets.find(
    ({ anchor, collected }) =>
      overload !== undefined && anchor > overload.start && collected.name === overload.name,
  );
}

/** The signatures without a body that stand above functions and methods. */
function overloadsIn(node: AstNode): { name: string; start: number }[] {
  const signatureOf = (one: AstNode) => {
    const inner = one.type === 'ExportNamedDeclaration' ? child(one, 'declaration') : one;
    if (inner?.type === 'TSDeclareFunction') return textOf(child(inner, 'id'), 'name');
    const isBodiless = child(one, 'value')?.type === 'TSEmptyBodyFunctionExpression';
    return isBodiless ? keyName(child(one, 'key'), one.computed === true) : null;
  };
  const statements = node.type === 'Program' || node.type === 'ClassBody' ? children(node, 'body') : [];
  const own = statements.flatMap((one) => {
    const name = signatureOf(one);
    return name === null ? [] : [{ name, start: one.start }];
  });
  return [...own, ...[...childNodes(node)].flatMap(overloadsIn)];
}

function isAdjacent({ text }: NodeRuleFile, comment: TextRange, anchor: number): boolean {
  const between = withoutComments(text.slice(comment.end, anchor));
  return between.trim() === '' && !/\n[ \t\r]*\n/.test(text.slice(comment.end, anchor));
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
