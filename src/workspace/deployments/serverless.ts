import { directoryOf } from '../../model/relative-path.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { joinInRoot } from '../relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { parseYaml } from './parse-yaml.js';
import { asList, asRecord, asText, textEntries, valueAt } from './plain-data.js';

/** The Serverless Framework's file by its name. */
export function isServerlessPath(path: string): boolean {
  return /(^|\/)serverless([.-][\w.-]+)?\.ya?ml$/.test(path);
}

/** A cheap look at a YAML text: can it be an AWS SAM template? */
export function mayHoldSam(text: string): boolean {
  return text.includes('AWS::Serverless::Function');
}

/** The functions of serverless.yml; the command is the handler alone (`src/orders.create`). */
export function readServerless(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): BuiltWorkload[] {
  const text = workspace.read(path);
  if (text === null) return [];
  const directory = directoryOf(path);
  return parseYaml({ text, path }, report).flatMap(({ value, lineOf }) => {
    const shared = textEntries(valueAt(value, 'provider', 'environment'));
    const groups = [valueAt(value, 'functions'), ...asList(valueAt(value, 'functions'))];
    return groups.flatMap((group, index) =>
      Object.entries(asRecord(included(group, directory, workspace))).flatMap(([name, definition]) => {
        const handler = asText(valueAt(definition, 'handler'));
        if (handler === null) return [];
        const env = { ...shared, ...textEntries(valueAt(definition, 'environment')) };
        const line = index === 0 ? lineOf('functions', name) : lineOf('functions', index - 1);
        return { ...emptyWorkload('serverless', path, directory), line, name, command: [handler], env };
      }),
    );
  });
}

/** `${file(functions.yml)}` in place of the functions. */
function included(value: unknown, directory: string, workspace: Workspace): unknown {
  const file = /^\$\{file\(([^)]+)\)\}$/.exec(asText(value) ?? '')?.[1];
  if (file === undefined) return value;
  const path = joinInRoot(directory, file.trim());
  const text = path && workspace.read(path);
  return path && text ? parseYaml({ text, path }, null)[0]?.value : undefined;
}

/** The functions of an AWS SAM template. */
export function readSam(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): BuiltWorkload[] {
  const text = workspace.read(path);
  if (text === null || !mayHoldSam(text)) return [];
  return parseYaml({ text, path }, report).flatMap(({ value, lineOf }) => {
    const shared = textEntries(valueAt(value, 'Globals', 'Function', 'Environment', 'Variables'));
    return Object.entries(asRecord(valueAt(value, 'Resources'))).flatMap(([name, resource]) => {
      if (valueAt(resource, 'Type') !== 'AWS::Serverless::Function') return [];
      const properties = valueAt(resource, 'Properties');
      const code =
        asText(valueAt(properties, 'CodeUri')) ?? asText(valueAt(value, 'Globals', 'Function', 'CodeUri'));
      const directory = joinInRoot(directoryOf(path), code ?? '.') ?? directoryOf(path);
      const handler =
        asText(valueAt(properties, 'Handler')) ?? asText(valueAt(value, 'Globals', 'Function', 'Handler'));
      const env = { ...shared, ...textEntries(valueAt(properties, 'Environment', 'Variables')) };
      const own = { line: lineOf('Resources', name), name, command: handler === null ? [] : [handler], env };
      return { ...emptyWorkload('serverless', path, directory), ...own };
    });
  });
}
