/** Judges staged trees by the errors that the untouched tree does not have, looking only at packages that can differ. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CheckFailure, CheckResult } from '../../editing/bisect.js';
import { type StagedTree, withStagedTree } from '../../editing/staged-tree.js';
import type { VerificationStep } from '../../model/apply-report.js';
import type { FileChange } from '../../model/change.js';
import { openBaseline } from './baseline.js';
import {
  compilePackages,
  type GoLook,
  linkPrograms,
  listFailures,
  listPackages,
  vetPackages,
} from './check.js';
import { type GoModule, type GoModuleSet, inModule } from './module-set.js';
import { newFailures } from './new-failures.js';
import { affectedPackages, unbuiltFiles } from './packages.js';
import { programsAmong, programsToLink } from './programs.js';
import type { GoToolchain } from './toolchain.js';
import { type GoWorkspace, openGoWork } from './work.js';

export interface GoVerdict extends CheckResult {
  steps: VerificationStep[];
}

export interface GoVerifier {
  /** Errors of the untouched modules, in packages that were looked at so far. */
  baselineErrors(): number;
  /** Modules of which not even the packages can be listed as they are, with what Go says; known after a check. */
  unreadable: ReadonlyMap<GoModule, string>;
  check(files: readonly FileChange[]): Promise<GoVerdict>;
  /** Every go.work.sum below the root that the last check needed more of than the untouched tree does. */
  workSums(): FileChange[];
}

export interface VerifyScene {
  go: GoToolchain;
  /** Absolute, without symbolic links. */
  root: string;
  /** Those that see the changes, in this order. */
  modules: readonly GoModule[];
  isVendored: GoModuleSet['isVendored'];
  /** For what is temporary. */
  directory: string;
  onStep(done: number, total: number): void;
}

/** The untouched tree is looked at only where the staged one has errors: most of the time it is never built. */
export async function openVerifier(scene: VerifyScene): Promise<GoVerifier> {
  mkdirSync(scene.directory, { recursive: true });
  const temporary = () => mkdtempSync(join(scene.directory, 'look-'));
  const works = new Map<GoModule, GoWorkspace>();
  for (const module of scene.modules)
    works.set(module, await openGoWork(scene.go, join(scene.root, module.directory), temporary()));
  const lookAt = (module: GoModule, tree: StagedTree, files: readonly FileChange[]): GoLook => ({
    go: scene.go,
    module,
    work: works.get(module)!,
    tree,
    files,
    // Go reads vendor/modules.txt past the overlay: a new one is checked through the same versions in the module cache.
    vendored:
      scene.isVendored(module) && !files.some(({ file }) => file === inModule(module, 'vendor/modules.txt')),
    directory: temporary(),
  });
  const untouched = openBaseline((module, use) =>
    withStagedTree(scene.root, [], (tree) => use(lookAt(module, tree, []))),
  );
  const unreadable = new Map<GoModule, string>();
  const sums = new Map<GoWorkspace, string | null>();

  const checkModule = async (look: GoLook): Promise<Step[]> => {
    const { module, work, files, tree } = look;
    const before = await untouched.list(module);
    if (!sums.has(work)) sums.set(work, work.sum()?.now ?? null);
    if (typeof before === 'string') unreadable.set(module, before);
    const packages = await listPackages(look);
    const where = module.directory === '.' ? '' : ` (in ${module.directory})`;
    const unloaded = await newSince(listFailures(look, packages), () => untouched.listFailures(module));
    if (typeof packages === 'string') return [stepOf(`go list ./...${where}`, unloaded)];
    const listedBefore = typeof before === 'string' ? [] : before;
    const affected = affectedPackages(packages, listedBefore, files, tree.root);
    const unbuilt = unbuiltFiles(packages, files, tree.root).map((file) => ({
      file,
      text: 'no build on this platform takes the file, so that it cannot be verified',
    }));
    const counts = {
      checked: affected.length,
      of: packages.filter((one) => !one.DepOnly && !one.ForTest && !one.ImportPath.endsWith('.test')).length,
    };
    const compiled = await newSince(compilePackages(look, affected), () =>
      untouched.compile(module, affected),
    );
    const programs = programsAmong(packages, affected);
    const chosen = programsToLink(packages, listedBefore, programs, files, tree.root);
    const link = async () => {
      if ((await linkPrograms(look, chosen)).length === 0) return [];
      // One that did not link before either says nothing of the others.
      return newSince(linkPrograms(look, programs), () => untouched.link(module, programs));
    };
    const [linked, vetted] = await Promise.all([
      compiled.length === 0 ? link() : [],
      newSince(vetPackages(look, affected), () => untouched.vet(module, affected)),
    ]);
    return [
      {
        ...stepOf(`go build ./...${where}`, [...unloaded, ...unbuilt, ...compiled, ...linked]),
        packages: counts,
        programs: { linked: chosen.length, of: programs.length },
      },
      { ...stepOf(`go vet ./...${where}`, vetted), packages: counts },
    ];
  };

  return {
    baselineErrors: untouched.errors,
    unreadable,
    check: (files) =>
      withStagedTree(scene.root, files, async (tree) => {
        const steps: Step[] = [];
        for (const [index, module] of scene.modules.entries()) {
          scene.onStep(index, scene.modules.length);
          steps.push(...(await checkModule(lookAt(module, tree, files))));
        }
        const failures = steps.flatMap((step) => step.failures);
        return { ok: failures.length === 0, failures, steps: steps.map(({ failures: _, ...step }) => step) };
      }),
    workSums: () => grownSums(scene.root, sums),
  };
}

type Step = VerificationStep & { failures: readonly CheckFailure[] };

function stepOf(command: string, failures: readonly CheckFailure[]): Step {
  return { command, ok: failures.length === 0, output: textOf(failures), failures };
}

/** The untouched tree is asked only when there is something to compare. */
async function newSince(
  failing: Promise<CheckFailure[]>,
  before: () => Promise<readonly CheckFailure[]>,
): Promise<CheckFailure[]> {
  const failures = await failing;
  return failures.length === 0 ? [] : newFailures(failures, await before());
}

function grownSums(root: string, sums: ReadonlyMap<GoWorkspace, string | null>): FileChange[] {
  const grown = new Map<string, FileChange>();
  for (const [work, untouched] of sums) {
    const sum = work.sum();
    const file = sum === null ? '..' : relative(root, sum.path);
    if (sum === null || sum.now === untouched || file.startsWith('..')) continue;
    grown.set(file, { file: file.split(sep).join('/'), before: sum.original, after: sum.now });
  }
  return [...grown.values()];
}

function textOf(failures: readonly CheckFailure[]): string {
  return failures.map(({ file, text }) => (file === null ? text : `${file}: ${text}`)).join('\n');
}
