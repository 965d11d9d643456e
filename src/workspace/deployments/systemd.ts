import { directoryOf } from '../../model/relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { commandWords, splitShell } from './shell-words.js';

export function isSystemdUnitPath(path: string): boolean {
  return path.endsWith('.service');
}

/** The process of a systemd unit; none without `ExecStart`. */
export function readSystemdUnit(path: string, text: string): BuiltWorkload[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^ExecStart=\S/.test(line));
  if (start < 0) return [];
  const command = (lines[start] ?? '').replace(/^ExecStart=[-@:+!]*/, '');
  const env: Record<string, string> = {};
  for (const line of lines) {
    for (const pair of /^Environment=(.*)$/.exec(line)?.slice(1).flatMap(splitShell) ?? []) {
      const [, name, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (name !== undefined && value !== undefined) env[name] = value;
    }
  }
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/@?\.service$/, '');
  const own = { line: start + 1, name, command: commandWords(command), env };
  return [{ ...emptyWorkload('systemd', path, directoryOf(path)), ...own }];
}
