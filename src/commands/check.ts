import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ConfigProblem, checkBeylaConfig } from '../engine/layer1/check-beyla-config.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { nearest } from '../errors/nearest.js';
import type { CommandContext } from './command-context.js';

export interface CheckFlags {
  format?: string;
}

/** `instrument check <beyla.yaml>`: what Beyla would ignore or refuse. @returns 1 when there is something */
export function checkCommand(file: string, flags: CheckFlags, context: CommandContext): number {
  const { format = 'text' } = flags;
  if (format !== 'text' && format !== 'json')
    throw InstrumentError.of('unknown-format', { name: format, valid: '`text` and `json`' });
  const problems = checkBeylaConfig(readConfig(resolve(context.cwd, file), file)).map(withSuggestion);
  if (format === 'json') {
    const found = problems.map(({ known: _, key: _key, ...problem }) => ({ file, ...problem }));
    context.print(`${JSON.stringify({ schemaVersion: 1, problems: found }, null, 2)}\n`);
  } else if (problems.length === 0) context.print(`${file}: every key and value is one that Beyla knows\n`);
  else
    for (const { line, column, code, message } of problems)
      context.print(`${file}:${line}:${column}  ${code}  ${message}\n`);
  return problems.length === 0 ? 0 : 1;
}

function readConfig(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw InstrumentError.of('unreadable-file', { file: shown }, { cause });
  }
}

function withSuggestion(problem: ConfigProblem): ConfigProblem {
  if (problem.key === undefined) return problem;
  const meant = nearest(problem.key, problem.known ?? []);
  return meant === undefined
    ? problem
    : { ...problem, message: `${problem.message} Did you mean \`${meant}\`?` };
}
