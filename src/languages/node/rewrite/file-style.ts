/** How files are written: quotes, semicolons, indentation. */
import { layOutLine } from './lay-out-line.js';

export interface FileStyle {
  quote: "'" | '"';
  semicolons: boolean;
  /** One level. */
  indent: string;
  trailingCommas: boolean;
  /** `(order) => …` rather than `order => …`. */
  arrowParentheses: boolean;
}

/** Told from the majority of the lines; where a text says nothing, the most usual style. */
export function styleOf(text: string): FileStyle {
  const single = text.match(/'(?:[^'"\\\n]|\\.)*'/g)?.length ?? 0;
  const double = text.match(/"(?:[^'"\\\n]|\\.)*"/g)?.length ?? 0;
  const lines = text.split('\n').map((line) => line.trimEnd());
  const ended = lines.filter((line) => /[\w)\]'"`];$/.test(line)).length;
  const open = lines.filter((line) =>
    /^\s*(?:import|const|let|return|await|export \*)\b.*[\w)\]'"`]$/.test(line),
  ).length;
  const tabs = lines.filter((line) => line.startsWith('\t')).length;
  const widths = lines
    .flatMap((line) => /^( +)\S/.exec(line)?.[1]?.length ?? [])
    .filter((width) => width > 1);
  const smallest = widths.length === 0 ? 2 : Math.min(...widths);
  const lists = lines.filter(
    (line, i) =>
      /^\s*[)\]}]/.test(lines[i + 1] ?? '') &&
      /^\s+(?:['"]?[\w-]+['"]?: .*[^;{]|['"]?[\w.-]+['"]?),?$/.test(line),
  );
  const commas = lists.filter((line) => line.endsWith(',')).length;
  const wrapped = text.match(/\(\w+\) =>/g)?.length ?? 0;
  const bare = text.match(/(?:^|[^\w.)\]]\s*)\w+ =>/gm)?.length ?? 0;
  return {
    quote: double > single ? '"' : "'",
    semicolons: ended >= open,
    indent: tabs > widths.length ? '\t' : ' '.repeat(smallest === 4 || smallest === 3 ? smallest : 2),
    // Lists of arguments have none in many styles.
    trailingCommas: lists.length === 0 || commas * 4 >= lists.length,
    arrowParentheses: wrapped >= bare,
  };
}

/**
 * Writes a text of ours, which has single quotes, semicolons, two blanks and trailing commas, in another style.
 * @param width columns that a line may have
 */
export function restyle(text: string, style: FileStyle, width: number): string {
  const tab = style.indent === '\t' ? 4 : style.indent.length;
  const columns = (line: string) => {
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    return restyleLine(line, '', style).trimStart().length + (blanks / 2) * tab;
  };
  const lines = text.split('\n').flatMap((line) => layOutLine(line, (one) => columns(one) <= width));
  return lines.map((line, i) => restyleLine(line, lines[i + 1] ?? '', style)).join('\n');
}

const PATTERN = /^(?:const \w+ = )?\/.*\/[a-z]*;$/;

function restyleLine(line: string, next: string, style: FileStyle): string {
  const [, blanks = '', rest = ''] = /^( *)(.*)$/.exec(line) ?? [];
  const indent = style.indent.repeat(blanks.length / 2);
  if (/^(?:\/\/|\/\*|\*)/.test(rest)) return indent + rest;
  let code = rest;
  // The quotes of a regular expression that fills its line are no quotes of a string.
  if (style.quote === '"' && !PATTERN.test(rest)) code = code.replace(/'((?:[^'"\\]|\\.)*)'/g, '"$1"');
  if (!style.semicolons) code = code.replace(/;$/, '');
  if (!style.trailingCommas && /^\s*[)\]}]/.test(next)) code = code.replace(/,$/, '');
  if (!style.arrowParentheses) code = code.replace(/\((\w+)\) =>/g, '$1 =>');
  return indent + code;
}
