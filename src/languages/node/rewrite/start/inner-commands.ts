/** The programs that a command line really starts, behind `cross-env`, `sh -c`, `concurrently` and the like. */
import { wrappedIndex } from '../../launch/command.js';
import type { State } from '../../launch/command-types.js';
import {
  MANAGERS,
  programName,
  RUNNERS,
  SHELLS,
  STARTS_SEVERAL,
  SUBCOMMANDS,
} from '../../launch/programs.js';
import type { CommandWords, Word } from './command-words.js';
import { readShell } from './shell-commands.js';

export interface InnerCommand {
  command: CommandWords;
  /** Index of the program's word. */
  at: number;
  /** Directory and environment in which it starts. */
  state: State;
  /** Index of a word that takes `NAME=value` behind it, `cross-env`; null without one. */
  crossEnv: number | null;
  /** The words in front are `NAME=value`: a POSIX shell reads the line. */
  hasAssignments: boolean;
}

const AT_HOME: State = { env: {}, preloads: [], directory: null };

/** Follows `cd` and `export` from one command of a script to the next. */
export function innerCommands(commands: readonly CommandWords[], from: State = AT_HOME): InnerCommand[] {
  let state = from;
  return commands.flatMap((command) => {
    const [first, second] = command.words;
    if (first?.text === 'cd' && second !== undefined) {
      const { directory } = state;
      state = { ...state, directory: directory === null ? second.text : `${directory}/${second.text}` };
      return [];
    }
    if (first?.text === 'export') {
      state = { ...state, env: { ...state.env, ...assignmentsOf(command.words.slice(1)) } };
      return [];
    }
    return unwrap({ command, at: 0, state, crossEnv: null, hasAssignments: false });
  });
}

function unwrap(outer: InnerCommand): InnerCommand[] {
  const { command } = outer;
  const { words } = command;
  const assigned = words.slice(outer.at).findIndex((word) => !ASSIGNMENT.test(word.text));
  if (assigned < 0) return [];
  const at = outer.at + assigned;
  const env = { ...outer.state.env, ...assignmentsOf(words.slice(outer.at, at)) };
  const state = { ...outer.state, env };
  const hasAssignments = outer.hasAssignments || (assigned > 0 && outer.crossEnv === null);
  const here: InnerCommand = { ...outer, at, state, hasAssignments };
  const into = (index: number): InnerCommand[] => unwrap({ ...here, at: index });
  const nested = (word: Word | undefined): InnerCommand[] =>
    word?.content ? innerCommands(readShell(word.content), state) : [here];

  const rest = words.slice(at);
  const program = programName(rest[0]?.text ?? '');
  if (SHELLS.test(program)) {
    const flag = rest.findIndex((word) => /^-\w*c$/.test(word.text));
    return flag < 0 || rest[flag + 1] === undefined ? [here] : nested(rest[flag + 1]);
  }
  if (STARTS_SEVERAL.test(program))
    return [here, ...rest.slice(1).flatMap((word) => (word.text.includes(' ') ? nested(word) : []))];
  if (MANAGERS.has(program)) return managed();
  const wrapped = wrappedIndex(rest.map((word) => word.text));
  if (wrapped !== null) {
    const crossEnv = program === 'cross-env' ? at : here.crossEnv;
    return wrapped < rest.length ? unwrap({ ...here, at: at + wrapped, crossEnv }) : [];
  }
  if (RUNNERS.has(program)) return [here];
  const dashes = rest.findIndex((word) => word.text === '--');
  if (dashes > 0 && dashes + 1 < rest.length) return into(at + dashes + 1);
  const success = rest.findIndex((word) => /^--on-?success$/i.test(word.text));
  if (success > 0) return nested(rest[success + 1]);
  return [here];

  /** `pnpm exec tsx src/main.ts`, `yarn node server.js`, `npm run with:env -- node server.js` */
  function managed(): InnerCommand[] {
    const behind = rest.findIndex((one) => one.text === '--');
    if (behind > 0 && RUNNERS.has(programName(rest[behind + 1]?.text ?? ''))) return into(at + behind + 1);
    const next = rest.findIndex((word, i) => i > 0 && !word.text.startsWith('-'));
    const word = rest[next]?.text;
    if (word === undefined) return [here];
    if (!SUBCOMMANDS.has(word)) return RUNNERS.has(word) ? into(at + next) : [here];
    const inner = rest.findIndex((one, i) => i > next && !one.text.startsWith('-'));
    const isProgram = /^(?:exec|dlx|x)$/.test(word) && inner > 0;
    return isProgram ? into(at + inner) : [here];
  }
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

function assignmentsOf(words: readonly Word[]): Record<string, string> {
  const pairs = words.map((word) => ASSIGNMENT.exec(word.text));
  return Object.fromEntries(pairs.flatMap((match) => (match === null ? [] : [[match[1], match[2]]])));
}
