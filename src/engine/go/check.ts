/** One look of the Go toolchain at one module: does it load, compile, link and vet? */
import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { CheckFailure } from '../../editing/bisect.js';
import { writeGoOverlay } from '../../editing/go-overlay.js';
import type { StagedTree } from '../../editing/staged-tree.js';
import type { FileChange } from '../../model/change.js';
import type { GoModule } from './module-set.js';
import { nestNewPackages } from './new-packages.js';
import { LIST_FLAGS, type ListedPackage, loadErrors, readPackages } from './packages.js';
import type { GoToolchain } from './toolchain.js';
import type { GoWorkspace } from './work.js';

export interface GoLook {
  go: GoToolchain;
  module: GoModule;
  work: GoWorkspace;
  tree: StagedTree;
  /** What `tree` shows. */
  files: readonly FileChange[];
  /** Whether dependencies come from a vendor directory. */
  vendored: boolean;
  /** For what is temporary, of this look alone. */
  directory: string;
}

/** The module's packages and everything below them; a text says why Go cannot list them at all. */
export async function listPackages(look: GoLook): Promise<ListedPackage[] | string> {
  const { go, module, work, tree } = look;
  const overlay = await tree.goOverlay();
  const listed = await go.run(
    join(tree.root, module.directory),
    ['list', ...modFlag(look), `-overlay=${overlay}`, ...LIST_FLAGS, './...'],
    work.env,
  );
  return listed.ok ? readPackages(listed.stdout) : listed.stderr;
}

/** What keeps packages from loading. */
export async function listFailures(
  look: GoLook,
  packages: readonly ListedPackage[] | string,
): Promise<CheckFailure[]> {
  const place = await placeIn(look);
  if (typeof packages === 'string') return readOutput(packages, place);
  return loadErrors(packages).map(({ position, text }) => ({ file: place(position), text }));
}

/** Compiles packages, programs among them, without linking: `go build` would link every program each time. */
export function compilePackages(look: GoLook, packages: readonly string[]): Promise<CheckFailure[]> {
  return build(look, ['list', '-export'], packages);
}

/** Links programs and throws them away. */
export function linkPrograms(look: GoLook, packages: readonly string[]): Promise<CheckFailure[]> {
  return build(look, ['build', '-o', devNull], packages);
}

/** @param packages import paths; with none there is nothing to build */
async function build(
  look: GoLook,
  command: readonly string[],
  packages: readonly string[],
): Promise<CheckFailure[]> {
  if (packages.length === 0) return [];
  const { go, module, work, tree } = look;
  const flags = [...modFlag(look), `-overlay=${await tree.goOverlay()}`];
  const built = await go.run(
    join(tree.root, module.directory),
    [...command, ...flags, ...packages],
    work.env,
  );
  return built.ok ? [] : readOutput(built.stderr, await placeIn(look));
}

/** Vets packages with their tests, which are type-checked by it. */
export async function vetPackages(look: GoLook, packages: readonly string[]): Promise<CheckFailure[]> {
  if (packages.length === 0) return [];
  const { go, module, work, tree, files, directory } = look;
  const nested = nestNewPackages(tree.root, module, files, directory);
  const overlay = nested ? await writeGoOverlay(tree.root, nested.files, directory) : await tree.goOverlay();
  const vet = await go.run(
    join(tree.root, module.directory),
    ['vet', ...(nested ? ['-mod=readonly'] : modFlag(look)), `-overlay=${overlay}`, ...packages],
    work.env,
  );
  if (vet.ok) return [];
  const place = await placeIn(look, overlay);
  return readOutput(vet.stderr, (position) => nested?.original(withoutLine(position)) ?? place(position));
}

/** Whatever GOFLAGS says, a check changes no go.mod. */
function modFlag({ vendored }: GoLook): string[] {
  return [vendored ? '-mod=vendor' : '-mod=readonly'];
}

type Place = (position: string) => string | null;

/** Turns a position as Go prints it into a file of the tree: of an overlaid file Go names the text that stands in. */
async function placeIn({ tree, module }: GoLook, overlay?: string): Promise<Place> {
  const { Replace } = z
    .object({ Replace: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(overlay ?? (await tree.goOverlay()), 'utf8')));
  const originals = new Map(Object.entries(Replace).map(([original, text]) => [text, original]));
  return (position) => {
    const file = withoutLine(position);
    if (file === '') return null;
    const absolute = resolve(tree.root, module.directory, file);
    const inner = relative(tree.root, originals.get(absolute) ?? absolute);
    return inner === '' || inner.startsWith('..') ? null : inner.split(sep).join('/');
  };
}

function withoutLine(position: string): string {
  return position.replace(/(:\d+)+$/, '');
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
