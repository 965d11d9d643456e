/** One look of the Go toolchain at one module: does it load, build and vet? */
import { existsSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { CheckFailure } from '../editing/bisect.js';
import type { StagedTree } from '../editing/staged-tree.js';
import type { GoModule } from './go-module-set.js';
import type { GoToolchain } from './go-toolchain.js';
import type { GoWorkspace } from './go-work.js';

export interface GoCheckStep {
  /** As a user would type it. */
  command: string;
  failures: CheckFailure[];
}

const packageError = z.object({ Pos: z.string().optional(), Err: z.string() });
const listedPackage = z.object({
  ImportPath: z.string(),
  Error: packageError.nullish(),
  DepsErrors: z.array(packageError).nullish(),
});

/** Runs `go build` and `go vet` over every package of a module that loads, and reports those that do not. */
export async function checkModule(
  go: GoToolchain,
  module: GoModule,
  work: GoWorkspace,
  tree: StagedTree,
): Promise<GoCheckStep[]> {
  const directory = join(tree.root, module.directory);
  const overlay = await tree.goOverlay();
  const place = placeIn(directory, tree.root, overlay);
  const where = module.directory === '.' ? '' : ` (in ${module.directory})`;
  const run = (args: readonly string[]) => go.run(directory, args, work.env);
  const listed = await run([
    'list',
    '-e',
    `-overlay=${overlay}`,
    '-json=ImportPath,Error,DepsErrors',
    './...',
  ]);
  if (!listed.ok) return [{ command: `go list ./...${where}`, failures: readOutput(listed.stderr, place) }];
  const packages = readPackages(listed.stdout);
  const broken = packages.flatMap((one) => [...(one.Error ? [one.Error] : []), ...(one.DepsErrors ?? [])]);
  const loadable = packages
    .filter((one) => !one.Error && !one.DepsErrors?.length)
    .map((one) => one.ImportPath);
  const unloaded = unique(broken.map(({ Pos, Err }) => ({ file: place(Pos ?? ''), text: Err })));
  const build =
    loadable.length > 0 && (await run(['build', `-overlay=${overlay}`, '-o', devNull, ...loadable]));
  const vet = loadable.length > 0 && (await run(['vet', `-overlay=${overlay}`, ...loadable]));
  return [
    {
      command: `go build ./...${where}`,
      failures: [...unloaded, ...(build && !build.ok ? readOutput(build.stderr, place) : [])],
    },
    vetStep(`go vet ./...${where}`, vet && !vet.ok ? readOutput(vet.stderr, place) : []),
  ];
}

/** Go runs vet in the directory of a package: where only the overlay has it, it is built but not vetted. */
function vetStep(command: string, failures: readonly CheckFailure[]): GoCheckStep {
  const isUnvetted = ({ text }: CheckFailure) => {
    const directory = /vet: chdir (.*): no such file or directory$/.exec(text)?.[1];
    return directory !== undefined && !existsSync(directory);
  };
  const unvetted = failures.filter(isUnvetted).map(({ text }) => text.replace(/: .*/s, ''));
  const without = unvetted.length === 0 ? '' : `, without the new ${unvetted.join(', ')} and what imports it`;
  return { command: command + without, failures: failures.filter((failure) => !isUnvetted(failure)) };
}

type Place = (position: string) => string | null;

/** Turns a position as Go prints it into a file of the tree: of an overlaid file Go names the text that stands in. */
function placeIn(directory: string, root: string, overlay: string): Place {
  const { Replace } = z
    .object({ Replace: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(overlay, 'utf8')));
  const originals = new Map(Object.entries(Replace).map(([original, text]) => [text, original]));
  return (position) => {
    const file = position.replace(/(:\d+)+$/, '');
    if (file === '') return null;
    const absolute = resolve(directory, file);
    const inner = relative(root, originals.get(absolute) ?? absolute);
    return inner === '' || inner.startsWith('..') ? null : inner.split(sep).join('/');
  };
}

function readPackages(output: string): z.infer<typeof listedPackage>[] {
  const objects = output.split(/^(?=\{)/m).filter((text) => text.trim() !== '');
  return objects.map((text) => listedPackage.parse(JSON.parse(text)));
}

/** Reads the output of `go build` and `go vet`: one failure per message. */
function readOutput(output: string, place: Place): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const line of output.split('\n')) {
    const message = /^(?:vet: )?(\S.*?\.(?:go|mod|sum|work)):\d+(?::\d+)?: (.*)$/.exec(line);
    if (message) failures.push({ file: place(message[1]!), text: message[2]! });
    else if (/^\s/.test(line) && failures.length > 0) failures.at(-1)!.text += `\n${line}`;
    else if (line !== '' && !line.startsWith('# ') && !line.startsWith('go: downloading '))
      failures.push({ file: null, text: line });
  }
  return failures.filter(({ text }) => text !== 'too many errors');
}

function unique(failures: readonly CheckFailure[]): CheckFailure[] {
  return [...new Map(failures.map((failure) => [`${failure.file} ${failure.text}`, failure])).values()];
}
