/** The stages of a Dockerfile with the places of what starts them and of what they copy. */
import { posix } from 'node:path';
import { DockerfileParser, type Instruction, JSONInstruction } from 'dockerfile-ast';
import { type EmbeddedText, plainText, stringContent } from './embedded-text.js';
import { arrayElement, type ListElement } from './word-list.js';

/** CMD or ENTRYPOINT: a list of words, or a line for the shell. */
export type DockerCommand = { line: number } & ({ elements: ListElement[] } | { shell: EmbeddedText });

export interface DockerCopy {
  /** Name or number of the stage or image that it copies from; null for the build context. */
  stage: string | null;
  sources: string[];
  /** Absolute. */
  target: string;
  /** `--chown=node:node` and the like, as written. */
  owner: string | null;
  /** End of the instruction, and the working directory there. */
  end: number;
  workdir: string;
}

export interface DockerStage {
  name: string | null;
  /** The stage that it rests on, or null. */
  parent: DockerStage | null;
  /** The image that it names. */
  image: string;
  copies: DockerCopy[];
  runs: string[];
  workdir: string;
  /** Of this stage itself, not inherited. */
  entrypoint: DockerCommand | null;
  cmd: DockerCommand | null;
  /** Start of the first CMD or ENTRYPOINT, for what has to stand before it; null without one. */
  startsAt: number | null;
}

export function readStages(text: string): DockerStage[] {
  const lines = lineOffsets(text);
  const stages: DockerStage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const { start, end } = instruction.getRange();
    const range = { start: offsetOf(lines, start), end: offsetOf(lines, end), line: start.line + 1 };
    if (instruction.getKeyword() === 'FROM') stages.push(startStage(instruction, stages));
    else readInstruction(instruction, range, lines, text, stages.at(-1));
  }
  return stages;
}

function startStage(instruction: Instruction, stages: readonly DockerStage[]): DockerStage {
  const words = (instruction.getArgumentsContent() ?? '')
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'));
  const [image = '', as, name] = words;
  const parent = findStage(stages, image) ?? null;
  return {
    name: as?.toLowerCase() === 'as' ? (name ?? null) : null,
    parent,
    image: parent?.image ?? image,
    copies: [],
    runs: [],
    workdir: parent?.workdir ?? '/',
    entrypoint: null,
    cmd: null,
    startsAt: null,
  };
}

/** The stage of a name or number. */
export function findStage(stages: readonly DockerStage[], name: string): DockerStage | undefined {
  return /^\d+$/.test(name)
    ? stages[Number(name)]
    : stages.findLast((stage) => stage.name?.toLowerCase() === name.toLowerCase());
}

interface Range {
  start: number;
  end: number;
  line: number;
}

function readInstruction(
  instruction: Instruction,
  range: Range,
  lines: readonly number[],
  text: string,
  stage: DockerStage | undefined,
): void {
  if (stage === undefined) return;
  const written = (instruction.getArgumentsContent() ?? '').trim();
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = posix.resolve(stage.workdir, written.replace(/^["']|["']$/g, ''));
      return;
    case 'RUN':
      stage.runs.push(instruction.getRawArgumentsContent() ?? '');
      return;
    case 'COPY':
    case 'ADD':
      stage.copies.push(copyOf(instruction, range, stage));
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = commandOf(instruction, range, lines, text);
      stage.startsAt ??= range.start;
      return;
    case 'CMD':
      stage.cmd = commandOf(instruction, range, lines, text);
      stage.startsAt ??= range.start;
  }
}

function copyOf(instruction: Instruction, { end }: Range, { workdir }: DockerStage): DockerCopy {
  const raw = (instruction.getRawArgumentsContent() ?? '').replace(/\\\r?\n/g, ' ');
  const flags = raw.match(/^(?:--\S+\s+)+/)?.[0] ?? '';
  const rest = raw.slice(flags.length).trim();
  const words = rest.startsWith('[')
    ? (rest.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((w) => w.slice(1, -1))
    : rest.split(/\s+/);
  const target = words.pop() ?? '.';
  return {
    stage: /--from=(\S+)/.exec(flags)?.[1] ?? null,
    sources: words,
    target: posix.resolve(workdir, target),
    owner: /--ch(?:own|mod)=\S+/.exec(flags)?.[0] ?? null,
    end,
    workdir,
  };
}

function commandOf(
  instruction: Instruction,
  { start, end, line }: Range,
  lines: readonly number[],
  text: string,
): DockerCommand | null {
  if (instruction instanceof JSONInstruction && instruction.getOpeningBracket() !== null) {
    const elements = instruction.getJSONStrings().map((argument): ListElement | null => {
      const at = argument.getRange();
      const [from, to] = [offsetOf(lines, at.start), offsetOf(lines, at.end)];
      const content = stringContent(text, from, to);
      return content === null ? null : { ...arrayElement(text, from, to), content };
    });
    const read = elements.filter((element) => element !== null);
    return read.length === elements.length && read.length > 0 ? { line, elements: read } : null;
  }
  const args = instruction.getArgumentsRange();
  const from = args === null ? start : offsetOf(lines, args.start);
  return { line, shell: plainText(text, from, end) };
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) offsets.push(at + 1);
  return offsets;
}

function offsetOf(lines: readonly number[], position: { line: number; character: number }): number {
  return (lines[position.line] ?? 0) + position.character;
}
