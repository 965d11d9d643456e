/** Start commands of compose files and Kubernetes manifests. */
import { isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseAllDocuments, type YAMLMap } from 'yaml';
import type { Workload } from '#src/model/deployment.js';
import type { CommandPlace } from '../../launch/expand.js';
import type { CommandWords } from './command-words.js';
import type { StartText, UnreadableStart } from './start-text.js';
import { wordList } from './word-list.js';
import { sequenceElements, yamlCommands } from './yaml-text.js';

/**
 * The commands that the file states for the workload; none when it leaves them to the image.
 * @param dockerfile what its image is built from, as far as the repository tells
 */
export function yamlWorkloadTexts(
  workload: Workload,
  text: string,
  place: CommandPlace,
  dockerfile: string | null,
): (StartText | UnreadableStart)[] {
  const title = `\`${workload.name ?? workload.file}\``;
  const unreadable = (why: string): UnreadableStart[] => [
    { file: workload.file, line: workload.line, title, why },
  ];
  const found = findContainer(workload, text);
  if (found === 'unreadable')
    return unreadable('the file is a template, or it is written in a way that is not edited here');
  if (found === null) return [];
  const isCompose = workload.source === 'compose';
  const parts = (isCompose ? ['entrypoint', 'command'] : ['command', 'args']).flatMap(
    (key) => found.map.get(key, true) ?? [],
  );
  if (parts.length === 0) return [];
  const commands = parts.every(isNode) ? commandsOf(text, parts) : null;
  if (commands === null)
    return unreadable('the command is an alias, or it is written in a way that is not edited here');
  return [
    {
      file: workload.file,
      line: found.line,
      title,
      commands,
      place: { ...place, at: `${workload.file}:${workload.line}` },
      state: { env: workload.env, preloads: [], directory: null },
      context: { isPosix: false, hasCrossEnv: false },
      image: imageOf(found.map, dockerfile),
    },
  ];
}

function imageOf(map: YAMLMap, dockerfile: string | null): StartText['image'] {
  const directory = map.get('working_dir') ?? map.get('workingDir');
  return dockerfile === null
    ? null
    : { dockerfile, stage: null, directory: typeof directory === 'string' ? directory : null };
}

function commandsOf(text: string, parts: readonly Node[]): CommandWords[] | null {
  if (parts.some((part) => isAlias(part))) return null;
  if (parts.length === 1) return yamlCommands(text, parts[0]);
  const lists = parts.map((part) => (isSeq(part) ? sequenceElements(text, part) : null));
  if (lists.every((list) => list !== null)) return [wordList(lists.flat())];
  // A shell line behind an entrypoint such as tini: the line is what starts.
  return yamlCommands(text, parts.at(-1));
}

interface Container {
  map: YAMLMap;
  line: number;
}

/** The mapping of the service or container; null when it says nothing about its start. */
function findContainer(workload: Workload, text: string): Container | 'unreadable' | null {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0))
    return 'unreadable';
  const lineOf = (node: Node) => lines.linePos(node.range?.[0] ?? 0).line;
  for (const document of documents) {
    const root = document.contents;
    if (!isMap(root)) continue;
    if (workload.source === 'compose') {
      const services = root.get('services', true) ?? root;
      const map = isMap(services) ? services.get(workload.name ?? '', true) : null;
      if (isMap(map)) return { map, line: lineOf(map) };
      continue;
    }
    const container = containersIn(root).find((map) => lineOf(map) === workload.line);
    if (container !== undefined) return { map: container, line: workload.line };
  }
  return null;
}

/** Mappings of every `containers` list below a node. */
function containersIn(node: unknown): YAMLMap[] {
  if (isSeq(node)) return node.items.flatMap(containersIn);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const own = String(key) === 'containers' && isSeq(value) ? value.items.filter((item) => isMap(item)) : [];
    return [...own, ...containersIn(value)];
  });
}
