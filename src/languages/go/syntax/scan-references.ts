import { isLetterAt, WORD_CLASS, wordEnd } from './characters.js';
import { commentEnd, isComment, literalEnd } from './lexer.js';
import { IDENT, wordKind } from './tokens.js';

/**
 * Receives one name of a function body; `start` is its UTF-16 offset. `qualifier` is undefined for a name of its
 * own, `a` for the `b` of `a.b`, and `''` for a name selected from anything else, as the `c` of `a.b.c` or `f().c`.
 */
export type ReferenceVisitor = (name: string, start: number, qualifier: string | undefined) => void;

/**
 * Reports every name in [start, end) of `text` in one pass without parsing: in `a.b`, first `a` and then `b` with
 * its qualifier. Declared names, labels and the keys of composite literals are names too; keywords are not.
 */
export function scanReferences(text: string, start: number, end: number, visit: ReferenceVisitor): void {
  // What the next name belongs to: undefined, or the qualifier when a dot has just been passed.
  let qualifier: string | undefined;
  let previous = '';
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === 32 || c === 9 || c === 13 || c === 10) {
      i++;
    } else if (WORD_CLASS[c] === 1 || (c >= 0x80 && isLetterAt(text, i))) {
      const stop = nameEnd(text, i, end);
      if (c >= 98 && c <= 118 && stop - i > 1 && wordKind(text, i, stop) !== IDENT) {
        previous = '';
      } else {
        const name = text.slice(i, stop);
        visit(name, i, qualifier);
        previous = qualifier === undefined ? name : '';
      }
      qualifier = undefined;
      i = stop;
    } else if (c === 46 && text.startsWith('...', i)) {
      qualifier = undefined;
      previous = '';
      i += 3;
    } else if (c === 46) {
      qualifier = previous;
      previous = '';
      i++;
    } else if (c === 47 && isComment(text, i)) {
      i = commentEnd(text, i);
    } else {
      qualifier = undefined;
      previous = '';
      if (c === 34 || c === 39 || c === 96) i = literalEnd(text, i, c);
      else i = WORD_CLASS[c] === 2 ? numberEnd(text, i, end) : i + 1;
    }
  }
}

function nameEnd(text: string, start: number, end: number): number {
  let i = start + 1;
  while (i < end && WORD_CLASS[text.charCodeAt(i)] !== 0) i++;
  return i < end && text.charCodeAt(i) >= 0x80 ? wordEnd(text, i) : i;
}

/** End of a number as far as it holds letters that could be taken for a name. */
function numberEnd(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && (WORD_CLASS[text.charCodeAt(i)] !== 0 || text.charCodeAt(i) === 46)) i++;
  return i;
}
