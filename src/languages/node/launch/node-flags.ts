/** Command-line flags of node and of the programs that start it: tsx, ts-node, nodemon, pm2 … */

/** Flags whose value is loaded before the program. */
export const PRELOAD_FLAGS: ReadonlySet<string> = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
]);
/** Other flags that take the next word. */
const WITH_VALUE = new Set(
  '-C --conditions --env-file --env-file-if-exists --tsconfig -P --project -w --watch-path -e --ext --ignore -i -d --delay --signal --title --input-type --dir -O --compiler-options -n --name --max-memory-restart --cwd -u --inspect-port -c --config --stack-size --diagnostic-dir --exec -x'.split(
    ' ',
  ),
);
/** Of those, the ones that node itself knows as flags without a value. */
const NODE_BARE = new Set(['-i', '-c', '-w']);
const EVALUATES = new Set(['-e', '--eval', '-p', '--print', '-pe', '-c', '--check']);

/** Whether the next word is the flag's value. */
export function takesValue(flag: string): boolean {
  return PRELOAD_FLAGS.has(flag) || (WITH_VALUE.has(flag) && !NODE_BARE.has(flag));
}

export interface NodeInvocation {
  preloads: string[];
  /** The program, or null: a REPL, an `--eval`, or nothing to be seen. */
  program: string | null;
  /** Words after the program. */
  rest: string[];
  /** The command of nodemon's `--exec` and the like. */
  exec: string | null;
}

/** Reads the words after the program's name, for example after `node`. */
export function readNodeFlags(words: readonly string[], runner: string): NodeInvocation {
  const preloads: string[] = [];
  let exec: string | null = null;
  const isNode = runner === 'node';
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') continue;
    if (!word.startsWith('-')) return { preloads, program: word, rest: words.slice(i + 1), exec };
    const equals = word.indexOf('=');
    const flag = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? words[i + 1] : word.slice(equals + 1);
    if (isNode && EVALUATES.has(flag)) return { preloads, program: null, rest: [], exec };
    if (PRELOAD_FLAGS.has(flag) && value !== undefined) {
      preloads.push(value);
      if (equals < 0) i++;
    } else if ((flag === '--exec' || flag === '-x' || flag === '--onSuccess') && value !== undefined) {
      exec = value;
      if (equals < 0) i++;
    } else if (runner === 'nodemon' && flag === '--watch' && equals < 0) i++;
    else if (equals < 0 && WITH_VALUE.has(flag) && !(isNode && NODE_BARE.has(flag))) i++;
  }
  return { preloads, program: null, rest: [], exec };
}

/** Modules that `NODE_OPTIONS` or another string of flags loads first. */
export function preloadsOf(options: string | undefined): string[] {
  if (options === undefined) return [];
  const words = options.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return readNodeFlags(
    words.map((word) => word.replace(/["']/g, '')),
    'node',
  ).preloads;
}
