import { configTemplate } from '../config/config-template.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';
import { ciSnippets } from './ci-snippets.js';
import type { CommandContext } from './command-context.js';
import { requireDirectory } from './require-directory.js';
import { exists, writeFile } from './write-file.js';

const CONFIG_FILE = 'instrument.yaml';

export interface InitFlags {
  force?: boolean;
  ci?: string;
  output?: string;
}

/** `instrument init`: writes a commented instrument.yaml, or with `--ci` prints a CI snippet. */
export function initCommand(flags: InitFlags, context: CommandContext): number {
  if (flags.ci !== undefined && flags.output === undefined) {
    context.print(ciSnippet(flags.ci));
    return 0;
  }
  requireDirectory(context.cwd, context.cwd, 'the working directory');
  const file = flags.output ?? CONFIG_FILE;
  const text = flags.ci === undefined ? configTemplate : ciSnippet(flags.ci);
  if (!flags.force && exists(context.cwd, file)) throw InstrumentError.of('file-exists', { path: file });
  writeFile(context.cwd, file, text);
  if (!context.quiet) context.note(`wrote ${file}\n`);
  return 0;
}

function ciSnippet(name: string): string {
  const snippet = ciSnippets.get(name);
  if (snippet !== undefined) return snippet;
  const names = [...ciSnippets.keys()];
  const values = { name, valid: listNames(names) };
  throw InstrumentError.of('unknown-ci', values, { nearest: nearest(name, names) });
}
