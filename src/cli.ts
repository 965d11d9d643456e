/** The command line as a process. The only place that touches it; commands get a context instead. */
import { resolve } from 'node:path';
import process from 'node:process';
import { type Command, CommanderError } from 'commander';
import type { Person } from './commands/apply-confirm.js';
import type { CommandContext } from './commands/command-context.js';
import { toolVersion } from './config/tool-version.js';
import { buildProgram, type GlobalFlags } from './program.js';

const PIPED_WIDTH = 100;
const MINIMAL_WIDTH = 40;

/** Runs the command line of the process and sets its exit code: 0 fine, 1 findings, 2 could not run. */
export async function main(): Promise<void> {
  process.stdout.on('error', endOnBrokenPipe);
  process.stderr.on('error', endOnBrokenPipe);
  process.on('SIGINT', () => {
    // While files are written someone else listens too, and ends the process when it may end.
    if (process.listenerCount('SIGINT') > 1) return;
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    process.exit(130);
  });
  const surroundings = { contextOf, person: personAtTerminal, helpWidth: terminalWidth() };
  const program = buildProgram(surroundings, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = 2;
    process.stderr.write(await errorText(error, program));
  }
}

function contextOf(flags: GlobalFlags): CommandContext {
  const { stdout, stderr, env } = process;
  return {
    cwd: resolve(flags.cwd ?? '.'),
    print: (text) => stdout.write(text),
    note: (text) => stderr.write(text),
    color: wantsColor(flags.color, stdout.isTTY),
    width: terminalWidth(),
    interactive: Boolean(stderr.isTTY) && !flags.quiet && !env.CI && env.TERM !== 'dumb',
    quiet: flags.quiet ?? false,
  };
}

/** Null when nobody reads stderr or can answer. */
function personAtTerminal(): Person | null {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return null;
  return {
    async ask(question) {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: stdin, output: stderr });
      const ended = new Promise<string>((done) => lines.once('close', () => done('')));
      lines.once('SIGINT', () => process.emit('SIGINT'));
      try {
        return await Promise.race([lines.question(question), ended]);
      } finally {
        lines.close();
      }
    },
    async pick(rows) {
      const { askList } = await import('./commands/check-list.js');
      return askList(rows, { input: stdin, output: stderr }, () => process.emit('SIGINT'));
    },
  };
}

async function errorText(error: unknown, program: Command): Promise<string> {
  const [{ renderError }, { usageError }] = await Promise.all([
    import('./errors/render-error.js'),
    import('./commands/usage-error.js'),
  ]);
  const shown = error instanceof CommanderError ? usageError(error, program) : error;
  const debug = process.argv.includes('--debug');
  const color = wantsColor(!process.argv.includes('--no-color'), process.stderr.isTTY);
  return renderError(shown, { color, debug, version: toolVersion() });
}

function wantsColor(allowed: boolean, isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (!allowed) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return !NO_COLOR && TERM !== 'dumb' && Boolean(isTerminal);
}

function terminalWidth(): number {
  return Math.max(MINIMAL_WIDTH, (process.stdout.isTTY && process.stdout.columns) || PIPED_WIDTH);
}

/** A reader such as `head` may stop reading: that is no error. */
function endOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
