/** What the semantic conventions say of the name of an attribute. */
import { distance } from 'fastest-levenshtein';
import { DEPRECATED, NAMES, OLD_ENUMS, RENAMED, SEMCONV_RELEASE } from './registry.js';

export type NameVerdict =
  /** One name took its place. */
  | { kind: 'renamed'; to: string; since: number }
  /** It is no longer to be used; what comes instead depends on the span, or nothing does. */
  | { kind: 'deprecated'; note: string; since: number }
  /** No such name, but one that differs in a letter, a separator or case alone. */
  | { kind: 'misspelt'; to: string };

/** What is said of a name that the conventions had. */
export type OldVerdict = Exclude<NameVerdict, { kind: 'misspelt' }>;

/** Names that programs give their own attributes as well. */
const EVERYDAY = /^(?:state|pool\.name|message\.\w+|event\.name)$/;

const lines = (text: string): string[] => text.split('\n');
const isOrdinary = (name: string): boolean => EVERYDAY.test(name);

const inUse: ReadonlySet<string> = new Set(lines(NAMES));
const templates: readonly string[] = lines(NAMES)
  .filter((name) => name.endsWith('.*'))
  .map((name) => name.slice(0, -1));
const namespaces: ReadonlySet<string> = new Set(lines(NAMES).map(namespaceOf));
const oldNames: ReadonlyMap<string, OldVerdict> = new Map<string, OldVerdict>([
  ...lines(RENAMED).map((line): [string, OldVerdict] => {
    const [name = '', to = '', since] = line.split(' ');
    return [name, { kind: 'renamed', to, since: Number(since) }];
  }),
  ...lines(DEPRECATED).map((line): [string, OldVerdict] => {
    const [name = '', since, ...note] = line.split(' ');
    return [name, { kind: 'deprecated', note: note.join(' '), since: Number(since) }];
  }),
]);
const oldEnums: readonly string[] = lines(OLD_ENUMS).map(squashed);

/** The minor version of the release that the table is of. */
const NEWEST = minorOf(SEMCONV_RELEASE);

/** `1.37.0` → 37 */
function minorOf(release: string): number {
  return Number(release.split('.')[1]);
}

function namespaceOf(name: string): string {
  return name.slice(0, Math.max(name.indexOf('.'), 0));
}

function squashed(name: string): string {
  return name.replace(/[._-]/g, '').toLowerCase();
}

/**
 * What is to be said of a name, or null.
 * @param release the release of the conventions that the code follows, as `1.37.0`; empty for the newest known
 */
export function judgeName(name: string, release: string): NameVerdict | null {
  if (inUse.has(name) || isOrdinary(name)) return null;
  const old = oldNames.get(name);
  if (old) return old.since <= (release === '' ? NEWEST : minorOf(release)) ? old : null;
  if (!namespaces.has(namespaceOf(name)) || templates.some((start) => name.startsWith(start))) return null;
  const to = meantBy(name);
  return to === null ? null : { kind: 'misspelt', to };
}

function meantBy(name: string): string | null {
  const bare = squashed(name);
  const candidates = [...inUse].filter(
    (other) => namespaceOf(other) === namespaceOf(name) && !other.endsWith('.*'),
  );
  const same = candidates.filter((other) => squashed(other) === bare);
  if (same.length > 0) return same.length === 1 ? same[0]! : null;
  const old = [...oldNames].find(([other]) => squashed(other) === bare)?.[1];
  if (old) return old.kind === 'renamed' ? old.to : null;
  // A near miss of an old name is no near miss of a new one.
  if ([...oldNames.keys()].some((other) => isSlip(name, other))) return null;
  const near = candidates.filter((other) => isSlip(name, other));
  return near.length === 1 ? near[0]! : null;
}

/** Whether a name has a letter too few, too many or wrong, or two swapped, in one long word of another. */
function isSlip(name: string, other: string): boolean {
  const words = name.split(/[._]/);
  const others = other.split(/[._]/);
  const separators = (text: string) => text.replace(/[^._]/g, '');
  if (words.length !== others.length || separators(name) !== separators(other)) return false;
  const differing = words.flatMap((word, i) => (word === others[i] ? [] : [i]));
  const [at] = differing;
  if (differing.length !== 1 || at === undefined || at === 0) return false;
  const [word, meant] = [words[at]!, others[at]!];
  return word.length > 3 && meant.length > 4 && !isInflection(word, meant) && isNear(word, meant);
}

function isNear(word: string, meant: string): boolean {
  if (/\d/.test(word + meant)) return false;
  return distance(word, meant) === 1 || (word.length === meant.length && isSwap(word, meant));
}

function isSwap(word: string, meant: string): boolean {
  const at = [...word].findIndex((letter, i) => letter !== meant[i]);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) === meant;
}

/** `name` and `names`, `return` and `returned`: another word, not a slip. */
function isInflection(word: string, meant: string): boolean {
  const [short, long] = word.length < meant.length ? [word, meant] : [meant, word];
  return long.startsWith(short) && /^(?:s|es|d|ed|r|er|y)$/.test(long.slice(short.length));
}

/** Old names by what a constant of them is called without separators; those that several names share are left out. */
const oldByConstant: ReadonlyMap<string, string> = byConstant();

function byConstant(): Map<string, string> {
  const taken = new Set([...inUse].map(squashed));
  return new Map(
    [...oldNames.keys()].filter((name) => !taken.has(squashed(name))).map((name) => [squashed(name), name]),
  );
}

/** The old name that a constant stands for: `HTTP_METHOD` and `HTTPMethod` are `http.method`; null for all others. */
export function oldNameOf(constant: string): string | null {
  return oldByConstant.get(squashed(constant)) ?? null;
}

/** The old name that a value's constant belongs to: `DBSystemPostgreSQL` is a value of `db.system`. */
export function oldNameOfValue(constant: string): string | null {
  const bare = squashed(constant);
  const longest = [...inUse, ...oldNames.keys()]
    .map((name) => [squashed(name), name] as const)
    .filter(([start]) => bare.startsWith(start) && bare !== start)
    .sort(([a], [b]) => b.length - a.length)[0];
  return longest !== undefined && oldEnums.includes(longest[0]) && oldNames.has(longest[1])
    ? longest[1]
    : null;
}

/** `1.24` of 24. */
export function releaseName(since: number): string {
  return `1.${since}`;
}
