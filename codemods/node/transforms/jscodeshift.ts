/** The shape in which jscodeshift runs a transform; text outside of the edits stays byte for byte. */
import { type NodeRuleFile, openNodeRuleFile } from '#src/languages/node/lint/node-rule-file.js';
import type { TextEdit } from '#src/languages/node/spans/wrap-function.js';

interface FileInfo {
  path: string;
  source: string;
}

/** Options of the command line, as jscodeshift hands them on: `--add=pg`. */
export type TransformOptions = Readonly<Record<string, unknown>>;

type Transform = (file: FileInfo, api: unknown, options?: TransformOptions) => string;

/** @param plan edits of one file that do not overlap; a file with syntax errors is left as it is */
export function jscodeshiftTransform(
  plan: (file: NodeRuleFile, options: TransformOptions) => readonly TextEdit[],
): Transform {
  return ({ path, source }, _api, options = {}) => {
    const file = openNodeRuleFile(path, source, { wrappers: [] });
    return file === null ? source : splice(source, plan(file, options));
  };
}

/** Edits at one place stand in the order in which they were given; their lines end as those of the text do. */
function splice(text: string, edits: readonly TextEdit[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return edits
    .map((edit, index) => ({ ...edit, text: edit.text.replaceAll('\n', lineEnd), index }))
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce(
      (result, { start, end, text: added }) => result.slice(0, start) + added + result.slice(end),
      text,
    );
}
