/** Breaks lines of the code that is written here where formatters would: a line of ours is a whole statement or member. */

/** Formatters leave the import of one name on its line. */
const ONE_NAME = /^import \{ \w+ \} from /;

/**
 * @param line two blanks a level
 * @param fits whether a line is short enough
 * @returns several lines when it is too long and can be broken
 */
export function layOutLine(line: string, fits: (line: string) => boolean): string[] {
  if (fits(line) || ONE_NAME.test(line)) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const code = line.slice(indent.length);
  const inner = `${indent}  `;
  const within = (open: string, list: string, close: string) => [
    indent + open,
    ...membersOf(list).flatMap((member) => layOutLine(`${inner}${member},`, fits)),
    indent + close,
  ];
  // a: [1, 2],   import { A, B } from 'x';   const { A, B } = require('x');   new X({ a: 1 }),
  const braced = /^(\w+: \[)(.*)(\],)$/.exec(code) ?? /^(.*?[({ ]?\{) (.*) (\}.*)$/.exec(code);
  const body = /^((?:\w+: |const \w+ = )\([^()]*\) =>) ([^{].*)$/.exec(code);
  const isList = /^(?:import|const) \{|^(?:\w+: |const \w+ = )?(?:new )?\w+\(\{|^\w+: \[/.test(code);
  if (isList && braced !== null) return within(braced[1]!, braced[2]!, braced[3]!);
  if (body !== null) return [indent + body[1]!, ...layOutLine(inner + body[2]!, fits)];
  const value = /^(const \w+ =) (\/.*)$/.exec(code);
  return value === null ? [line] : [indent + value[1]!, inner + value[2]!];
}

/** What commas part that stand in no brackets and no quotes. */
function membersOf(list: string): string[] {
  const members = [''];
  let depth = 0;
  let quote = '';
  for (const mark of list) {
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if (/['"`]/.test(mark)) quote = mark;
    else if (/[([{]/.test(mark)) depth++;
    else if (/[)\]}]/.test(mark)) depth--;
    if (mark === ',' && depth === 0 && quote === '') members.push('');
    else members[members.length - 1] += mark;
  }
  return members.map((member) => member.trim());
}
