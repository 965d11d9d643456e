/** The Go toolchain of the repository, as it is on the PATH. */
import { spawn } from 'node:child_process';

export interface GoRun {
  ok: boolean;
  stdout: string;
  stderr: string;
}

export interface GoToolchain {
  /**
   * Runs `go` in a directory. No other toolchain is downloaded for it, and no build settings of the user's are lost.
   * @param directory absolute and without symbolic links: overlays match names as Go spells them
   */
  run(directory: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<GoRun>;
}

/** @returns null when there is no Go that runs */
export async function findGo(directory: string): Promise<GoToolchain | null> {
  const toolchain: GoToolchain = { run: runGo };
  const version = await runGo(directory, ['version']);
  return version.ok ? toolchain : null;
}

function runGo(
  directory: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<GoRun> {
  return new Promise((done) => {
    const child = spawn('go', args, {
      cwd: directory,
      env: { ...process.env, GOTOOLCHAIN: 'local', LC_ALL: 'C', PWD: directory, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run: GoRun = { ok: false, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text;
    });
    child.on('error', (error) => done({ ...run, stderr: error.message }));
    child.on('close', (code) => done({ ...run, ok: code === 0 }));
  });
}
