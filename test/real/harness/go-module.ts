/** The programs are one module, so that one apply and one build do for all. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplyReport } from '#src/model/apply-report.js';
import { runCli } from '../../cli/run-cli.js';
import { GO_PROGRAMS } from './expectation.js';
import type { BuiltPrograms } from './prove.js';

/**
 * Copies the programs, applies Layer 2 to the copy with the built command line, and builds what comes out.
 *
 * @throws Error with the output of what failed
 */
export async function applyAndBuild(ids: readonly string[]): Promise<BuiltPrograms> {
  const root = mkdtempSync(join(tmpdir(), 'instrument-real-'));
  for (const entry of readdirSync(GO_PROGRAMS, { withFileTypes: true })) {
    if (!entry.isDirectory() || ids.includes(entry.name))
      cpSync(join(GO_PROGRAMS, entry.name), join(root, 'module', entry.name), { recursive: true });
  }
  const module = join(root, 'module');
  const env = { XDG_STATE_HOME: join(root, 'state') };
  const { stdout, stderr, code } = await runCli(['apply', '--layer', '2', '--yes', '--format', 'json'], {
    cwd: module,
    env,
  });
  if (stdout === '') throw new Error(`apply gave ${code}: ${stderr}`);
  const built = spawnSync('go', ['build', '-o', `${join(root, 'bin')}/`, './...'], {
    cwd: module,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  return {
    root,
    report: JSON.parse(stdout) as ApplyReport,
    command: (id) => ({ program: join(root, 'bin', id), args: [], cwd: root }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
