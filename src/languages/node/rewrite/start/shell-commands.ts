/** Shell command lines as words that know where they stand. */
import type { CommandWords, Word } from './command-words.js';
import { type EmbeddedText, sliceOf } from './embedded-text.js';

interface ShellWord extends Word {
  /** Where the word begins and ends in the line, quotes included. */
  start: number;
  end: number;
}

const OPERATOR = /^(?:&&|\|\||;;?|\||&|\(|\)|\n)/;
const REDIRECTION = /^\d?(?:>>|>&|<<<?|>|<)(?:&?\d)?/;

/**
 * The commands of a line or of a whole script: what stands between `&&`, `||`, `;`, `|`, `&`, brackets and line ends.
 * `$NAME`, globs and substitutions stay as they are written; comments are left out.
 */
export function readShell(line: EmbeddedText): CommandWords[] {
  const { text } = line;
  const commands: ShellWord[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^(?:[ \t\r]|\\\r?\n)+/.exec(rest)?.[0] ?? /^#[^\n]*/.exec(rest)?.[0];
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const redirection = REDIRECTION.exec(rest)?.[0];
    const operator = redirection ?? OPERATOR.exec(rest)?.[0];
    if (operator !== undefined) {
      at += operator.length;
      if (redirection === undefined) commands.push([]);
      continue;
    }
    const word = readWord(line, at);
    if (word === null) break;
    commands.at(-1)!.push(word);
    at = word.end;
  }
  return commands.filter((words) => words.length > 0).map((words) => inLine(words, line));
}

function inLine(words: readonly ShellWord[], line: EmbeddedText): CommandWords {
  const offset = (index: number) => line.offsets[index] ?? 0;
  return {
    words,
    isList: false,
    quote: (text) => `"${text.replace(/["\\$`]/g, '\\$&')}"`,
    insertAfter(index, added) {
      const text = line.encode(added.join(' '));
      const first = words[index + 1];
      const at = index < 0 && first !== undefined ? offset(first.start) : offset(words[index]?.end ?? 0);
      return { start: at, end: at, text: index < 0 ? `${text} ` : ` ${text}` };
    },
    replace(index, text) {
      const word = words[index];
      return { start: offset(word?.start ?? 0), end: offset(word?.end ?? 0), text: line.encode(text) };
    },
  };
}
/** @returns null when a quote stays open */
function readWord(line: EmbeddedText, start: number): ShellWord | null {
  const { text } = line;
  let read = '';
  let at = start;
  let quoted: { content: EmbeddedText; end: number } | null = null;
  while (at < text.length && !/[\s;|&()<>]/.test(text[at]!)) {
    const mark = text[at]!;
    if (mark === "'" || mark === '"') {
      const content = readQuoted(line, at);
      if (content === null) return null;
      read += content.text;
      quoted = { content, end: content.close + 1 };
      at = content.close + 1;
    } else if (mark === '\\' && at + 1 < text.length) {
      read += text[at + 1];
      at += 2;
    } else if (text.startsWith('$(', at) || mark === '`') {
      const end = text.indexOf(mark === '`' ? '`' : ')', at + 1);
      if (end < 0) return null;
      read += text.slice(at, end + 1);
      at = end + 1;
    } else {
      read += mark;
      at++;
    }
  }
  const isQuoted =
    quoted !== null && quoted.end === at && /["']/.test(text[start] ?? '') && quoted.content.text === read;
  const isBare = text.slice(start, at) === read;
  const content = isQuoted ? (quoted?.content ?? null) : isBare ? sliceOf(line, start, at) : null;
  return { text: read, start, end: at, content, isQuoted };
}

/** The content of a quoted part; `close` is where its closing quote stands in the line. */
function readQuoted(line: EmbeddedText, open: number): (EmbeddedText & { close: number }) | null {
  const { text } = line;
  const quote = text[open]!;
  const read: string[] = [];
  const offsets: number[] = [];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === quote) {
      offsets.push(line.offsets[at] ?? 0);
      const encode = (written: string) =>
        line.encode(quote === '"' ? written.replace(/["\\$`]/g, '\\$&') : written.replaceAll("'", `'\\''`));
      return { text: read.join(''), offsets, encode, close: at };
    }
    const isEscape = quote === '"' && text[at] === '\\' && /["\\$`]/.test(text[at + 1] ?? '');
    offsets.push(line.offsets[at] ?? 0);
    if (isEscape) at++;
    read.push(text[at] ?? '');
  }
  return null;
}
