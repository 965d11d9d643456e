/** The YAML documents of Kubernetes files, Helm templates read as far as they can be without Helm. */
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { isTemplate, salvageTemplate } from './helm-template.js';
import { parseYaml } from './parse-yaml.js';
import { asList, isRecord, type PlainRecord } from './plain-data.js';

export interface KubernetesObject {
  object: PlainRecord;
  /** Whether a name comes from an action of a Helm template, and so is a guess. */
  isGuess(name: string): boolean;
  /** 1-based line of a place inside the object. */
  lineOf(...path: (string | number)[]): number;
}

/**
 * The objects of a file, those of Lists one by one.
 * @param path relative to the root
 * @param isMeant a cheap look at the text of one document, before it is parsed
 * @param report null to be silent; a Helm template is read silently anyway
 */
export function readKubernetesObjects(
  path: string,
  workspace: Workspace,
  isMeant: (text: string) => boolean,
  report: ((diagnostic: Diagnostic) => void) | null,
): KubernetesObject[] {
  const text = workspace.read(path);
  if (text === null || !isMeant(text)) return [];
  const templated = isTemplate(text);
  const readable = templated ? salvageTemplate(text, chartName(path), chartValues(path, workspace)) : text;
  return splitDocuments(readable).flatMap(({ text: part, linesAbove }) => {
    if (!isMeant(part)) return [];
    const documents = parseYaml({ text: part, path, linesAbove }, templated ? null : report);
    return documents.flatMap(({ value, lineOf }) =>
      objectsOf(value).map(({ object, at }) => ({
        object,
        isGuess: (name: string) => templated && !isWritten(name, text),
        lineOf: (...inside: (string | number)[]) => lineOf(...at, ...inside),
      })),
    );
  });
}

function isWritten(name: string, text: string): boolean {
  return text
    .split('\n')
    .some(
      (line) => /^\s*(?:-\s+)?name:\s*(.*?)\s*$/.exec(line)?.[1]?.replace(/^(["'])(.*)\1$/, '$2') === name,
    );
}

function chartName(path: string): string {
  const chart = /([^/]+)\/templates\//.exec(path)?.[1];
  return chart ?? 'release';
}

/** A chart's values.yaml serves all its templates, and parsing it costs more than all of them. */
const parsedValues = new WeakMap<Workspace, Map<string, unknown>>();

function chartValues(path: string, workspace: Workspace): unknown {
  const chart = /^(.*?)templates\//.exec(path)?.[1];
  if (chart === undefined) return {};
  const known = parsedValues.get(workspace) ?? new Map<string, unknown>();
  parsedValues.set(workspace, known);
  const values = `${chart}values.yaml`;
  if (!known.has(values)) {
    const text = workspace.read(values) ?? '';
    known.set(values, parseYaml({ text, path: values }, null)[0]?.value);
  }
  return known.get(values);
}

/** The documents of a stream, cut before parsing: most documents of a large stream start no container. */
function splitDocuments(text: string): { text: string; linesAbove: number }[] {
  const parts: { text: string; linesAbove: number }[] = [];
  let linesAbove = 0;
  for (const part of text.split(/^---(?=\s|$)/m)) {
    parts.push({ text: part, linesAbove });
    linesAbove += part.split('\n').length - 1;
  }
  return parts;
}

function objectsOf(
  value: unknown,
  at: (string | number)[] = [],
): { object: PlainRecord; at: (string | number)[] }[] {
  if (!isRecord(value)) return [];
  if (!('items' in value)) return [{ object: value, at }];
  return asList(value.items).flatMap((item, index) => objectsOf(item, [...at, 'items', index]));
}
