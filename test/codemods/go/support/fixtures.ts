import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../fixtures/codemods/go', import.meta.url));

export interface GoFixture {
  /** `<integration>/<case>`. */
  name: string;
  directory: string;
}

export function goFixtures(): GoFixture[] {
  return readdirSync(ROOT)
    .sort()
    .flatMap((id) =>
      readdirSync(join(ROOT, id))
        .sort()
        .map((name) => ({ name: `${id}/${name}`, directory: join(ROOT, id, name) })),
    );
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
