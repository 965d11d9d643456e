import type { Finding } from '../../model/lint-report.js';
import { columnsOf, shorten, wrap } from '../text/fit-text.js';
import type { Palette } from '../text/palette.js';

const TAB = '    ';
const FRAME = '      │ ';

/** A finding: place, message, the line with what is meant underlined, related places, and the fix. */
export function findingLines(finding: Finding, style: Palette, width: number): string[] {
  const { severity, rule, line, column, message, related, fix } = finding;
  const look = { error: style.bad, warning: style.open, info: style.dim }[severity];
  const place = `${line}:${column}`.padStart(7);
  const lines = [`${place}  ${look(severity)}  ${style.dim(rule)}`];
  lines.push(...wrap(message, width - 6).map((text) => `      ${codeSpans(text, style)}`));
  lines.push(...frame(finding, style, width));
  for (const one of related)
    lines.push(`      ${style.dim(`${one.line}:${one.column}`)} ${codeSpans(one.message, style)}`);
  if (fix)
    lines.push(
      `      ${style.good('fix:')} ${codeSpans(fix.title, style)} ${style.dim(`(${fix.safe ? '--fix' : '--fix-unsafe'})`)}`,
    );
  return lines;
}

function frame(
  { excerpt, line, column, endLine, endColumn }: Finding,
  style: Palette,
  width: number,
): string[] {
  const indent = excerpt.length - excerpt.trimStart().length;
  const code = excerpt.slice(indent).trimEnd();
  if (code === '') return [];
  const start = Math.max(0, column - 1 - indent);
  const end = endLine === line ? Math.max(start + 1, endColumn - 1 - indent) : code.length;
  const room = width - FRAME.length;
  const visible = shorten(expand(code), room);
  const before = columnsOf(expand(code.slice(0, start)));
  const marked = Math.max(1, columnsOf(expand(code.slice(start, end))));
  const lines = [`${style.dim(FRAME)}${visible}`];
  if (before < room)
    lines.push(
      `${style.dim(FRAME)}${' '.repeat(before)}${style.bad('^'.repeat(Math.min(marked, room - before)))}`,
    );
  return lines;
}

function expand(text: string): string {
  return text.replaceAll('\t', TAB);
}

/** Code in backticks is coloured when there is colour, and left as it is when there is none. */
function codeSpans(text: string, style: Palette): string {
  return text.replace(/`([^`]+)`/g, (whole) => style.command(whole));
}
