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
  /** Each word is an element: nothing is split, and no shell reads it. */
  isList: boolean;
  /** How a text with blanks has to be written to be one word. */
  quote(text: string): string;
  /** Adds words behind the one at the index, as they have to be written; `-1`: in front of all. */
  insertAfter(index: number, added: readonly string[]): Splice;
  /** Writes another word, as it has to be written. */
  replace(index: number, text: string): Splice;
}
