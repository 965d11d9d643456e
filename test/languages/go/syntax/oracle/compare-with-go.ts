import { isUtf8 } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decl, GoFile } from '../../../../../src/languages/go/syntax/ast.js';
import { parseGoFile } from '../../../../../src/languages/go/syntax/parser.js';
import { Dumper } from './dump.js';

interface Verdict {
  path: string;
  ok: boolean;
  error?: string;
  header: string;
  decls: string[];
}

/** A file on which the parsers disagree, and how. */
interface Difference {
  path: string;
  reason: string;
}

/** What a comparison came to; `unreadable` counts files that are no UTF-8, which we cannot judge from a string. */
export interface Outcome {
  files: number;
  bytes: number;
  declarations: number;
  accepted: number;
  rejected: number;
  unreadable: number;
  differences: Difference[];
}

/** Where the Go program is; scripts and tests run from the project's root. */
const ORACLE = join(process.cwd(), 'test/languages/go/syntax/oracle');

/** Compares our parser with go/parser on the Go files `paths`. Needs `go` on the PATH. */
export function compareWithGo(paths: string[]): Outcome {
  const directory = mkdtempSync(join(tmpdir(), 'go-oracle-'));
  try {
    const binary = join(directory, 'oracle');
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: ORACLE, stdio: ['ignore', 'ignore', 'inherit'] });
    return compareVerdicts(askOracle(binary, paths, false), binary);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** All Go files below `path`, or the file itself. */
export function goFilesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, withFileTypes: true });
  return names.filter((e) => e.isFile() && e.name.endsWith('.go')).map((e) => join(e.parentPath, e.name));
}

function askOracle(binary: string, paths: string[], asText: boolean): Verdict[] {
  const { stdout, stderr, status } = spawnSync(binary, asText ? ['-dump'] : [], {
    input: paths.join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`the oracle failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}

function compareVerdicts(verdicts: Verdict[], binary: string): Outcome {
  const outcome: Outcome = {
    files: verdicts.length,
    bytes: 0,
    declarations: 0,
    accepted: 0,
    rejected: 0,
    unreadable: 0,
    differences: [],
  };
  for (const verdict of verdicts) {
    const bytes = readFileSync(verdict.path);
    outcome.bytes += bytes.length;
    if (verdict.ok) outcome.accepted++;
    else outcome.rejected++;
    if (!isUtf8(bytes)) {
      outcome.unreadable++;
      continue;
    }
    outcome.declarations += verdict.decls.length;
    const reason = disagreement(verdict, bytes.toString('utf8'), binary);
    if (reason !== undefined) outcome.differences.push({ path: verdict.path, reason });
  }
  return outcome;
}

function disagreement(verdict: Verdict, text: string, binary: string): string | undefined {
  const file = parseGoFile(text);
  const problem = file.errors[0];
  if (!verdict.ok) return problem === undefined ? `go/parser reports: ${verdict.error}` : undefined;
  if (problem !== undefined) return `only we report at ${problem.offset}: ${problem.message}`;
  const dumper = new Dumper(text);
  const header = dumper.header(file);
  const decls = file.decls.map((decl) => dumper.declaration(decl));
  const isSame =
    hash(header) === verdict.header &&
    decls.length === verdict.decls.length &&
    decls.every((decl, i) => hash(decl) === verdict.decls[i]);
  if (isSame) return skippingDiffers(file, text) ? 'skipping bodies gives other declarations' : undefined;
  const [theirs] = askOracle(binary, [verdict.path], true);
  return firstDifference([header, ...decls].join(''), [theirs!.header, ...theirs!.decls].join(''));
}

/** True when reading without bodies finds other comments, declarations or ranges of bodies than reading in full. */
function skippingDiffers(full: GoFile, text: string): boolean {
  const skipped = parseGoFile(text, { bodies: 'skip' });
  const outline = (file: GoFile): string =>
    JSON.stringify([file.errors, file.comments, file.imports, file.decls.map(withoutStatements)]);
  return outline(full) !== outline(skipped);
}

function withoutStatements(decl: Decl): Decl {
  if (decl.kind !== 'FuncDecl' || decl.body === undefined) return decl;
  return { ...decl, body: { ...decl.body, skipped: true, stmts: [] } };
}

function firstDifference(ours: string, theirs: string): string {
  const left = ours.split('\n');
  const right = theirs.split('\n');
  const at = left.findIndex((line, i) => line !== right[i]);
  const context = left.slice(Math.max(0, at - 3), at).join(' / ');
  return `after "${context}": ours "${left[at]}", theirs "${right[at]}"`;
}

function hash(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
