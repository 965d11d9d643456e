/**
 * Speed of the Go parser in MB/s of source, one core, against the floor of reading the same files:
 *   npm run build && node dist/bench/go-parser.js [DIRECTORY …]    (Go's standard library by default)
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGoFile } from '../src/languages/go/syntax/parser.js';
import { scanReferences } from '../src/languages/go/syntax/scan-references.js';

const RUNS = 5;

function goFilesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile() && e.name.endsWith('.go')).map((e) => join(e.parentPath, e.name));
}

/** Prints the first run, which includes compilation, and the median of the later ones. */
function measure(label: string, bytes: number, work: () => unknown): void {
  const seconds: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const started = performance.now();
    work();
    seconds.push((performance.now() - started) / 1000);
  }
  const [first, ...later] = seconds;
  const median = later.sort((a, b) => a - b)[RUNS >> 1]!;
  const speed = (time: number): string => (bytes / 1e6 / time).toFixed(1).padStart(7);
  console.log(`${label.padEnd(24)} ${speed(median)} MB/s   first run ${speed(first!)} MB/s`);
}

function referencesInBodies(text: string): number {
  let count = 0;
  for (const decl of parseGoFile(text, { bodies: 'skip' }).decls) {
    if (decl.kind !== 'FuncDecl' || decl.body === undefined) continue;
    scanReferences(text, decl.body.start, decl.body.end, () => count++);
  }
  return count;
}

const given = process.argv.slice(2);
const goRoot = given.length > 0 ? '' : execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
const paths = (given.length > 0 ? given : [join(goRoot, 'src')]).flatMap(goFilesBelow);
const read = (): string[] => paths.map((path) => readFileSync(path, 'utf8'));
const texts = read();
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(`${paths.length} files, ${(bytes / 1e6).toFixed(1)} MB, Node ${process.version}`);
measure('read only (floor)', bytes, read);
measure('full', bytes, () => {
  for (const text of texts) parseGoFile(text);
});
measure('bodies skipped', bytes, () => {
  for (const text of texts) parseGoFile(text, { bodies: 'skip' });
});
measure('skipped + references', bytes, () => {
  for (const text of texts) referencesInBodies(text);
});
