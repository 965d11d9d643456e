/** Judges staged Node.js services: JavaScript by Node's own parser, TypeScript by the compiler that the service has. */

import type { CheckFailure } from '../../editing/bisect.js';
import { createShadow, type ShadowTree } from '../../editing/shadow-tree.js';
import type { VerificationStep } from '../../model/apply-report.js';
import type { FileChange } from '../../model/change.js';
import type { EcosystemScene, Verifier } from '../ecosystem.js';
import { type Compilation, compile } from './compile.js';
import { installPackages } from './install-packages.js';
import { parseFiles } from './parse-files.js';
import { type CompiledProject, projectsOf } from './typescript-projects.js';

/** @param directory for what is temporary */
export function openNodeVerifier({ scene, onPhase }: EcosystemScene, directory: string): Verifier {
  const { root } = scene;
  const baselines = new Map<string, Compilation>();
  const unchecked = new Set<string>();
  let shadow: ShadowTree | null = null;

  const inShadow = async (
    project: CompiledProject,
    changes: readonly FileChange[],
    link: (path: string) => Promise<() => Promise<void>>,
  ): Promise<Compilation> => {
    shadow ??= await createShadow(root);
    await shadow.show(changes);
    const unlink = await link(shadow.path);
    const found = await compile(project, shadow.path);
    await unlink();
    return found;
  };
  const untouched = async (project: CompiledProject): Promise<Compilation> => {
    const key = project.configs[0] ?? '';
    const known = baselines.get(key) ?? (await inShadow(project, [], async () => async () => {}));
    baselines.set(key, known);
    return known;
  };

  return {
    async check(files) {
      const steps: VerificationStep[] = [];
      const failures: CheckFailure[] = [];
      const add = (command: string, found: readonly CheckFailure[]) => {
        steps.push(stepOf(command, found));
        failures.push(...found);
      };
      const parsed = await parseFiles(files, root, directory);
      if (parsed.count > 0) add('node --check', parsed.failures);
      const { projects, reasons } = projectsOf(files, root);
      for (const reason of reasons) unchecked.add(reason);
      const packages = projects.length === 0 ? null : await installPackages(files, root, directory);
      for (const [index, project] of projects.entries()) {
        onPhase('checking types', index, projects.length);
        if (packages === null) {
          unchecked.add(`${project.configs[0]}: the new packages could not be fetched for their types`);
          continue;
        }
        const now = await inShadow(project, files, packages.linkInto);
        if (now.config === null) {
          unchecked.add(`${project.files.join(', ')}: ${project.configs[0]} does not include it`);
          continue;
        }
        const before = now.failures.length === 0 ? [] : (await untouched(project)).failures;
        const where = now.config === 'tsconfig.json' ? '' : ` -p ${now.config}`;
        add(`tsc --noEmit${where}`, newOnes(now.failures, before));
      }
      return { ok: failures.length === 0, failures, steps };
    },
    baselineErrors: () => [...baselines.values()].flatMap((one) => one.failures).length,
    unverifiable: () => null,
    moreFiles: () => [],
    unchecked: () => [...unchecked].sort(),
    close: async () => shadow?.dispose(),
  };
}

/** Failures beyond those of the untouched tree; lines move, so only file and text count. */
function newOnes(failures: readonly CheckFailure[], before: readonly CheckFailure[]): CheckFailure[] {
  const keyOf = ({ file, text }: CheckFailure) => `${file} ${text}`;
  const left = new Map<string, number>();
  for (const failure of before) left.set(keyOf(failure), (left.get(keyOf(failure)) ?? 0) + 1);
  return failures.filter((failure) => {
    const count = left.get(keyOf(failure)) ?? 0;
    left.set(keyOf(failure), count - 1);
    return count <= 0;
  });
}

function stepOf(command: string, failures: readonly CheckFailure[]): VerificationStep {
  const output = failures.map(({ file, text }) => (file === null ? text : `${file}: ${text}`)).join('\n');
  return { command, ok: failures.length === 0, output };
}
