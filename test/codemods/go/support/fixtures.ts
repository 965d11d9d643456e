import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SpanWrapper } from '#src/languages/span-wrapper.js';

const CODEMODS = fileURLToPath(new URL('../../../../fixtures/codemods', import.meta.url));

export interface GoFixture {
  /** `<integration>/<case>`. */
  name: string;
  directory: string;
}

export function goFixtures(): GoFixture[] {
  return fixturesIn('go');
}

/** Those of Layer 3; `ask.json` beside `before` says what is asked for. */
export function goSpanFixtures(): GoFixture[] {
  return fixturesIn('go-spans');
}

function fixturesIn(folder: string): GoFixture[] {
  const root = join(CODEMODS, folder);
  return readdirSync(root)
    .sort()
    .flatMap((id) =>
      readdirSync(join(root, id))
        .sort()
        .map((name) => ({ name: `${id}/${name}`, directory: join(root, id, name) })),
    );
}

/** What the `ask.json` of a fixture holds: the command line, and the configuration's operations. */
export interface Ask {
  flags?: string[];
  operations?: { name: string; service?: string; spanName?: string; attributes: Record<string, string> }[];
  suggest?: number;
  threadContext?: boolean;
  spanWrappers?: SpanWrapper[];
}

export function askOf(directory: string): Ask {
  const file = join(directory, 'ask.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function readTree(directory: string): Record<string, string> {
  if (!existsSync(directory)) return {};
  const files: Record<string, string> = {};
  for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(directory, entry);
    if (statSync(path).isFile()) files[relative(directory, path)] = readFileSync(path, 'utf8');
  }
  return files;
}

export function writeTree(directory: string, files: Readonly<Record<string, string>>): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
