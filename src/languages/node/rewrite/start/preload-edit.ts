/** Puts the flag that loads the bootstrap into a command, where the program that runs Node.js takes it. */

import { PRELOAD_FLAGS, takesValue } from '../../launch/node-flags.js';
import { programName, SHELLS } from '../../launch/programs.js';
import type { Splice } from './command-words.js';
import type { InnerCommand } from './inner-commands.js';
import { readShell } from './shell-commands.js';

/** `--import ./instrumentation.mjs` */
export interface PreloadFlag {
  flag: '--import' | '--require';
  specifier: string;
}

export interface EditContext {
  /** A POSIX shell reads the line, so that `NAME=value` may stand in front of a program. */
  isPosix: boolean;
  /** `cross-env` is installed. */
  hasCrossEnv: boolean;
}

/** `null`: where the flag would go is not understood. */
export type PreloadEdit =
  | { splices: Splice[] }
  | { refused: 'unknown-runner' | 'late-import' | 'not-node' | 'other-agent' };

/** Modules that may be loaded first: they set the environment or compile TypeScript, and load no library of the service. */
const HARMLESS =
  /^(?:dotenv(?:-\w+)?|@dotenvx\/dotenvx)(?:\/|$)|^(?:ts-node|tsconfig-paths|@swc-node|@swc\/register|esbuild-register|tsx|source-map-support|sucrase|@babel\/register|module-alias|core-js|reflect-metadata|jiti|@esbuild-kit)(?:\/|$)/;

const refuse = (refused: Extract<PreloadEdit, { refused: string }>['refused']): PreloadEdit => ({ refused });

/** Edits of the line that `inner` stands in. */
export function editPreload(inner: InnerCommand, preload: PreloadFlag, context: EditContext): PreloadEdit {
  const { command, at } = inner;
  const words = command.words.map(({ text }) => text);
  const program = programName(words[at] ?? '');
  const flag = [preload.flag, preload.specifier];
  switch (program) {
    case 'node':
    case 'nodejs':
      return afterFlags(inner, at, preload);
    case 'tsx':
      return afterFlags(inner, watchIndex(words, at), preload);
    case 'ts-node':
    case 'ts-node-script':
    case 'ts-node-dev':
    case 'tsnd':
      if (preload.flag === '--require') return afterFlags(inner, at, preload);
      return byEnvironment(inner, preload, context);
    case 'nodemon':
      return editNodemon(inner, preload, context);
    case 'nest':
      return editNest(inner, preload, context);
    case 'pm2':
    case 'pm2-runtime':
    case 'pm2-docker':
      return editPm2(inner, flag);
    case 'bun':
    case 'deno':
      return refuse('not-node');
    case 'dd-trace-run':
      return refuse('other-agent');
    default:
      // Distroless images have node as their entrypoint: CMD begins with its flags or the file.
      if (/^-/.test(program) || /\.[cm]?js$/.test(program))
        return { splices: [command.insertAfter(at - 1, flag)] };
      return SHELLS.test(program) ? refuse('unknown-runner') : byEnvironment(inner, preload, context);
  }
}

function watchIndex(words: readonly string[], at: number): number {
  return words[at + 1] === 'watch' ? at + 1 : at;
}

/** Behind the program, and behind what is loaded first and may be. */
function afterFlags(inner: InnerCommand, at: number, preload: PreloadFlag): PreloadEdit {
  const { words } = inner.command;
  let behind = at;
  for (let i = at + 1; i < words.length && words[i]!.text.startsWith('-'); i++) {
    const [name = '', inline] = words[i]!.text.split(/=(.*)/s);
    const isApart = inline === undefined && takesValue(name);
    const value = isApart ? words[i + 1]?.text : inline;
    if (isApart) i++;
    if (!PRELOAD_FLAGS.has(name) || value === undefined) continue;
    if (HARMLESS.test(value)) behind = i;
    else if (/^(?:-r|--require)$/.test(name) && preload.flag === '--import') return refuse('late-import');
    else break;
  }
  return { splices: [inner.command.insertAfter(behind, [preload.flag, preload.specifier])] };
}

