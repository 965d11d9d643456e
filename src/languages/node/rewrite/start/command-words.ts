/** A command as a list of words that can be edited where it is written: a shell line, a JSON array, a YAML sequence. */
import type { EmbeddedText } from './embedded-text.js';

/** Replaces `[start, end)` of a file, UTF-16 offsets. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

export interface Word {
  /** As the program gets it. */
  text: string;
  /** The word's own text in the file, without its quotes; null when it is pieced together. */
  content: EmbeddedText | null;
  isQuoted: boolean;
}

export interface CommandWords {
  words: readonly Word[];
  /** Adds words behind the one at the index; `-1`: in front of all. The words need no quotes. */
  insertAfter(index: number, added: readonly string[]): Splice;
  /** Writes another word; `text` is shell text, quotes included, in a line and the plain word in a list. */
  replace(index: number, text: string): Splice;
}
