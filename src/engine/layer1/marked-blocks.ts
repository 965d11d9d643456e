/** Blocks of a generated file between two marks; what a person writes around them stays. */
import type { Block, BundleFile } from '../../model/layer1.js';

type BlockFile = Extract<BundleFile, { kind: 'blocks' }>;

/** A new file with all its blocks. */
export function newBlockFile(file: BlockFile): string {
  return file.blocks.map((block) => markedBlock(file.comment, block)).join('\n');
}

/** UTF-16 offsets and the text that replaces what stands there. */
export interface BlockEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * What to change so that a file holds the blocks as they are now.
 * @returns null when the file has none of our marks: somebody has taken it over
 */
export function updateBlocks(existing: string, file: BlockFile): BlockEdit[] | null {
  const found = findBlocks(existing, file.comment);
  if (found.size === 0) return null;
  const edits: BlockEdit[] = [];
  const wanted = new Set(file.blocks.map(({ id }) => id));
  for (const block of file.blocks) {
    const text = markedBlock(file.comment, block);
    const at = found.get(block.id);
    if (!at) edits.push({ start: existing.length, end: existing.length, text: `\n${text}` });
    else if (existing.slice(at.start, at.end).replaceAll('\r\n', '\n') !== text) edits.push({ ...at, text });
  }
  for (const [id, at] of found) if (!wanted.has(id)) edits.push({ ...at, text: '' });
  return edits;
}

const END: Readonly<Record<BlockFile['comment'], string>> = { '#': '', '//': '', '<!--': ' -->' };

function markedBlock(comment: BlockFile['comment'], { id, text }: Block): string {
  const mark = (word: string) => `${comment} instrument:${word} ${id}${END[comment]}\n`;
  return `${mark('begin')}${text.endsWith('\n') ? text : `${text}\n`}${mark('end')}`;
}

function findBlocks(
  text: string,
  comment: BlockFile['comment'],
): Map<string, { start: number; end: number }> {
  const found = new Map<string, { start: number; end: number }>();
  const begin = new RegExp(`^${comment} instrument:begin ([\\w.-]+)${END[comment]}\\r?\\n`, 'gm');
  for (const match of text.matchAll(begin)) {
    const end = new RegExp(`^${comment} instrument:end ${match[1]}${END[comment]}(?:\\r?\\n|$)`, 'm');
    const rest = text.slice(match.index);
    const closing = end.exec(rest);
    if (closing && match[1] !== undefined && !found.has(match[1]))
      found.set(match[1], { start: match.index, end: match.index + closing.index + closing[0].length });
  }
  return found;
}
