/** go.work of a repository, copied so that Go may write its go.work.sum without touching the user's. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { GoToolchain } from './toolchain.js';

export interface GoWorkspace {
  /** Value of GOWORK for a command: the copy, or `off`. */
  env: { GOWORK: string };
  /** Absolute directories of the modules of the workspace; empty without one. */
  members: readonly string[];
  /** The user's go.work.sum, and the text of its copy as Go has left it by now. */
  sum(): { path: string; original: string | null; now: string | null } | null;
}

const workFile = z.object({
  Use: z.array(z.object({ DiskPath: z.string() })).nullish(),
  Replace: z
    .array(
      z.object({
        Old: z.object({ Path: z.string(), Version: z.string().optional() }),
        New: z.object({ Path: z.string(), Version: z.string().optional() }),
      }),
    )
    .nullish(),
});

const NONE: GoWorkspace = { env: { GOWORK: 'off' }, members: [], sum: () => null };

/**
 * @param directory absolute, of a module
 * @param copyTo an empty directory
 */
export async function openGoWork(go: GoToolchain, directory: string, copyTo: string): Promise<GoWorkspace> {
  const path = (await go.run(directory, ['env', 'GOWORK'])).stdout.trim();
  if (path === '' || path === 'off') return NONE;
  const described = await go.run(dirname(path), ['work', 'edit', '-json', path]);
  if (!described.ok) return NONE;
  const { Use, Replace } = workFile.parse(JSON.parse(described.stdout));
  const copy = join(copyTo, 'go.work');
  copyFileSync(path, copy);
  const absolute = (inner: string) => resolve(dirname(path), inner);
  const edits = (Use ?? []).flatMap(({ DiskPath }) => [`-dropuse=${DiskPath}`, `-use=${absolute(DiskPath)}`]);
  for (const { Old, New } of Replace ?? []) {
    if (New.Version) continue;
    const old = Old.Version ? `${Old.Path}@${Old.Version}` : Old.Path;
    edits.push(`-dropreplace=${old}`, `-replace=${old}=${absolute(New.Path)}`);
  }
  if (edits.length > 0) await go.run(copyTo, ['work', 'edit', ...edits, copy], { GOWORK: copy });
  const original = read(`${path}.sum`);
  if (original !== null) copyFileSync(`${path}.sum`, `${copy}.sum`);
  return {
    env: { GOWORK: copy },
    members: (Use ?? []).map(({ DiskPath }) => absolute(DiskPath)),
    sum: () => ({ path: `${path}.sum`, original, now: read(`${copy}.sum`) }),
  };
}

function read(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
