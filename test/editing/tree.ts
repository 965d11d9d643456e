import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Readonly<Record<string, string | Buffer>>;

/** In memory where there is such a place: the tests wait for the disk some thousand times. */
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A new directory that goes when the test ends. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(BASE, 'instrument-editing-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function writeTree(root: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A root with files, and a place for the engine's state beside it. */
export function workTree(files: Files): { root: string; stateHome: string } {
  const base = temporaryDirectory();
  mkdirSync(join(base, 'state'));
  mkdirSync(join(base, 'tree'));
  return { root: writeTree(join(base, 'tree'), files), stateHome: join(base, 'state') };
}

/** All that apply promises about: names, bytes and modes; directories too, links as links. */
export function snapshot(root: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name === '.git' || name.startsWith('.git/')) continue;
    const stat = lstatSync(join(root, name));
    const mode = (stat.mode & 0o7777).toString(8);
    all[name] = stat.isFile() ? `${mode} ${readFileSync(join(root, name)).toString('base64')}` : 'directory';
  }
  return all;
}

export function git(root: string, ...args: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}
