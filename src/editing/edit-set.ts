/** The edits of one file, from any number of changes, kept free of overlaps. */
import type { Edit } from '../model/change.js';

/** An edit with where it comes from, which decides its place among insertions at the same offset. */
export interface OwnedEdit extends Edit {
  /** Id of the change. */
  owner: string;
  /** Its position in the change. */
  index: number;
}

export interface Overlap {
  edit: OwnedEdit;
  /** The edit that was there before. */
  with: OwnedEdit;
}

export type CombineResult = { edits: readonly OwnedEdit[] } | { overlap: Overlap };

/** Gives the edits of a change to one file their owner and position. */
export function ownedBy(owner: string, edits: readonly Edit[]): OwnedEdit[] {
  return edits.map((edit, index) => ({ ...edit, owner, index }));
}

/**
 * Adds edits of one file to a set of accepted ones. Edits may touch, not overlap; a replacement that is there already
 * counts once; insertions at the same offset are kept in order (see `Edit.order`). Which of several non-overlapping sets
 * is added first makes no difference.
 * @returns the whole set in order of application, or the first overlap, with the accepted set unchanged
 */
export function combineEdits(accepted: readonly OwnedEdit[], added: readonly OwnedEdit[]): CombineResult {
  const edits = [...accepted];
  for (const edit of added) {
    if (isEmpty(edit)) continue;
    const twin = edits.findIndex((other) => isSame(other, edit));
    if (twin !== -1) {
      if (compareEdits(edit, edits[twin]!) < 0) edits[twin] = edit;
      continue;
    }
    const other = edits.find((other) => collide(other, edit));
    if (other) return { overlap: { edit, with: other } };
    edits.push(edit);
  }
  return { edits: edits.sort(compareEdits) };
}

/**
 * Applies edits to the text that they were made for.
 * @param edits without overlaps and in order, as `combineEdits` gives them
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (const edit of edits) {
    parts.push(text.slice(copied, edit.start), edit.text);
    copied = edit.end;
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

/** True when an edit lies inside the text and cuts no character in two. */
export function fitsText(edit: Edit, text: string): boolean {
  return (
    Number.isInteger(edit.start) &&
    Number.isInteger(edit.end) &&
    0 <= edit.start &&
    edit.start <= edit.end &&
    edit.end <= text.length &&
    !isInsideCharacter(text, edit.start) &&
    !isInsideCharacter(text, edit.end) &&
    // A lone surrogate has no UTF-8.
    Buffer.from(edit.text).toString() === edit.text
  );
}

function isInsideCharacter(text: string, offset: number): boolean {
  return (
    offset > 0 && /[\uD800-\uDBFF]/.test(text[offset - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[offset] ?? '')
  );
}

function isEmpty(edit: Edit): boolean {
  return edit.start === edit.end && edit.text === '';
}

function isInsertion(edit: Edit): boolean {
  return edit.start === edit.end;
}

function isSame(a: OwnedEdit, b: OwnedEdit): boolean {
  if (a.start !== b.start || a.end !== b.end || a.text !== b.text) return false;
  return !isInsertion(a) || (a.order === b.order && (a.order !== undefined || !isHalfOfPair(a.text)));
}

function collide(a: OwnedEdit, b: OwnedEdit): boolean {
  if (isInsertion(a) && isInsertion(b)) return a.start === b.start && nestUnclearly(a, b);
  if (isInsertion(a)) return b.start < a.start && a.start < b.end;
  if (isInsertion(b)) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

/** Two changes wrap what begins or ends here, `f(` … `)`: which is the outer one is not told, and may not be guessed. */
function nestUnclearly(a: OwnedEdit, b: OwnedEdit): boolean {
  return (
    a.owner !== b.owner &&
    a.order === undefined &&
    b.order === undefined &&
    isHalfOfPair(a.text) &&
    isHalfOfPair(b.text)
  );
}

function isHalfOfPair(text: string): boolean {
  const open: string[] = [];
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(bracket)) open.push(bracket);
    else if (`${open.pop() ?? ''}${bracket}`.length < 2) return true;
  }
  return open.length > 0;
}

/** A total order: by place, insertions before what begins there, then as declared, then by change and position. */
function compareEdits(a: OwnedEdit, b: OwnedEdit): number {
  return (
    a.start - b.start ||
    Number(isInsertion(b)) - Number(isInsertion(a)) ||
    compareText(a.order ?? '', b.order ?? '') ||
    compareText(a.owner, b.owner) ||
    a.index - b.index
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