/** `nodemon app.js`, `nodemon --exec tsx src/main.ts`, `nodemon --exec "node --inspect" app.js` */
function editNodemon(inner: InnerCommand, preload: PreloadFlag, context: EditContext): PreloadEdit {
  const exec = flagValue(inner, /^(?:--exec|-x)$/);
  if (exec === 'unreadable') return refuse('unknown-runner');
  if (exec !== null) return editValue(inner, exec, preload, context);
  const program = inner.command.words.at(-1)?.text ?? '';
  const runsTsNode = /\.[cm]?tsx?$/.test(program);
  if (runsTsNode && preload.flag === '--import') return byEnvironment(inner, preload, context);
  return { splices: [inner.command.insertAfter(inner.at, [preload.flag, preload.specifier])] };
}

/** `nest start --exec "node --import …"` */
function editNest(inner: InnerCommand, preload: PreloadFlag, context: EditContext): PreloadEdit {
  const { command, at } = inner;
  const exec = flagValue(inner, /^(?:--exec|-e)$/);
  if (exec === 'unreadable' || command.words[at + 1]?.text !== 'start') return refuse('unknown-runner');
  if (exec !== null) return editValue(inner, exec, preload, context);
  const project = command.words[at + 2]?.text.startsWith('-') === false ? at + 2 : at + 1;
  const binary = command.quote(`node ${preload.flag} ${preload.specifier}`);
  return { splices: [command.insertAfter(project, ['--exec', binary])] };
}

/** `pm2 start app.js --node-args="--import …"` */
function editPm2({ command, at }: InnerCommand, flag: readonly string[]): PreloadEdit {
  if (command.words.some(({ text }) => text.startsWith('--node-args'))) return refuse('unknown-runner');
  const program = command.words.findIndex(({ text }, i) => i > at && /\.[cm]?[jt]s$/.test(text));
  if (program < 0) return refuse('unknown-runner');
  return { splices: [command.insertAfter(program, [`--node-args=${command.quote(flag.join(' '))}`])] };
}

/** Index of the word that is a flag's value; null without the flag. */
function flagValue({ command, at }: InnerCommand, flag: RegExp): number | 'unreadable' | null {
  const { words } = command;
  for (let i = at + 1; i < words.length; i++) {
    const [name = '', inline] = words[i]!.text.split(/=(.*)/s);
    if (!flag.test(name)) continue;
    return inline === undefined && words[i + 1]?.content ? i + 1 : 'unreadable';
  }
  return null;
}

/** A word that is a command of its own. */
function editValue(
  inner: InnerCommand,
  index: number,
  preload: PreloadFlag,
  context: EditContext,
): PreloadEdit {
  const { command } = inner;
  const word = command.words[index]!;
  if (word.content === null) return refuse('unknown-runner');
  const [nested, ...more] = readShell(word.content);
  if (nested === undefined || more.length > 0) return refuse('unknown-runner');
  const from = { ...inner, command: nested, at: 0, crossEnv: null };
  if (word.isQuoted) return editPreload(from, preload, context);
  // A bare word has no room for flags.
  if (!/^(?:node|tsx|ts-node)$/.test(word.text)) return refuse('unknown-runner');
  if (word.text === 'ts-node' && preload.flag === '--import') return byEnvironment(inner, preload, context);
  const text = command.quote(`${word.text} ${preload.flag} ${preload.specifier}`);
  return { splices: [command.replace(index, text)] };
}

/** `NODE_OPTIONS=--import=./instrumentation.mjs` in front, for programs that take no flags of Node.js. */
function byEnvironment(inner: InnerCommand, preload: PreloadFlag, context: EditContext): PreloadEdit {
  const { command, at, crossEnv } = inner;
  const flag = `${preload.flag}=${preload.specifier}`;
  const known = command.words.findIndex(({ text }, i) => i < at && text.startsWith('NODE_OPTIONS='));
  if (known >= 0) {
    const value = `${command.words[known]!.text.slice('NODE_OPTIONS='.length)} ${flag}`;
    return { splices: [command.replace(known, `NODE_OPTIONS=${command.quote(value)}`)] };
  }
  const assignment = `NODE_OPTIONS=${flag}`;
  if (crossEnv !== null) return { splices: [command.insertAfter(crossEnv, [assignment])] };
  if (command.isList) return refuse('unknown-runner');
  if (context.isPosix || inner.hasAssignments)
    return { splices: [command.insertAfter(at - 1, [assignment])] };
  return context.hasCrossEnv
    ? { splices: [command.insertAfter(at - 1, ['cross-env', assignment])] }
    : refuse('unknown-runner');
}
