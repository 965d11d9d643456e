/** What one command starts: a file, a script of a package, or a framework's own server. */
import { type Command, type Framework, nothing, type State } from './command-types.js';
import { readNodeFlags } from './node-flags.js';
import { managerCommand, nxCommand } from './package-manager.js';
import { MANAGERS, programName, RUNNERS, SHELLS, STARTS_SEVERAL, SUBCOMMANDS } from './programs.js';
import { splitCommands } from './shell-words.js';

/** Programs that start another: what follows them (or their `--`) is the command. */
const WRAPPERS = new Set(
  'exec time nice env cross-env cross-env-shell dotenv dotenvx env-cmd npx bunx pnpx tini dumb-init catatonit gosu su-exec sudo doppler op infisical c8 nyc nohup timeout wait-for-it wait-for wait-on docker-entrypoint.sh with-env chamber aws-vault op sst portless'.split(
    ' ',
  ),
);
const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  next: 'next',
  nest: 'nest',
  'remix-serve': 'remix',
  'react-router-serve': 'remix',
  nuxt: 'nuxt',
  nuxi: 'nuxt',
  nitro: 'nitro',
  nitropack: 'nitro',
  astro: 'astro',
  strapi: 'strapi',
  medusa: 'medusa',
  rw: 'redwood',
  vite: 'browser',
  'react-scripts': 'browser',
  ng: 'browser',
  'vue-cli-service': 'browser',
  gatsby: 'browser',
  parcel: 'browser',
  webpack: 'browser',
  'webpack-dev-server': 'browser',
  expo: 'browser',
  'react-native': 'browser',
  electron: 'browser',
};
function frameworkCommand(framework: Framework, words: readonly string[], state: State): Command[] {
  const [sub, project] = words.slice(1).filter((word) => !word.startsWith('-'));
  const serves = /^(?:start|dev|serve|preview|develop)$/.test(sub ?? '');
  if (framework === 'next' && !serves && sub !== undefined) return nothing(state);
  if (framework === 'nest' && sub !== 'start') return nothing(state);
  if (framework === 'strapi' && !serves) return nothing(state);
  const exec = readNodeFlags(words.slice(2), 'nest').exec;
  const preloads =
    exec === null ? [] : readNodeFlags(splitCommands(exec)[0]?.slice(1) ?? [], 'node').preloads;
  const named = framework === 'nest' ? (project ?? null) : null;
  return [
    {
      ...state,
      preloads: [...state.preloads, ...preloads],
      starts: { is: 'framework', framework, project: named },
    },
  ];
}

function runnerCommand(words: readonly string[], state: State): Command[] {
  const runner = programName(words[0]!);
  let rest = words.slice(1);
  while (SUBCOMMANDS.has(rest[0] ?? '')) rest = rest.slice(1);
  const found = readNodeFlags(rest, runner === 'nodejs' ? 'node' : runner);
  const preloads = [...state.preloads, ...found.preloads];
  if (found.exec !== null) {
    const words = splitCommands(found.exec).flatMap((inner) => readWords(inner, { ...state, preloads }));
    const [first] = words;
    // nodemon --exec ts-node src/main.ts: the file follows
    if (first?.starts.is === 'nothing' && found.program !== null)
      return [{ ...first, starts: { is: 'file', path: found.program } }];
    return words;
  }
  if (found.program === null) return nothing({ ...state, preloads });
  const program = found.program;
  const framework = /node_modules\/(?:\.bin\/)?(next|@nestjs\/cli)/.exec(program);
  if (framework !== null)
    return frameworkCommand(framework[1] === 'next' ? 'next' : 'nest', [program, ...found.rest], {
      ...state,
      preloads,
    });
  return [{ ...state, preloads, starts: { is: 'file', path: program } }];
}

/** Where the command begins that a wrapper such as `cross-env` starts; null when the first word is none. */
export function wrappedIndex(words: readonly string[]): number | null {
  const wrapper = programName(words[0] ?? '');
  if (!WRAPPERS.has(wrapper)) return null;
  const dashes = words.indexOf('--');
  if (dashes > 0) return dashes + 1;
  let i = 1;
  while (i < words.length && (words[i]!.startsWith('-') || SUBCOMMANDS.has(words[i]!))) {
    if (/^(?:-[efpcu]|--env-file|--file)$/.test(words[i]!)) i++;
    i++;
  }
  return wrapper === 'gosu' || wrapper === 'su-exec' || wrapper === 'timeout' ? i + 1 : i;
}

