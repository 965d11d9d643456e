/** Go modules and the `go` command, as an apply needs them. */
import { join } from 'node:path';
import { isGitIgnored } from '../../editing/git-ignored.js';
import type { Change, FileChange } from '../../model/change.js';
import type { Ecosystem, EcosystemScene, LeftOut, Session, Verifier } from '../ecosystem.js';
import { type GoModule, type GoModuleSet, readModules } from './module-set.js';
import { missingRequirements } from './requirements.js';
import { checkRequirements, type ResolveScene, resolveModules } from './resolve.js';
import { findGo, type GoToolchain } from './toolchain.js';
import { VendorError } from './vendor.js';
import { openVerifier } from './verify.js';
import { openGoWork } from './work.js';

/** Changes of Go code, their go.mod and go.sum. */
export const goEcosystem: Ecosystem = {
  owns: (change) => [...change.edits, ...change.creates].some(({ file }) => file.endsWith('.go')),
  async open(options, _changes, sources) {
    const go = await findGo(options.scene.root);
    const modules = readModules(options.scene.workspace);
    if (go === null) return withoutGo(modules);
    options.onPhase('resolving modules');
    return withGo(
      go,
      modules,
      await openResolving(go, modules, touchedModules(modules, sources), options),
      options,
    );
  },
};

function withoutGo(modules: GoModuleSet): Session {
  return {
    unmet: async (changes) => unfetchable(changes, modules, false),
    packageFiles: async () => ({ files: [] }),
    openVerifier: async () => null,
  };
}

function withGo(
  go: GoToolchain,
  modules: GoModuleSet,
  resolving: ResolveScene,
  { scene, directory, onPhase }: EcosystemScene,
): Session {
  return {
    async unmet(changes) {
      const first = unfetchable(changes, modules, true);
      const rest = changes.filter((change) => !first.some((left) => left.change === change));
      return [...first, ...(await checkRequirements(resolving, rest))];
    },
    async packageFiles(changes, sources) {
      try {
        return { files: await resolveModules(resolving, changes, sources) };
      } catch (error) {
        if (!(error instanceof VendorError)) throw error;
        const needing = changes.filter((change) => missingRequirements(error.module, [change]).length > 0);
        if (needing.length === 0) throw error;
        const message = `\`go mod vendor\` does not go through: ${error.message}`;
        return { leftOut: needing.map((change) => ({ change, code: 'vendored-module', message })) };
      }
    },
    async openVerifier(files): Promise<Verifier> {
      const verifier = await openVerifier({
        go,
        root: scene.root,
        modules: modules.withDependents(touchedModules(modules, files)),
        isVendored: modules.isVendored,
        directory: join(directory, 'verify'),
        onStep: (done, total) => onPhase('building', done, total),
      });
      return {
        check: verifier.check,
        baselineErrors: verifier.baselineErrors,
        unverifiable(change) {
          const file = change.edits[0]?.file ?? change.creates[0]?.file ?? '.';
          const module = modules.moduleOf(file);
          const reason = module ? verifier.unreadable.get(module) : undefined;
          return reason === undefined
            ? null
            : `Go cannot list the module's packages as they are, so nothing can be checked: ${reason}`;
        },
        moreFiles: () => verifier.workSums().filter(({ file }) => !isGitIgnored(scene.root, file)),
        unchecked: () => [],
        close: async () => {},
      };
    },
  };
}

/** Changes whose modules are not there and cannot be fetched. */
function unfetchable(changes: readonly Change[], modules: GoModuleSet, hasGo: boolean): LeftOut[] {
  return changes.flatMap((change): LeftOut[] => {
    const lacking = modules.modules.filter((module) => missingRequirements(module, [change]).length > 0);
    const vendored = lacking.find((module) => modules.isVendoredByWorkspace(module));
    if (!hasGo && lacking.length > 0)
      return [
        {
          change,
          code: 'no-go-toolchain',
          message: 'it needs modules, and there is no `go` on the PATH.',
        },
      ];
    if (!vendored) return [];
    const message = `it needs modules, and the go.work around \`${vendored.directory}\` is vendored as a whole.`;
    return [{ change, code: 'vendored-module', message }];
  });
}

async function openResolving(
  go: GoToolchain,
  modules: GoModuleSet,
  touched: readonly GoModule[],
  { scene, directory }: EcosystemScene,
): Promise<ResolveScene> {
  const members = new Set<string>();
  for (const module of touched) {
    const work = await openGoWork(go, join(scene.root, module.directory), directory);
    for (const member of work.members) members.add(member);
  }
  const siblings = new Map(
    modules.modules
      .map((module): [string, string] => [module.path, join(scene.root, module.directory)])
      .filter(([, absolute]) => members.has(absolute)),
  );
  return {
    go,
    root: scene.root,
    modules,
    siblings,
    directory: join(directory, 'resolve'),
    gotten: new Map(),
  };
}

function touchedModules(modules: GoModuleSet, files: readonly FileChange[]): GoModule[] {
  return [...new Set(files.flatMap(({ file }) => modules.moduleOf(file) ?? []))];
}
