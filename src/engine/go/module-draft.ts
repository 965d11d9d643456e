/** A go.mod and go.sum beside the user's, for Go to change: the user's files stay untouched. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGoMod } from '../../languages/go/modules.js';
import type { FileChange } from '../../model/change.js';
import { type GoModule, inModule } from './module-set.js';
import type { GoRun, GoToolchain } from './toolchain.js';

export interface GoModuleDraft {
  /** Runs a go command in the module's directory, with the draft in place of its go.mod. */
  run(command: readonly string[], flags?: readonly string[], rest?: readonly string[]): Promise<GoRun>;
  /** The same with what the module cache holds alone. */
  runOffline(command: readonly string[], rest: readonly string[]): Promise<GoRun>;
  /** go.mod and go.sum as Go left them. */
  texts(): Promise<ModuleFiles>;
}

/** No proxy, no repository of private modules, and for the checksum database a port where nobody answers. */
const OFFLINE = {
  GOPROXY: 'off',
  GONOPROXY: 'none',
  HTTPS_PROXY: 'http://127.0.0.1:1',
  NO_PROXY: 'none.invalid',
};

export interface DraftOrigin {
  go: GoToolchain;
  /** Absolute, without symbolic links. */
  root: string;
  module: GoModule;
  /** Members of the go.work, found there instead of downloaded: path → absolute directory. */
  siblings: ReadonlyMap<string, string>;
}

/** The texts of a module's go.mod and go.sum. */
export interface ModuleFiles {
  mod: string;
  sum: string | null;
}

/**
 * @param directory where it is put; made when missing
 * @param start what it starts from; the module's own files unless told
 */
export async function draftModule(
  origin: DraftOrigin,
  directory: string,
  start?: ModuleFiles,
): Promise<GoModuleDraft> {
  const { go, root, module } = origin;
  const at = join(root, module.directory);
  const draft = join(directory, 'go.mod');
  mkdirSync(directory, { recursive: true });
  const before = start ?? readModuleFiles(root, module);
  writeFileSync(draft, before.mod);
  if (before.sum !== null) writeFileSync(join(directory, 'go.sum'), before.sum);
  const off = { GOWORK: 'off' };
  const added = [...origin.siblings].filter(
    ([path]) => path !== module.path && !module.replacements.has(path),
  );
  if (added.length > 0) {
    const replaces = added.map(([path, target]) => `-replace=${path}=${target}`);
    await go.run(at, ['mod', 'edit', ...replaces, draft], off);
  }
  return {
    run: (command, flags = [], rest = []) =>
      go.run(at, [...command, `-modfile=${draft}`, ...flags, ...rest], off),
    runOffline: (command, rest) =>
      go.run(at, [...command, `-modfile=${draft}`, ...rest], { ...off, ...OFFLINE }),
    async texts() {
      const clean = join(directory, 'clean.mod');
      writeFileSync(clean, readFileSync(draft));
      const drops = added.flatMap(([path]) => [
        `-dropreplace=${path}`,
        ...(module.requires.has(path) ? [] : [`-droprequire=${path}`]),
      ]);
      if (drops.length > 0) await go.run(at, ['mod', 'edit', ...drops, clean], off);
      return { mod: readFileSync(clean, 'utf8'), sum: readOptional(join(directory, 'go.sum')) };
    },
  };
}

export function readModuleFiles(root: string, module: GoModule): ModuleFiles {
  return {
    mod: readFileSync(join(root, inModule(module, 'go.mod')), 'utf8'),
    sum: readOptional(join(root, inModule(module, 'go.sum'))),
  };
}

/** What a draft changes of a module's files. */
export function moduleChanges(root: string, module: GoModule, after: ModuleFiles): FileChange[] {
  const before = readModuleFiles(root, module);
  const changes = [
    { file: inModule(module, 'go.mod'), before: before.mod, after: after.mod },
    { file: inModule(module, 'go.sum'), before: before.sum, after: after.sum },
  ];
  return changes.filter((change) => change.before !== change.after);
}

/** The lines that say which Go a module needs. */
export function goLines(mod: string): string {
  const version = parseGoMod('go.mod', mod, () => {})?.goVersion ?? '';
  return `${version} ${/^toolchain\s+(\S+)/m.exec(mod)?.[1] ?? ''}`.trim();
}

function readOptional(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
