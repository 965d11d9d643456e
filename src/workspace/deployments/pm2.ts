import { directoryOf } from '../../model/relative-path.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { joinInRoot } from '../relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { exportedLiteral } from './literal.js';
import { parseYaml } from './parse-yaml.js';
import { asList, asRecord, asText, asTexts, textEntries } from './plain-data.js';
import { splitShell } from './shell-words.js';

/** Levels of brackets from which a file is no configuration; the native parser crashes the process at some thousands. */
const NESTING_LIMIT = 500;

/** A PM2 process file by its name: `ecosystem.config.cjs`, `pm2.json`, `process.yml`, … */
export function isPm2Path(path: string): boolean {
  return /(^|\/)((ecosystem|pm2|processes)(\.[\w-]+)*\.([mc]?js|json|ya?ml)|process\.(json|ya?ml))$/.test(
    path,
  );
}

/** The apps of a PM2 file. A JavaScript file is read as data, never executed: what is not literal there stays unknown. */
export async function readPm2(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): Promise<BuiltWorkload[]> {
  const text = workspace.read(path);
  if (text === null) return [];
  const directory = directoryOf(path);
  if (!/\.[mc]?js$/.test(path)) {
    return parseYaml({ text, path }, report).flatMap(({ value, lineOf }) =>
      appsOf(value).map((app, index) => ({ ...workloadOf(app, path), line: lineOf('apps', index) })),
    );
  }
  if (deepestNesting(text) > NESTING_LIMIT) return [];
  const { parseSync } = await import('oxc-parser');
  const data = exportedLiteral(parseSync(path, text).program, directory);
  return appsOf(data).map((app) => ({
    ...workloadOf(app, path),
    line: lineOfName(text, asText(asRecord(app).name)),
  }));
}

/** The most brackets open at once; those in strings count, which only errs on the safe side. */
function deepestNesting(text: string): number {
  let open = 0;
  let most = 0;
  for (const bracket of text.match(/[[\](){}]/g) ?? []) {
    open += '[({'.includes(bracket) ? 1 : -1;
    most = Math.max(most, open);
  }
  return most;
}

function appsOf(data: unknown): readonly unknown[] {
  const apps = Array.isArray(data) ? data : asList(asRecord(data).apps);
  return apps.filter((app) => asText(asRecord(app).script) !== null);
}

function lineOfName(text: string, name: string | null): number {
  const lines = text.split('\n');
  return Math.max(0, name === null ? 0 : lines.findIndex((line) => line.includes(name))) + 1;
}

function workloadOf(app: unknown, path: string): BuiltWorkload {
  const { name, script, args, cwd, env, interpreter, ...rest } = asRecord(app);
  const program = asText(script) ?? '';
  const runtime = asText(interpreter) ?? (/\.[mc]?[jt]s$/.test(program) ? 'node' : null);
  const flags = words(rest.node_args ?? rest.nodeArgs ?? rest.interpreter_args ?? rest.interpreterArgs);
  const command = [
    ...(runtime === null || runtime === 'none' ? [] : [runtime]),
    ...flags,
    program,
    ...words(args),
  ];
  const base = directoryOf(path);
  const directory = asText(cwd) === null ? base : (inDirectory(base, asText(cwd) ?? '.') ?? base);
  return { ...emptyWorkload('pm2', path, directory), name: asText(name), command, env: textEntries(env) };
}

/** `cwd` may be written with `__dirname`, which is already relative to the root. */
function inDirectory(base: string, cwd: string): string | null {
  return cwd === base || cwd.startsWith(`${base}/`) ? joinInRoot(cwd) : joinInRoot(base, cwd);
}

function words(value: unknown): string[] {
  const text = asText(value);
  return text === null ? asTexts(value) : splitShell(text);
}
