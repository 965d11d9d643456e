import { DockerfileParser, type Flag, type Instruction } from 'dockerfile-ast';
import type { DockerImage } from '../../model/deployment.js';
import { directoryOf } from '../../model/relative-path.js';
import { splitShell, unwrapShell } from './shell-words.js';
import { substitute } from './substitute.js';

const DOCKERFILE = /(^|\/)((Docker|Container)file([.-][\w.-]+)?|[\w.-]+\.(Docker|Container)file)$/i;
const NO_DOCKERFILE =
  /\.(dockerignore|md|mdx|txt|tmpl|tpl|j2|erb|hcl|ya?ml|json|snap|[mc]?[jt]sx?|go|py|rb|rs|java|kt|sh|html)$/i;

/** A Dockerfile by its name: also `Dockerfile.checkout`, `checkout.Dockerfile` and `Containerfile`. */
export function isDockerfilePath(path: string): boolean {
  return DOCKERFILE.test(path) && !NO_DOCKERFILE.test(path);
}

export interface DockerBuild {
  /** Values of build arguments, over the defaults of `ARG`. */
  args?: Readonly<Record<string, string>>;
  /** Name of the stage that is built; the last one when absent or unknown. */
  target?: string;
}

/** What a Dockerfile builds, and how it starts. */
export interface BuiltImage {
  image: DockerImage;
  /** Words of ENTRYPOINT and CMD, shell forms split and unwrapped. */
  entrypoint: string[];
  cmd: string[];
  ports: number[];
  /** 1-based line of the stage's FROM. */
  line: number;
}

interface Stage {
  name: string | null;
  /** The image outside the file that it rests on. */
  base: string;
  line: number;
  env: Record<string, string>;
  args: Record<string, string>;
  workdir: string;
  entrypoint: Start | null;
  cmd: Start | null;
  ports: number[];
}

interface Start {
  words: string[];
  /** The shell form of ENTRYPOINT takes no arguments from CMD. */
  shell: boolean;
}

/**
 * Interprets a Dockerfile: stages, inherited settings, ARG and ENV. Unknown instructions are passed over.
 * @returns null when there is no FROM
 */
export function interpretDockerfile(text: string, path: string, build: DockerBuild = {}): BuiltImage | null {
  const globals: Record<string, string> = {};
  const stages: Stage[] = [];
  const copies: DockerImage['copies'] = [];
  const runs: string[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const written = argumentsOf(instruction);
    const stage = stages.at(-1);
    const keyword = instruction.getKeyword();
    const fill = (value: string): string =>
      substitute(value, stage ? { ...stage.args, ...stage.env } : globals);
    if (keyword === 'ARG') {
      for (const word of splitShell(written)) {
        const [name = '', fallback] = splitPair(word);
        const value = build.args?.[name] ?? (fallback === undefined ? globals[name] : fill(fallback));
        if (value !== undefined) (stage?.args ?? globals)[name] = value;
      }
    } else if (keyword === 'FROM') {
      stages.push(startStage(substitute(written, { ...globals, ...build.args }), stages, instruction));
      if (build.target !== undefined && stage?.name === build.target) {
        stages.pop();
        break;
      }
    } else if (stage) {
      const flags = flagsOf(instruction);
      if (keyword === 'COPY' || keyword === 'ADD') copies.push(...copiesOf(flags, fill(written), stage));
      else if (keyword === 'RUN') {
        runs.push(fill(written));
        copies.push(...mountsOf(flags).map((from) => ({ from: cleanSource(fill(from)), to: stage.workdir })));
      } else configure(stage, keyword, written, fill);
    }
  }
  const final = stages.at(-1);
  if (!final) return null;
  const directory = directoryOf(path);
  const from = stages.map((stage) => stage.base);
  const { workdir, env } = final;
  return {
    image: { file: path, directory, from, copies, runs, workdir, env },
    entrypoint: final.entrypoint?.words ?? [],
    cmd: final.entrypoint?.shell ? [] : (final.cmd?.words ?? []),
    ports: final.ports,
    line: final.line,
  };
}

