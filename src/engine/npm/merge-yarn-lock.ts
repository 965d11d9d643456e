/** Yarn 1 has no way to write its lockfile without installing: what is added is resolved by itself and its entries put in. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import type { LockOwner, UpdatedLockfile } from './lock-owner.js';
import { released } from './manager-command.js';
import { runTool } from './run-tool.js';
import { toolProblem } from './tool-problem.js';

interface MergeInput {
  before: string;
  added: ReadonlyMap<string, string>;
  /** Directory with the settings of the repository. */
  settings: string;
  directory: string;
  owner: LockOwner;
}

export async function mergeYarnLock(input: MergeInput): Promise<UpdatedLockfile> {
  const { before, added, settings, directory, owner } = input;
  const apart = join(directory, 'added');
  mkdirSync(apart, { recursive: true });
  writeFileSync(
    join(apart, 'package.json'),
    JSON.stringify({
      name: 'added',
      version: '0.0.0',
      private: true,
      dependencies: Object.fromEntries(added),
    }),
  );
  for (const name of ['.npmrc', '.yarnrc'])
    if (existsSync(join(settings, name))) cpSync(join(settings, name), join(apart, name));
  const version = owner.version ?? '1.22.22';
  const run = await runTool(apart, [
    ...released(`yarn@${version}`),
    'yarn',
    'install',
    '--ignore-scripts',
    '--ignore-engines',
    '--non-interactive',
    '--no-progress',
  ]);
  const written = join(apart, 'yarn.lock');
  if (!run.ok || !existsSync(written))
    return { problem: `\`yarn install\` does not go through: ${toolProblem(run)}` };
  return { text: mergeEntries(before, readFileSync(written, 'utf8'), added) };
}

interface Entry {
  /** `name@range`, as written between the commas. */
  keys: string[];
  body: string;
}

/**
 * Entries of the first text stay as they are; what only the second has is put in, in yarn's order.
 * @param added name → range of what the second was made for
 */
export function mergeEntries(before: string, after: string, added: ReadonlyMap<string, string>): string {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const own = entriesOf(before.replaceAll('\r\n', '\n'));
  const known = new Set(own.entries.flatMap(({ keys }) => keys));
  const merged = own.entries.map((entry) => ({ ...entry, keys: [...entry.keys] }));
  for (const { keys, body } of withOneVersion(entriesOf(after).entries, added)) {
    const fresh = keys.filter((key) => !known.has(key));
    if (fresh.length === 0) continue;
    const same = merged.find((entry) => nameOf(entry.keys[0]!) === nameOf(keys[0]!) && entry.body === body);
    if (same) same.keys = [...same.keys, ...fresh].sort(compare);
    else merged.push({ keys: fresh, body });
  }
  merged.sort((a, b) => compare(a.keys[0]!, b.keys[0]!));
  const text = [own.head, ...merged.map(({ keys, body }) => `${keys.map(quoted).join(', ')}:\n${body}`)];
  return `${text.join('\n\n').replace(/\n+$/, '')}\n`.replaceAll('\n', eol);
}

/**
 * Yarn takes the newest version for each range. Two copies of the OpenTelemetry API do not see each other, so ranges of
 * others get the version that is asked for directly where it fits.
 */
function withOneVersion(entries: readonly Entry[], added: ReadonlyMap<string, string>): Entry[] {
  const own = new Map<string, Entry>();
  for (const { keys, body } of entries)
    for (const [name, range] of added)
      if (keys.includes(`${name}@${range}`)) own.set(name, { keys: [...keys], body });
  const others = entries.flatMap((entry): Entry[] => {
    const direct = own.get(nameOf(entry.keys[0]!));
    if (direct === undefined) return [entry];
    const version = /^ {2}version "([^"]+)"/m.exec(direct.body)?.[1] ?? '';
    const other = entry.keys.filter((key) => !direct.keys.includes(key));
    const fits = (key: string) => satisfies(version, key.slice(key.indexOf('@', 1) + 1));
    direct.keys.push(...other.filter(fits));
    const left = other.filter((key) => !fits(key));
    return left.length === 0 ? [] : [{ keys: left, body: entry.body }];
  });
  return [...own.values(), ...others].map(({ keys, body }) => ({ keys: keys.sort(compare), body }));
}

function entriesOf(text: string): { head: string; entries: Entry[] } {
  const blocks = text.split(/\n\n+/).map((block) => block.replace(/^\n+|\n+$/g, ''));
  const isEntry = (block: string) => /^[^\s#][^\n]*:\n {2}\S/.test(block);
  const entries = blocks.filter(isEntry).map((block): Entry => {
    const [keys = '', ...body] = block.split('\n');
    return {
      keys: keys
        .slice(0, -1)
        .split(', ')
        .map((key) => key.replace(/^"|"$/g, '')),
      body: body.join('\n'),
    };
  });
  const head = `${blocks.filter((block) => block.startsWith('#')).join('\n\n')}\n`;
  return { head, entries };
}

const nameOf = (key: string): string => key.slice(0, key.indexOf('@', 1));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Yarn quotes what begins with a sign or holds a blank or a colon. */
function quoted(key: string): string {
  return /^[a-zA-Z][^\s:,]*$/.test(key) && !/^(?:true|false)/.test(key) ? key : `"${key}"`;
}
