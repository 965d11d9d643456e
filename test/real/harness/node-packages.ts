/** The programs are workspaces of one package, so that one apply and one install do for all. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ApplyReport } from '#src/model/apply-report.js';
import { runCli } from '../../cli/run-cli.js';
import { NODE_PROGRAMS } from './expectation.js';
import type { BuiltPrograms } from './prove.js';

/**
 * Copies the programs, applies Layer 2 to the copy with the built command line, installs what that asks for, and builds.
 *
 * @throws Error with the output of what failed
 */
export async function applyAndInstall(ids: readonly string[]): Promise<BuiltPrograms> {
  const root = mkdtempSync(join(tmpdir(), 'instrument-real-'));
  const at = join(root, 'programs');
  for (const entry of readdirSync(NODE_PROGRAMS, { withFileTypes: true })) {
    if (entry.isDirectory() ? ids.includes(entry.name) : true)
      cpSync(join(NODE_PROGRAMS, entry.name), join(at, entry.name), { recursive: true });
  }
  const env = { XDG_STATE_HOME: join(root, 'state') };
  const { stdout, stderr, code } = await runCli(['apply', '--layer', '2', '--yes', '--format', 'json'], {
    cwd: at,
    env,
  });
  if (stdout === '') throw new Error(`apply gave ${code}: ${stderr}`);
  npm(at, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']);
  npm(at, ['run', 'build', '--workspaces', '--if-present']);
  return {
    root,
    report: JSON.parse(stdout) as ApplyReport,
    command: (id) => ({ program: 'sh', args: ['-c', `exec ${startOf(at, id)}`], cwd: join(at, id) }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The start command of a program, as npm would run it. */
function startOf(at: string, id: string): string {
  const manifest = JSON.parse(readFileSync(join(at, id, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return `env PATH="${join(at, 'node_modules/.bin')}${delimiter}$PATH" ${manifest.scripts.start}`;
}

function npm(directory: string, args: readonly string[]): void {
  const run = spawnSync('npm', args, { cwd: directory, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`npm ${args.join(' ')}: ${run.stdout}${run.stderr}`);
}
