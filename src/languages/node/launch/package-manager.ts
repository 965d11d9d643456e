/** Commands of package managers and task runners that start a script of some package. */
import { type Command, nothing, type State } from './command-types.js';
import { RUNNERS } from './programs.js';

const LIFECYCLE = new Set(['start', 'test', 'restart', 'stop']);
const NO_SCRIPT = new Set(
  'install ci add remove publish audit link init create dlx pack version config cache why outdated'.split(
    ' ',
  ),
);

/** `npm run x`, `pnpm --filter api dev`, `yarn workspace api start`, `turbo run dev --filter=api` */
export function managerCommand(words: readonly string[], state: State): Command[] | null {
  let target: string | null = null;
  let directory: string | null = null;
  const plain: string[] = [];
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') break;
    const [flag = '', inline] = word.split(/=(.*)/s);
    const value = () => inline ?? words[++i] ?? null;
    if (/^(?:--filter|-F|-w|--workspace|--scope)$/.test(flag)) target = value();
    else if (/^(?:--prefix|-C|--cwd|--dir)$/.test(flag)) directory = value();
    else if (!word.startsWith('-')) plain.push(word);
  }
  if (plain[0] === 'workspace') {
    target = plain[1] ?? null;
    plain.splice(0, 2);
  }
  const [first, second] = plain;
  if (first === undefined || NO_SCRIPT.has(first)) return nothing(state);
  if (words[0] === 'bun' && /[./]/.test(second ?? first)) return null;
  const clean = target?.replace(/^[.{]+|[.}]+$/g, '') ?? null;
  const dashes = words.indexOf('--');
  const added = (from: number) => (dashes > 0 ? words.slice(dashes + 1) : plain.slice(from));
  const script = (name: string, args: readonly string[]): Command[] => [
    { ...state, starts: { is: 'script', name, package: clean, directory, args } },
  ];
  if (/^(?:run|run-script|task)$/.test(first))
    return second === undefined ? nothing(state) : script(second, added(2));
  if (first === 'exec') return null;
  // An installed program, with its own flags.
  if (RUNNERS.has(first)) return script(first, words.slice(words.indexOf(first) + 1));
  if (LIFECYCLE.has(first) || words[0] !== 'bun') return script(first, added(1));
  return null;
}

/** `nx serve api`, `nx run api:serve` */
export function nxCommand(words: readonly string[], state: State): Command[] {
  const plain = words.slice(1).filter((word) => !word.startsWith('-'));
  const [first, second] = plain;
  const [project, target] = first === 'run' ? (second ?? '').split(':') : [second, first];
  if (project === undefined || !/^(?:serve|start|dev)/.test(target ?? '')) return nothing(state);
  return [
    {
      ...state,
      starts: { is: 'script', name: target ?? 'serve', package: project, directory: null, args: [] },
    },
  ];
}
