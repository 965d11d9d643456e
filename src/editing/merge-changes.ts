/** Many changes, each whole or not at all, become one result per file. */
import type {
  Change,
  ChangeOutcome,
  ChangeProblem,
  ChangeProblemCode,
  FileChange,
  NewFile,
} from '../model/change.js';
import { applyEdits, combineEdits, fitsText, type OwnedEdit, ownedBy } from './edit-set.js';
import { isSafePath } from './safe-path.js';
import { contentHash, decodeSource, joinSource, type SourceText, withEol } from './source-text.js';

export interface MergeInput {
  /** Bytes of a file as it is now, null when there is none. */
  read(file: string): Uint8Array | null;
  /** `contentHash` of files as the plan saw them; a file without one is taken as it is now. */
  bases?: ReadonlyMap<string, string>;
}

export interface MergedChanges {
  /** Sorted by path; files that come out as they were are left out. */
  files: FileChange[];
  /** One per change, in the order given. */
  outcomes: ChangeOutcome[];
  /** `contentHash` of the files that the planned changes edit, for a plan that is kept. */
  bases: Map<string, string>;
}

/** What is accepted so far; a change that fails leaves no trace in it. */
interface Accepted {
  edits: Map<string, readonly OwnedEdit[]>;
  creates: Map<string, { text: string; owner: string }>;
  removes: Map<string, { owner: string }>;
}

/**
 * Combines changes. One that collides with an earlier one is dropped whole, as `conflict`; one whose files are not as the
 * plan saw them, as `stale`; one for a file that cannot be edited, as `failed`. The others are `planned`, and what becomes
 * of the files does not depend on their order.
 */
export function mergeChanges(changes: readonly Change[], input: MergeInput): MergedChanges {
  const reader = openReader(input);
  const accepted: Accepted = { edits: new Map(), creates: new Map(), removes: new Map() };
  const outcomes = changes.map((change) => accept(change, accepted, reader));
  return { files: fileChanges(accepted, reader), outcomes, bases: basesOf(accepted, reader) };
}

type Reader = (file: string) => SourceText | ChangeProblemCode;

/** Reads each file once, so that all changes see the same text. */
function openReader({ read, bases }: MergeInput): Reader {
  const texts = new Map<string, SourceText | ChangeProblemCode>();
  const load: Reader = (file) => {
    const bytes = read(file);
    if (bytes === null) return 'missing-file';
    const base = bases?.get(file);
    if (base !== undefined && base !== contentHash(bytes)) return 'changed-since-plan';
    return decodeSource(bytes);
  };
  return (file) => {
    const known = texts.get(file) ?? load(file);
    texts.set(file, known);
    return known;
  };
}

function accept(change: Change, accepted: Accepted, reader: Reader): ChangeOutcome {
  const edits = new Map<string, readonly OwnedEdit[]>();
  for (const [file, own] of byFile(ownedBy(change.id, change.edits))) {
    const source = isSafePath(file) ? reader(file) : 'unsafe-path';
    if (typeof source === 'string') return rejected(change, source, file);
    if (!own.every((edit) => fitsText(edit, source.text))) return rejected(change, 'bad-offset', file);
    const combined = combineEdits(accepted.edits.get(file) ?? [], own);
    if ('overlap' in combined) return rejected(change, 'overlap', file, combined.overlap.with.owner);
    const remover = accepted.removes.get(file)?.owner;
    if (remover !== undefined) return rejected(change, 'overlap', file, remover);
    edits.set(file, combined.edits);
  }
  const creates = new Map<string, NewFile>();
  for (const created of change.creates) {
    const refused = refuseCreate(created, change, accepted.creates, creates, reader);
    if (refused) return refused;
    creates.set(created.file, created);
  }
  for (const file of change.removes ?? []) {
    const source = isSafePath(file) ? reader(file) : 'unsafe-path';
    if (typeof source === 'string') return rejected(change, source, file);
    const editor = edits.has(file) ? change.id : accepted.edits.get(file)?.[0]?.owner;
    if (editor !== undefined) return rejected(change, 'overlap', file, editor);
  }
  for (const file of change.removes ?? []) accepted.removes.set(file, { owner: change.id });
  for (const [file, combined] of edits) accepted.edits.set(file, combined);
  for (const [file, { text }] of creates)
    if (!accepted.creates.has(file)) accepted.creates.set(file, { text, owner: change.id });
  return { change, status: 'planned' };
}

