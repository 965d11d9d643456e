/** Names of programs that start others. */

/** Programs that run a file of the repository's. */
export const RUNNERS: ReadonlySet<string> = new Set(
  'node nodejs tsx ts-node ts-node-dev tsnd ts-node-esm ts-node-script nodemon node-dev babel-node esr esno swc-node sucrase-node bun forever supervisor fastify probot vite-node jiti deno dd-trace-run'.split(
    ' ',
  ),
);
/** Words between a program and what it is to run. */
export const SUBCOMMANDS: ReadonlySet<string> = new Set([
  'run',
  'exec',
  'start',
  'dlx',
  'x',
  'watch',
  'secrets',
]);
export const MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);
export const SHELLS = /^(?:sh|bash|ash|dash|zsh)$/;
/** Programs that start several commands or scripts at once. */
export const STARTS_SEVERAL = /^(?:concurrently|npm-run-all\d?|run-[ps])$/;

/** `node` of `/usr/local/bin/node`. */
export const programName = (word: string): string =>
  word
    .split('/')
    .at(-1)
    ?.replace(/\.(?:cmd|exe)$/, '') ?? word;