/** The arguments on one line: continuations joined, comment lines between them dropped. */
function argumentsOf(instruction: Instruction): string {
  const raw = instruction.getRawArgumentsContent() ?? '';
  if (raw.includes('<<')) return raw;
  const [first = '', ...others] = raw.split(/\r?\n/);
  const lines = [first, ...others.filter((line) => !/^\s*(#|$)/.test(line))];
  return lines
    .map((line) => line.replace(/[\\`]\s*$/, ' '))
    .join('')
    .trim();
}

function startStage(written: string, stages: readonly Stage[], instruction: Instruction): Stage {
  const [image = '', as, name] = written.split(/\s+/).filter((word) => !word.startsWith('--'));
  const parent = stages.find((stage) => stage.name?.toLowerCase() === image.toLowerCase());
  return {
    name: as?.toLowerCase() === 'as' ? (name ?? null) : null,
    base: parent?.base ?? image,
    line: instruction.getRange().start.line + 1,
    env: { ...parent?.env },
    args: {},
    workdir: parent?.workdir ?? '/',
    entrypoint: parent?.entrypoint ?? null,
    cmd: parent?.cmd ?? null,
    ports: [...(parent?.ports ?? [])],
  };
}

function configure(stage: Stage, keyword: string, written: string, fill: (value: string) => string): void {
  switch (keyword) {
    case 'ENV':
      Object.assign(stage.env, environmentOf(written, fill));
      break;
    case 'WORKDIR':
      stage.workdir = joinContainerPath(stage.workdir, fill(written).replace(/^["']|["']$/g, ''));
      break;
    case 'ENTRYPOINT':
      stage.entrypoint = startOf(written, stage);
      stage.cmd = null;
      break;
    case 'CMD':
      stage.cmd = startOf(written, stage);
      break;
    case 'EXPOSE':
      stage.ports.push(...[...fill(written).matchAll(/(?<![\w$])\d+/g)].map(([port]) => Number(port)));
      break;
  }
}

function environmentOf(written: string, fill: (value: string) => string): Record<string, string> {
  if (!/^[\w.-]+=/.test(written)) {
    const [name = '', ...rest] = written.split(/\s+/);
    return { [name]: fill(rest.join(' ')) };
  }
  const pairs = splitShell(written).map(splitPair);
  return Object.fromEntries(pairs.map(([name, value = '']) => [name, fill(value)]));
}

function splitPair(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function jsonWords(written: string): string[] | null {
  if (!written.startsWith('[')) return null;
  try {
    const parsed: unknown = JSON.parse(written);
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
  } catch {
    // Docker takes a malformed list as the shell form, too.
    return null;
  }
}

/** The exec form sees no variables; but one that a build argument or ENV sets is what the shell would put there. */
function startOf(written: string, stage: Stage): Start {
  const words = jsonWords(written);
  const known = { ...stage.args, ...stage.env };
  const split = unwrapShell(words ?? splitShell(written));
  return { words: split.map((word) => substitute(word, known)), shell: words === null };
}

function flagsOf(instruction: Instruction): Flag[] {
  return 'getFlags' in instruction && typeof instruction.getFlags === 'function'
    ? instruction.getFlags()
    : [];
}

function copiesOf(flags: readonly Flag[], written: string, stage: Stage): DockerImage['copies'] {
  if (written.includes('<<') || flags.some((flag) => flag.getName() === 'from')) return [];
  const words = jsonWords(written) ?? written.split(/\s+/);
  const to = joinContainerPath(stage.workdir, words.pop() ?? '.');
  return words
    .filter((from) => !/^(https?|git):/.test(from))
    .map((from) => ({ from: cleanSource(from), to }));
}

/** What a RUN sees of the build context without copying it: sources of its bind mounts. */
function mountsOf(flags: readonly Flag[]): string[] {
  const mounts = flags.filter((flag) => flag.getName() === 'mount').map((flag) => flag.getValue() ?? '');
  const binds = mounts.filter((mount) => !/\btype=(?!bind)|\bfrom=/.test(mount));
  return binds.map((mount) => /\b(?:source|src)=([^,\s]+)/.exec(mount)?.[1] ?? '.');
}

function cleanSource(from: string): string {
  return (
    from
      .replaceAll('\\', '/')
      .replace(/^(\.?\/)+/, '')
      .replace(/\/+$/, '') || '.'
  );
}

function joinContainerPath(workdir: string, path: string): string {
  const absolute = path.startsWith('/') || path.startsWith('$') ? path : `${workdir}/${path}`;
  const clean = absolute
    .replace(/\/(\.\/)+/g, '/')
    .replace(/\/{2,}/g, '/')
    .replace(/\/\.?$/, '');
  return clean || '/';
}