function pm2Command(words: readonly string[], state: State): Command[] {
  const rest = words
    .slice(1)
    .filter((word) => !/^(?:start|startOrReload|restart|reload|--no-daemon)$/.test(word));
  const { program, preloads } = readNodeFlags(rest, 'pm2');
  const at = rest.findIndex((word) => /^--node-args(?:=|$)/.test(word));
  const nodeArgs = rest[at]?.startsWith('--node-args=')
    ? rest[at].slice('--node-args='.length)
    : rest[at + 1];
  const more = at >= 0 && nodeArgs !== undefined ? readNodeFlags(nodeArgs.split(' '), 'node').preloads : [];
  if (program === null || /\.(?:json|ya?ml|config\.[cm]?js)$/.test(program)) return nothing(state);
  return [
    { ...state, preloads: [...state.preloads, ...preloads, ...more], starts: { is: 'file', path: program } },
  ];
}

function severalCommands(words: readonly string[], state: State): Command[] {
  const named = words[0]!.startsWith('npm-run-all') || words[0]!.startsWith('run-');
  return words.slice(1).flatMap((word) => {
    if (word.startsWith('-')) return [];
    const shorthand = /^(?:npm|pnpm|yarn):(.+)$/.exec(word)?.[1];
    if (named || shorthand !== undefined)
      return [
        {
          ...state,
          starts: { is: 'script', name: shorthand ?? word, package: null, directory: null, args: [] },
        } satisfies Command,
      ];
    return word.includes(' ') ? readCommandLine(word, state) : [];
  });
}

/** Reads one command's words. */
export function readWords(words: readonly string[], from?: State): Command[] {
  const state: State = {
    env: { ...from?.env },
    preloads: [...(from?.preloads ?? [])],
    directory: from?.directory ?? null,
  };
  let start = 0;
  for (; start < words.length; start++) {
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[start]!);
    if (assignment === null) break;
    state.env[assignment[1]!] = assignment[2] ?? '';
  }
  const rest = words.slice(start);
  const first = rest[0];
  if (first === undefined) return nothing(state);
  // Distroless images have node as their entrypoint: CMD starts with its flags.
  if (first.startsWith('-')) return runnerCommand(['node', ...rest], state);
  const program = programName(first);
  if (SHELLS.test(program)) {
    const inner = rest.findIndex((word) => /^-\w*c$/.test(word));
    if (inner >= 0 && rest[inner + 1] !== undefined)
      return readCommandLine(rest.slice(inner + 1).join(' '), state);
    const script = rest.slice(1).find((word) => !word.startsWith('-'));
    return inner < 0 && script !== undefined
      ? [{ ...state, starts: { is: 'file', path: script } }]
      : nothing(state);
  }
  if (MANAGERS.has(program)) {
    const found = managerCommand(rest, state);
    if (found !== null) return found;
    if (rest[1] === 'exec' || rest[1] === 'dlx' || rest[1] === 'x') return readWords(rest.slice(2), state);
  }
  if (program === 'turbo' || program === 'lerna' || (program === 'deno' && rest[1] === 'task'))
    return managerCommand([program, ...rest.slice(1)], state) ?? nothing(state);
  if (program === 'nx') return nxCommand(rest, state);
  if (program === 'pm2' || program === 'pm2-runtime' || program === 'pm2-docker')
    return pm2Command(rest, state);
  if (STARTS_SEVERAL.test(program)) return severalCommands(rest, state);
  const wrapped = wrappedIndex(rest);
  if (wrapped !== null) return wrapped < rest.length ? readWords(rest.slice(wrapped), state) : nothing(state);
  const framework = FRAMEWORKS[program];
  if (framework !== undefined) return frameworkCommand(framework, rest, state);
  if (RUNNERS.has(program)) return runnerCommand(rest, state);
  const success = rest.findIndex((word) => /^--on-?success$/i.test(word));
  if (success > 0 && rest[success + 1] !== undefined) return readCommandLine(rest[success + 1]!, state);
  const dashes = rest.indexOf('--');
  if (dashes > 0) return readWords(rest.slice(dashes + 1), state);
  if (/^\.{0,2}\/?[\w./-]+\.(?:[cm]?[jt]s|sh)$/.test(first))
    return [{ ...state, starts: { is: 'file', path: first } }];
  return nothing(state);
}

/** Reads a whole line; a `cd` holds for the commands after it. */
export function readCommandLine(line: string, from?: State): Command[] {
  return readCommands(splitCommands(line), from);
}

/** Reads commands that are split into words already. */
export function readCommands(commands: readonly (readonly string[])[], from?: State): Command[] {
  let state: State = from ?? { env: {}, preloads: [], directory: null };
  const found: Command[] = [];
  for (const words of commands) {
    if (words[0] === 'cd' && words[1] !== undefined) {
      state = { ...state, directory: state.directory === null ? words[1] : `${state.directory}/${words[1]}` };
      continue;
    }
    if (words[0] === 'export') {
      state = { ...state, env: { ...state.env, ...readWords(words.slice(1)).at(0)?.env } };
      continue;
    }
    found.push(...readWords(words, state));
  }
  return found;
}
