/** Judges staged trees by the errors that the untouched tree does not have. */
import { mkdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CheckFailure, CheckResult } from '../editing/bisect.js';
import { withStagedTree } from '../editing/staged-tree.js';
import type { VerificationStep } from '../model/apply-report.js';
import type { FileChange } from '../model/change.js';
import { checkModule, type GoCheckStep } from './go-check.js';
import type { GoModule } from './go-module-set.js';
import type { GoToolchain } from './go-toolchain.js';
import { type GoWorkspace, openGoWork } from './go-work.js';

export interface GoVerdict extends CheckResult {
  steps: VerificationStep[];
}

export interface GoVerifier {
  /** Errors of the untouched modules. */
  baselineErrors: number;
  /** Modules of which not even the packages can be listed as they are, with what Go says. */
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
  /** For what is temporary. */
  directory: string;
  onStep(done: number, total: number): void;
}

/** Builds and vets the untouched modules. */
export async function openVerifier(scene: VerifyScene): Promise<GoVerifier> {
  const works = new Map<GoModule, GoWorkspace>();
  for (const [index, module] of scene.modules.entries()) {
    const directory = join(scene.directory, `work-${index}`);
    mkdirSync(directory, { recursive: true });
    works.set(module, await openGoWork(scene.go, join(scene.root, module.directory), directory));
  }
  const look = async (files: readonly FileChange[]) =>
    withStagedTree(scene.root, files, async (tree) => {
      const steps = new Map<GoModule, GoCheckStep[]>();
      for (const [module, work] of works) {
        scene.onStep(steps.size, works.size);
        steps.set(module, await checkModule(scene.go, module, work, tree));
      }
      return steps;
    });
  const baseline = await look([]);
  const sums = new Map([...works.values()].map((work) => [work, work.sum()?.now ?? null]));
  const unreadable = new Map(
    [...baseline].flatMap(([module, [first]]): [GoModule, string][] =>
      first?.command.startsWith('go list') ? [[module, textOf(first.failures)]] : [],
    ),
  );
  return {
    baselineErrors: [...baseline.values()].flat().flatMap((step) => step.failures).length,
    unreadable,
    async check(files) {
      const staged = await look(files);
      const steps = [...staged].flatMap(([module, own]) =>
        own.map(({ command, failures }) => ({
          command,
          failures: newOnes(failures, baseline.get(module) ?? []),
        })),
      );
      const failures = steps.flatMap((step) => step.failures);
      return {
        ok: failures.length === 0,
        failures,
        steps: steps.map((step) => ({
          command: step.command,
          ok: step.failures.length === 0,
          output: textOf(step.failures),
        })),
      };
    },
    workSums: () => grownSums(scene.root, sums),
  };
}

/** Failures beyond those of the baseline; lines move, so only file and text count. */
function newOnes(failures: readonly CheckFailure[], baseline: readonly GoCheckStep[]): CheckFailure[] {
  const known = new Map<string, number>();
  for (const failure of baseline.flatMap((step) => step.failures))
    known.set(keyOf(failure), (known.get(keyOf(failure)) ?? 0) + 1);
  return failures.filter((failure) => {
    const left = known.get(keyOf(failure)) ?? 0;
    known.set(keyOf(failure), left - 1);
    return left <= 0;
  });
}

function keyOf({ file, text }: CheckFailure): string {
  return `${file} ${text.replace(/(:\d+)+/g, '')}`;
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
