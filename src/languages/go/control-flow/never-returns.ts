import type { CallExpr } from '../syntax/ast.js';

/** `log.Fatal`, `logger.Fatalw`, `t.FailNow`: by convention these do not return, whichever library they are of. */
const STOPS = /^(?:Fatal(?:f|ln|w|Context|Depth|Depthf)?|Exit(?:f|ln)?|FailNow|SkipNow|Goexit)$/;
const PANICS = /^Panic(?:f|ln|w|Context)?$/;

/**
 * Whether a call of the language or of a library ends the function, judged by its name: the built-in `panic`,
 * `os.Exit`, `log.Fatal` and their kin in loggers.
 */
export function libraryNeverReturns({ fun }: CallExpr): 'panic' | 'stop' | undefined {
  if (fun.kind === 'Ident') return fun.name === 'panic' ? 'panic' : undefined;
  if (fun.kind !== 'SelectorExpr') return undefined;
  const { name } = fun.sel;
  if (STOPS.test(name)) return 'stop';
  if (PANICS.test(name)) return 'panic';
  // zerolog: `log.Fatal().Err(err).Msg("…")` ends in Msg or Send.
  return /^(?:Msg|Msgf|Send)$/.test(name) ? startOfChain(fun.x) : undefined;
}

function startOfChain(x: CallExpr['fun']): 'panic' | 'stop' | undefined {
  let link = x;
  while (link.kind === 'CallExpr' && link.fun.kind === 'SelectorExpr') {
    const { name } = link.fun.sel;
    if (name === 'Fatal') return 'stop';
    if (name === 'Panic') return 'panic';
    link = link.fun.x;
  }
  return undefined;
}
