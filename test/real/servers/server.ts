/** A server that real programs are run against. */
export interface Server {
  /** What `needs` in an expectation names. */
  name: string;
  /** Whether this machine has it; `install.sh` beside this file brings what is missing. */
  isInstalled(): boolean;
  /** @param directory an empty folder of its own */
  start(directory: string): Promise<RunningServer>;
}

export interface RunningServer {
  /**
   * Makes room for one program, apart from the others'.
   *
   * @param program the id of the program
   * @returns the environment variables by which the program finds the server
   */
  open(program: string): Promise<Record<string, string>>;
  stop(): Promise<unknown>;
}
