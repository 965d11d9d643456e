/** A Go file as the rules see it. */
import { createOnce } from '../../lint-check.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import type { GoFile } from '../syntax/ast.js';
import { parseGoFile } from '../syntax/parser.js';

export interface GoRuleFile {
  /** Relative to the root, POSIX. */
  path: string;
  text: string;
  /** Fully parsed, without syntax errors, not generated. */
  tree: GoFile;
  /** Import path of the file's package, from the go.mod around it; null when there is none. */
  importPath: string | null;
  wrappers: readonly SpanWrapper[];
  /** The result of a function of this file, computed when first asked for and kept: `file.once(findSpanStarts)`. */
  once<T>(compute: (file: GoRuleFile) => T): T;
}

/** Null for what is not checked: generated code and files with syntax errors. */
export function openGoRuleFile(
  path: string,
  text: string,
  context: { importPath: string | null; wrappers: readonly SpanWrapper[] },
): GoRuleFile | null {
  const tree = parseGoFile(text);
  if (tree.generated || tree.errors.length > 0) return null;
  const file: GoRuleFile = { path, text, tree, ...context, once: createOnce(() => file) };
  return file;
}
