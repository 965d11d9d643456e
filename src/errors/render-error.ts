import { Chalk, type ChalkInstance } from 'chalk';
import { type ErrorLocation, InstrumentError } from './instrument-error.js';

export interface ErrorStyle {
  color: boolean;
  /** Adds the stack and the chain of causes. */
  debug: boolean;
  /** Version of the tool, for bug reports. */
  version: string;
}

/** The text of an error for stderr, with a line break at its end. An unexpected error is presented as our bug. */
export function renderError(error: unknown, style: ErrorStyle): string {
  const chalk = new Chalk({ level: style.color ? 1 : 0 });
  const known = error instanceof InstrumentError ? error : bugReport(error, style.version);
  const lines = [`${chalk.red.bold('error')} ${chalk.bold(`${known.code}:`)} ${known.title}`];
  if (known.location) lines.push(...codeFrame(known.location, chalk));
  lines.push(`  ${known.why}`, `  ${chalk.cyan('help:')} ${known.help}`);
  if (style.debug) lines.push('', ...causeChain(error).map((line) => chalk.dim(line)));
  return `${lines.join('\n')}\n`;
}

function bugReport(error: unknown, version: string): InstrumentError {
  const message = error instanceof Error ? error.message : String(error);
  return InstrumentError.of('internal-error', { message: message || 'it failed without a message', version });
}

function codeFrame(location: ErrorLocation, chalk: ChalkInstance): string[] {
  const { file, line, column, length, text } = location;
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [
    `  ${chalk.cyan(`${file}:${line}:${column}`)}`,
    `  ${chalk.dim(`${number} |`)} ${text}`,
    `  ${chalk.dim(`${gutter} |`)} ${indent}${chalk.red('^'.repeat(Math.max(1, length)))}`,
  ];
}

function causeChain(error: unknown): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  for (let cause = error; cause instanceof Error && !seen.has(cause); cause = cause.cause) {
    seen.add(cause);
    lines.push(`${lines.length > 0 ? 'caused by: ' : ''}${cause.stack ?? cause.message}`);
  }
  return lines.length > 0 ? lines : [String(error)];
}