function byFile(edits: readonly OwnedEdit[]): Map<string, OwnedEdit[]> {
  const groups = new Map<string, OwnedEdit[]>();
  for (const edit of edits) {
    const group = groups.get(edit.file);
    if (group) group.push(edit);
    else groups.set(edit.file, [edit]);
  }
  return groups;
}

/** Several changes may create one file when they agree on its text. */
function refuseCreate(
  { file, text }: NewFile,
  change: Change,
  accepted: Accepted['creates'],
  own: ReadonlyMap<string, NewFile>,
  reader: Reader,
): ChangeOutcome | null {
  if (!isSafePath(file)) return rejected(change, 'unsafe-path', file);
  if (reader(file) !== 'missing-file') return rejected(change, 'file-exists', file);
  if (Buffer.from(text).toString() !== text) return rejected(change, 'bad-offset', file);
  const before = accepted.get(file);
  if (before && before.text !== text) return rejected(change, 'overlap', file, before.owner);
  if ((own.get(file)?.text ?? text) !== text) return rejected(change, 'overlap', file, change.id);
  const nested = nestedWith(file, accepted, own, change.id);
  return nested === undefined ? null : rejected(change, 'overlap', file, nested);
}

/** The owner of a new file that would have to be a directory of this one, or the other way round. */
function nestedWith(
  file: string,
  accepted: Accepted['creates'],
  own: ReadonlyMap<string, NewFile>,
  ownId: string,
): string | undefined {
  const clashes = (other: string) => other.startsWith(`${file}/`) || file.startsWith(`${other}/`);
  for (const [other, { owner }] of accepted) if (clashes(other)) return owner;
  return [...own.keys()].some(clashes) ? ownId : undefined;
}

function rejected(change: Change, code: ChangeProblemCode, file: string, by?: string): ChangeOutcome {
  const problem: ChangeProblem = { code, file, message: messageOf(code, file, change.id, by) };
  if (by !== undefined && by !== change.id) problem.conflictsWith = by;
  return { change, status: statusOf(code), problem };
}

function statusOf(code: ChangeProblemCode): 'conflict' | 'stale' | 'failed' {
  if (code === 'overlap') return 'conflict';
  return code === 'changed-since-plan' || code === 'missing-file' || code === 'file-exists'
    ? 'stale'
    : 'failed';
}

function messageOf(code: ChangeProblemCode, file: string, id: string, by: string | undefined): string {
  switch (code) {
    case 'overlap':
      return by === id
        ? `its own edits of \`${file}\` overlap`
        : `it changes the same place in \`${file}\` as \`${by}\``;
    case 'bad-offset':
      return `an edit does not fit the text of \`${file}\``;
    case 'unsafe-path':
      return `\`${file}\` is no path below the root that may be written`;
    case 'invalid-utf8':
      return `\`${file}\` is not valid UTF-8`;
    case 'binary-file':
      return `\`${file}\` is a binary file`;
    case 'changed-since-plan':
      return `\`${file}\` has changed since the plan was made`;
    case 'missing-file':
      return `\`${file}\` does not exist any more`;
    case 'file-exists':
      return `\`${file}\` exists already`;
    case 'breaks-build':
      return `\`${file}\` does not build with it`;
  }
}

function basesOf({ edits, removes }: Accepted, reader: Reader): Map<string, string> {
  const bases = new Map<string, string>();
  for (const file of [...edits.keys(), ...removes.keys()].sort()) {
    const source = reader(file);
    if (typeof source !== 'string') bases.set(file, contentHash(Buffer.from(joinSource(source))));
  }
  return bases;
}

function fileChanges({ edits, creates, removes }: Accepted, reader: Reader): FileChange[] {
  const files: FileChange[] = [...creates].map(([file, { text }]) => ({ file, before: null, after: text }));
  for (const file of removes.keys()) {
    const source = reader(file);
    if (typeof source !== 'string') files.push({ file, before: joinSource(source), after: null });
  }
  for (const [file, own] of edits) {
    const source = reader(file);
    if (typeof source === 'string') continue;
    const adapted = own.map((edit) => ({ ...edit, text: withEol(edit.text, source.eol) }));
    const after = joinSource({ ...source, text: applyEdits(source.text, adapted) });
    const before = joinSource(source);
    if (after !== before) files.push({ file, before, after });
  }
  return files.sort((a, b) => (a.file < b.file ? -1 : 1));
}
