/** Measures `instrument scan` as whole processes against two floors, each pair in turn, and prints a table. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from '#src/workspace/list-files.js';
import { CLI, inTurn, once, row } from './measure.js';

const FLOOR = fileURLToPath(new URL('./floor.js', import.meta.url));
const SOURCE = /\.(?:go|[cm]?[jt]s|[jt]sx)$/;

/** Copies the first part of a corpus by bytes of source, whole directories in order. */
function copyPart(root: string, share: number, target: string): { files: number; megabytes: number } {
  const { files } = listFiles(root);
  const total = files.reduce((sum, f) => sum + (SOURCE.test(f.path) ? f.size : 0), 0);
  let bytes = 0;
  let count = 0;
  for (const { path, size } of files) {
    if (bytes > total * share) break;
    mkdirSync(join(target, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(target, path), { preserveTimestamps: true });
    if (!SOURCE.test(path)) continue;
    bytes += size;
    count++;
  }
  trackWithGit(target);
  return { files: count, megabytes: bytes / 1e6 };
}

/** Files that a .gitignore matches but that were committed belong to the tree: a copy without git would lose them. */
function trackWithGit(directory: string): void {
  for (const args of [
    ['init', '-q'],
    ['add', '-f', '.'],
  ])
    spawnSync('git', ['-C', directory, ...args]);
}

/** @param root of a repository, copied before it is touched */
export function measureScan(root: string): void {
  const work = mkdtempSync(join(tmpdir(), 'instrument-bench-'));
  const cache = join(work, 'cache');
  const scan = (...flags: string[]) => once([CLI, 'scan', copy, '--format', 'json', ...flags], cache);
  const copy = join(work, basename(root));
  const { files, megabytes } = copyPart(root, 1, copy);
  console.log(`\n${basename(root)}: ${files} source files, ${megabytes.toFixed(1)} MB`);
  const [floor, cold] = inTurn(
    () => once([FLOOR, 'search', copy], cache),
    () => scan('--no-cache'),
  );
  row('list, read, search (floor)', floor, floor);
  row('scan, cold', cold, floor);
  scan();
  const [list, warm] = inTurn(
    () => once([FLOOR, 'list', copy], cache),
    () => scan(),
  );
  row('list and stat (floor)', list, list);
  row('scan, warm', warm, list);
  const edited = listFiles(copy).files.find((f) => SOURCE.test(f.path) && f.size < 50_000);
  const [changed] = inTurn(() => {
    appendFileSync(join(copy, edited?.path ?? ''), '\n');
    return scan();
  });
  row('scan, one file changed', changed, list);
  for (const share of [0.25, 0.5]) {
    const part = join(work, `part-${share}`);
    const size = copyPart(root, share, part);
    const [run] = inTurn(() => once([CLI, 'scan', part, '--format', 'json', '--no-cache'], cache));
    row(`scan, cold, ${share * 100} % (${size.megabytes.toFixed(1)} MB)`, run, cold);
  }
  rmSync(work, { recursive: true });
}
