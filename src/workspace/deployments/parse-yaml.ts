import { type Document, isMap, isNode, LineCounter, parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../model/scan-report.js';
import { workspaceDiagnostic } from '../workspace-diagnostic.js';

export interface YamlDocument {
  /** Plain data: anchors and merge keys resolved, unknown tags read as their value. */
  value: unknown;
  /** 1-based line of the entry at a path of keys and indexes; of the nearest known ancestor when it has no place of its own. */
  lineOf(...path: readonly (string | number)[]): number;
}

export interface YamlSource {
  text: string;
  path: string;
  /** Lines above the text in the file, for a part of a file. */
  linesAbove?: number;
}

/**
 * The documents of a YAML text. A document that does not parse is left out with an `invalid-yaml` diagnostic; alias
 * bombs count as that.
 * @param report null to leave documents out silently
 */
export function parseYaml(
  source: YamlSource,
  report: ((diagnostic: Diagnostic) => void) | null,
): YamlDocument[] {
  const { text, path, linesAbove = 0 } = source;
  const lines = new LineCounter();
  const options = { lineCounter: lines, merge: true, uniqueKeys: false, logLevel: 'silent' } as const;
  const found: YamlDocument[] = [];
  const fail = (message: string, line: number): void =>
    report?.(workspaceDiagnostic('invalid-yaml', path, `\`${path}\` is not valid YAML: ${message}`, line));
  let documents: readonly Document[] = [];
  try {
    const parsed = parseAllDocuments(text, options);
    documents = Array.isArray(parsed) ? parsed : [];
  } catch {
    // The parser recurses: thousands of levels exhaust its stack.
    fail('it is nested too deeply.', linesAbove + 1);
  }
  for (const document of documents) {
    const error = document.errors[0];
    if (error) {
      const line = (error.linePos?.[0].line ?? 1) + linesAbove;
      fail(`${error.message.split(/\n| at line/)[0] ?? error.code}.`, line);
      continue;
    }
    try {
      const value: unknown = document.toJS();
      if (containsItself(value)) throw new Error('an anchor contains itself');
      found.push({ value, lineOf: (...path) => lineAt(document, path, lines) + linesAbove });
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : 'it cannot be resolved';
      const alias = /alias[^:]*: (\S+)/.exec(message)?.[1];
      const above = alias === undefined ? '' : text.slice(0, Math.max(0, text.indexOf(`*${alias}`)));
      fail(`${message}.`, above.split('\n').length + linesAbove);
    }
  }
  return found;
}

function lineAt(document: Document, path: readonly (string | number)[], lines: LineCounter): number {
  let offset = document.range?.[0] ?? 0;
  let node: unknown = document.contents;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === key);
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isNode(node) && 'get' in node && typeof node.get === 'function') {
      node = node.get(key, true);
      if (isNode(node) && node.range) offset = node.range[0];
    } else break;
  }
  return lines.linePos(offset).line;
}

function containsItself(value: unknown, above = new Set<unknown>(), cleared = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || cleared.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((child) => containsItself(child, above, cleared));
  above.delete(value);
  cleared.add(value);
  return found;
}
