/** What a command may know of the outside world: all that cli.ts took from the process. */
export interface CommandContext {
  /** Absolute working directory, `--cwd` already applied. */
  cwd: string;
  /** Writes data to stdout. */
  print(text: string): void;
  /** Writes anything else to stderr. */
  note(text: string): void;
  /** Colour and width of what goes to stdout. */
  color: boolean;
  width: number;
  /** True when progress may be drawn on stderr: a terminal, no CI, no `--quiet`. */
  interactive: boolean;
  quiet: boolean;
}
