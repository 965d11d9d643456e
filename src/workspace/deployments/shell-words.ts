import { basename } from 'node:path';
import { type ParseEntry, parse } from 'shell-quote';

/** Stand-ins while shell-quote parses: it would fill variables in, throws on odd ones, and ends a word at any `#`. */
const DOLLAR = '\uE000';
const HASH = '\uE001';

/**
 * Splits a shell command line into words. Variables stay as written (`${PORT}`), operators (`&&`, `|`, `;`) are words of
 * their own, comments are dropped. Anything is accepted.
 */
export function splitShell(line: string): string[] {
  const guarded = line.replaceAll('$', DOLLAR).replace(/(?<=\S)#/g, HASH);
  return parse(guarded)
    .flatMap(wordOf)
    .map((word) => word.replaceAll(DOLLAR, '$').replaceAll(HASH, '#'));
}

function wordOf(entry: ParseEntry): string[] {
  if (typeof entry === 'string') return [entry];
  if ('comment' in entry) return [];
  return 'pattern' in entry ? [entry.pattern] : [entry.op];
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/** `["sh", "-c", "exec node x.js"]` → `["node", "x.js"]`; other commands as they are, without a leading `exec`. */
export function unwrapShell(words: readonly string[]): string[] {
  const [program, flags, script, ...rest] = words;
  if (
    program !== undefined &&
    SHELLS.has(basename(program)) &&
    script !== undefined &&
    /^-\w*c$/.test(flags ?? '')
  ) {
    return [...unwrapShell(splitShell(script)), ...rest];
  }
  return program === 'exec' ? words.slice(1) : [...words];
}

/** A start command in any of its written forms: a string for the shell, or a list of words. */
export function commandWords(command: string | readonly string[]): string[] {
  return unwrapShell(typeof command === 'string' ? splitShell(command) : command);
}
