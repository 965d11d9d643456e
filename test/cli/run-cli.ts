import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const builtCli = resolve('dist/bin/instrument.js');

export interface CliResult {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs the built command line as a user does, with an environment that holds no wishes about colour. */
export function runCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CliResult> {
  if (!existsSync(builtCli))
    throw new Error('run `npm run build` first: these tests run the built command line');
  const { CI: _, FORCE_COLOR: __, NO_COLOR: ___, ...env } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [builtCli, ...args], {
      cwd: options.cwd ?? '.',
      env: { ...env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const result: CliResult = { stdout: '', stderr: '', code: null };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      result.stderr += text;
    });
    child.on('error', fail).on('close', (code) => done({ ...result, code }));
  });
}
