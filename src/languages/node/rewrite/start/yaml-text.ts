/** Scalars and sequences of YAML files as text and as commands. */
import { isScalar, isSeq, type Node, Scalar, type YAMLSeq } from 'yaml';
import type { CommandWords } from './command-words.js';
import { type EmbeddedText, plainText, stringContent } from './embedded-text.js';
import { readShell } from './shell-commands.js';
import { type ListElement, wordList } from './word-list.js';

/** A scalar as it is read; null for one that is written in a way that is not followed. */
export function scalarText(file: string, node: Scalar): EmbeddedText | null {
  const [start, end] = node.range ?? [0, 0];
  switch (node.type) {
    case Scalar.QUOTE_DOUBLE:
      return file.slice(start, end).includes('\n') ? null : stringContent(file, start, end);
    case Scalar.QUOTE_SINGLE:
      return singleQuoted(file, start, end);
    case Scalar.PLAIN:
      return file.slice(start, end) === node.value ? plainText(file, start, end) : null;
    case Scalar.BLOCK_LITERAL:
    case Scalar.BLOCK_FOLDED:
      return block(file, start, end, node.type === Scalar.BLOCK_FOLDED ? ' ' : '\n');
    default:
      return null;
  }
}

function singleQuoted(file: string, start: number, end: number): EmbeddedText | null {
  if (file.slice(start, end).includes('\n')) return null;
  const offsets: number[] = [];
  let text = '';
  for (let at = start + 1; at < end - 1; at++) {
    offsets.push(at);
    text += file[at] ?? '';
    if (file[at] === "'") at++;
  }
  offsets.push(end - 1);
  return { text, offsets, encode: (written) => written.replaceAll("'", "''") };
}

/** Each line without its indentation. */
function block(file: string, start: number, end: number, lineBreak: string): EmbeddedText | null {
  const header = file.indexOf('\n', start) + 1;
  if (header === 0 || header >= end) return null;
  const indent = /^[ ]*/.exec(file.slice(header))?.[0].length ?? 0;
  const offsets: number[] = [];
  let text = '';
  let at = header;
  while (at < end) {
    const stop = file.indexOf('\n', at);
    const lineEnd = stop < 0 || stop >= end ? end : stop + 1;
    const begin = Math.min(at + indent, lineEnd);
    for (let i = file.slice(at, begin).trim() === '' ? begin : at; i < lineEnd; i++) {
      offsets.push(i);
      text += file[i] === '\n' ? lineBreak : (file[i] ?? '');
    }
    at = lineEnd;
  }
  offsets.push(end);
  return { text, offsets, encode: (written) => written };
}

/** The words of a sequence; null when one of them is not followed. */
export function sequenceElements(file: string, node: YAMLSeq): ListElement[] | null {
  const elements = node.items.map((item) => (isScalar(item) ? elementOf(file, node, item) : null));
  return elements.includes(null) ? null : elements.filter((element) => element !== null);
}

function elementOf(file: string, list: YAMLSeq, item: Scalar): ListElement | null {
  const content = scalarText(file, item);
  const [start, end] = item.range ?? [0, 0];
  if (content === null) return null;
  const quote = /["']/.exec(file[start] ?? '')?.[0] ?? '';
  const write = (word: string) =>
    quote === '' && !/^[\w./-][\w./ -]*$/.test(word) ? `"${word}"` : `${quote}${word}${quote}`;
  if (list.flow === true) return { content, start, end, after: end, write, separator: ', ' };
  const lineStart = file.lastIndexOf('\n', start) + 1;
  const dash = file.slice(lineStart, start);
  if (!/^\s*(?:-\s+)+$/.test(dash)) return null;
  const isBlock = item.type === Scalar.BLOCK_LITERAL || item.type === Scalar.BLOCK_FOLDED;
  const stop = file.indexOf('\n', end);
  const after = isBlock ? end - 1 : stop < 0 ? file.length : stop;
  return { content, start, end, after, write, separator: `\n${dash.replace(/-(?=\s*-)/g, ' ')}` };
}

/** The commands of a scalar or sequence. */
export function yamlCommands(file: string, node: Node | null | undefined): CommandWords[] | null {
  if (isScalar(node)) {
    const text = scalarText(file, node);
    return text === null ? null : readShell(text);
  }
  if (!isSeq(node)) return null;
  const elements = sequenceElements(file, node);
  return elements === null || elements.length === 0 ? null : [wordList(elements)];
}
