/** Commands that are written as a list: the exec form of a Dockerfile, an array or a sequence of a YAML file. */
import type { CommandWords } from './command-words.js';
import type { EmbeddedText } from './embedded-text.js';

export interface ListElement {
  content: EmbeddedText;
  /** The element with its quotes. */
  start: number;
  end: number;
  /** Where another element goes that follows this one: its end, or the end of its line. */
  after: number;
  /** How another element beside this one is written. */
  write(word: string): string;
  /** What parts it from the one before: `, ` or a new line with a dash. */
  separator: string;
}

export function wordList(elements: readonly ListElement[]): CommandWords {
  const written = (element: ListElement, words: readonly string[]) =>
    words.map((word) => element.write(word));
  return {
    words: elements.map(({ content }) => ({ text: content.text, content, isQuoted: true })),
    isList: true,
    quote: (text) => text,
    insertAfter(index, added) {
      const element = elements[Math.max(index, 0)]!;
      const { after, separator, start } = element;
      return index < 0
        ? {
            start,
            end: start,
            text: written(element, added)
              .map((word) => word + separator)
              .join(''),
          }
        : {
            start: after,
            end: after,
            text: written(element, added)
              .map((word) => separator + word)
              .join(''),
          };
    },
    replace(index, text) {
      const { start, end, write } = elements[index]!;
      return { start, end, text: write(text) };
    },
  };
}

/** An element of a JSON or JavaScript array. */
export function arrayElement(file: string, start: number, end: number): Omit<ListElement, 'content'> {
  const quote = file[start] ?? '"';
  return { start, end, after: end, separator: ', ', write: (word) => `${quote}${word}${quote}` };
}
