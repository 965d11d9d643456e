/** A JavaScript or TypeScript file as the rules see it. */
import { parseSync } from 'oxc-parser';
import type { TextRange } from '../../../model/finding.js';
import { createOnce } from '../../lint-check.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import type { AstNode } from '../facts/ast.js';
import { collect } from '../facts/collect.js';
import type { Collected } from '../facts/collected.js';
import { createEvaluator, type Evaluator } from '../facts/evaluate.js';
import { languageOf } from '../facts/source-language.js';

export interface NodeRuleFile {
  /** Relative to the root, POSIX. */
  path: string;
  text: string;
  /** ESTree, without syntax errors; parentheses are not kept as nodes. */
  program: AstNode;
  /** Scopes, functions, classes and calls of the whole file. */
  collected: Collected;
  /** What expressions stand for, as far as the file tells. */
  evaluator: Evaluator;
  /** Every comment in order, with its marks. */
  comments: readonly TextRange[];
  wrappers: readonly SpanWrapper[];
  /** The result of a function of this file, computed when first asked for and kept: `file.once(findSpanStarts)`. */
  once<T>(compute: (file: NodeRuleFile) => T): T;
}

/** Null for what is not checked: files with syntax errors. */
export function openNodeRuleFile(
  path: string,
  text: string,
  context: { wrappers: readonly SpanWrapper[] },
): NodeRuleFile | null {
  const parsed = parseSync(path, text, {
    lang: languageOf(path),
    sourceType: 'unambiguous',
    preserveParens: false,
  });
  if (parsed.errors.some(({ severity }) => severity === 'Error')) return null;
  const program = parsed.program as unknown as AstNode;
  const collected = collect(program);
  const file: NodeRuleFile = {
    path,
    text,
    program,
    collected,
    evaluator: createEvaluator(collected),
    comments: parsed.comments,
    wrappers: context.wrappers,
    once: createOnce(() => file),
  };
  return file;
}
