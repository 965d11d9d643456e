/** Makes the fixes of findings in memory, pass after pass, until nothing more can be fixed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeChanges } from '../../editing/merge-changes.js';
import type { Change, FileChange } from '../../model/change.js';
import type { Finding } from '../../model/lint-report.js';
import { lintLanguage } from './lint-files.js';

export type FixMode = 'none' | 'safe' | 'unsafe';

const MAX_PASSES = 10;

export interface FixRun {
  /** Files that come out different, as they are and as they would be. */
  files: FileChange[];
  /** How many fixes were made. */
  fixed: number;
}

/**
 * @param findings of the tree as it is
 * @param relint gives the findings of the tree with these texts, without a BOM
 */
export async function fixFindings(
  root: string,
  findings: readonly Finding[],
  mode: FixMode,
  relint: (texts: ReadonlyMap<string, string>) => Promise<readonly Finding[]>,
): Promise<FixRun> {
  const original = new Map<string, string>();
  const texts = new Map<string, string>();
  const refused = new Set<string>();
  const read = (file: string): Uint8Array | null => {
    const text = texts.get(file);
    if (text !== undefined) return Buffer.from(text);
    const path = join(root, file);
    return existsSync(path) ? readFileSync(path) : null;
  };
  let left = findings;
  let fixed = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const changes = left
      .filter((finding) => mayFix(finding, mode) && !refused.has(finding.fingerprint))
      .map(changeOf);
    if (changes.length === 0) break;
    const { made, files } = await soundChanges(changes, read, refused);
    if (made === 0) break;
    fixed += made;
    for (const { file, before, after } of files) {
      if (!original.has(file)) original.set(file, before ?? '');
      texts.set(file, after ?? '');
    }
    left = await relint(new Map([...texts].map(([file, text]) => [file, withoutBom(text)])));
  }
  const files = [...texts].map(([file, after]) => ({ file, before: original.get(file)!, after }));
  return { files: files.filter(({ before, after }) => before !== after), fixed };
}

/** Merges the fixes; a file that would no longer parse gets only those that keep it whole. */
async function soundChanges(
  changes: readonly Change[],
  read: (file: string) => Uint8Array | null,
  refused: Set<string>,
): Promise<{ made: number; files: FileChange[] }> {
  const merged = mergeChanges(changes, { read });
  const planned = merged.outcomes.filter(({ status }) => status === 'planned').map(({ change }) => change);
  for (const { change, status } of merged.outcomes) if (status === 'failed') refused.add(change.id);
  const broken = new Set<string>();
  for (const { file, after } of merged.files) if (!(await parses(file, after ?? ''))) broken.add(file);
  if (broken.size === 0) return { made: planned.length, files: merged.files };
  const sound: Change[] = planned.filter((change) => !change.edits.some(({ file }) => broken.has(file)));
  for (const change of planned) {
    if (sound.includes(change)) continue;
    const { files } = mergeChanges([...sound, change], { read });
    const ok = await Promise.all(files.map(({ file, after }) => parses(file, after ?? '')));
    if (ok.every(Boolean)) sound.push(change);
    else refused.add(change.id);
  }
  return { made: sound.length, files: mergeChanges(sound, { read }).files };
}

async function parses(file: string, text: string): Promise<boolean> {
  const context = { wrappers: [], importPath: null };
  if (lintLanguage(file) === 'go') {
    const { openGoRuleFile } = await import('../../languages/go/lint/go-rule-file.js');
    return openGoRuleFile(file, withoutBom(text), context) !== null;
  }
  const { openNodeRuleFile } = await import('../../languages/node/lint/node-rule-file.js');
  return openNodeRuleFile(file, withoutBom(text), context) !== null;
}

function mayFix({ fix }: Finding, mode: FixMode): boolean {
  return fix !== undefined && mode !== 'none' && (fix.safe || mode === 'unsafe');
}

function changeOf({ fingerprint, rule, fix }: Finding): Change {
  const edits = (fix?.edits ?? []).map(({ file, start, end, text }) => ({ file, start, end, text }));
  return {
    id: fingerprint,
    title: fix?.title ?? '',
    services: [],
    subject: rule,
    edits,
    creates: [],
    requires: [],
    notes: [],
  };
}

function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
