import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Requirement } from '#src/model/change.js';
import { askOf, goFixtures, goSpanFixtures, readTree } from './fixtures.js';
import { applyGo, applyGoSpans } from './plan-go.js';

/** Writes what all fixtures come out as into one module, so that its dependencies are fetched and built once. */
export async function writeFixtureModule(root: string, only: RegExp = /./): Promise<string[]> {
  const requires = new Map<string, string>();
  const need = (name: string, version: string) => {
    const known = requires.get(name);
    if (known === undefined || newer(version, known)) requires.set(name, version);
  };
  const packages: string[] = [];
  const layer2 = goFixtures().map((fixture) => ({ ...fixture, apply: applyGo }));
  const layer3 = goSpanFixtures().map((fixture) => ({
    ...fixture,
    apply: (files: Record<string, string>) => applyGoSpans(files, askOf(fixture.directory)),
  }));
  for (const { name, directory, apply } of [...layer2, ...layer3]) {
    if (!only.test(name)) continue;
    const before = readTree(join(directory, 'before'));
    const { files, changes } = await apply(before);
    // Nothing to compile; it may be of versions that go with no other fixture's.
    if (changes.length === 0) continue;
    for (const r of changes.flatMap((c): readonly Requirement[] => c.requires)) need(r.name, r.version);
    const module = /^module (\S+)/m.exec(before['go.mod'] ?? '')?.[1] ?? '';
    for (const [, path, version] of (before['go.mod'] ?? '').matchAll(/^\t(\S+) (v\S+)/gm))
      need(path!, version!);
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.go')) continue;
      const target = join(root, name, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text.replaceAll(`"${module}/`, `"example.com/all/${name}/`));
    }
    packages.push(name);
  }
  const lines = [...requires].map(([path, version]) => `\t${path} ${version}`).sort();
  writeFileSync(
    join(root, 'go.mod'),
    `module example.com/all\n\ngo 1.25.0\n\nrequire (\n${lines.join('\n')}\n)\n`,
  );
  return packages;
}

function newer(a: string, b: string): boolean {
  const [x, y] = [a, b].map((v) => v.slice(1).split(/[.-]/).map(Number));
  for (let i = 0; i < 3; i++) if (x![i] !== y![i]) return x![i]! > y![i]!;
  return false;
}
