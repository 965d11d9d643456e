import type { CommandContext } from '#src/commands/command-context.js';

/** A context that keeps what a command prints. */
export function testContext(cwd: string, traits: Partial<CommandContext> = {}) {
  const output = { stdout: '', stderr: '' };
  const context: CommandContext = {
    cwd,
    print: (text) => {
      output.stdout += text;
    },
    note: (text) => {
      output.stderr += text;
    },
    color: false,
    width: 100,
    interactive: false,
    quiet: false,
    ...traits,
  };
  return { context, output };
}
