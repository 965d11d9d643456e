/** Runs a program of the Node.js world and waits for it. */
import { spawn } from 'node:child_process';

export interface ToolRun {
  ok: boolean;
  stdout: string;
  stderr: string;
}

/**
 * @param directory absolute
 * @returns `ok: false` also when the program is not there
 */
export function runTool(
  directory: string,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ToolRun> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: directory,
      env: { ...process.env, LC_ALL: 'C', PWD: directory, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run: ToolRun = { ok: false, stdout: '', stderr: '' };
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
