/** The lines that set telemetry up, and those that stop it where a program ends without its deferred calls. */
import type { Edit } from '#src/model/change.js';
import { directoryOf } from '../../../model/relative-path.js';
import { indentAt } from '../rewrite/edit-expressions.js';
import { createFileNames, type FileNames } from '../rewrite/file-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { render } from '../rewrite/render.js';
import type { Action } from './command-actions.js';
import { type Exit, exitsOfStart, stopBefore } from './exits.js';
import type { EndingSignal } from './handled-signals.js';
import type { SetupFile } from './setup-file.js';

export interface Wiring {
  tree: GoTree;
  setup: SetupFile;
  service: string;
  signals: readonly EndingSignal[];
  names: Map<GoSource, FileNames>;
}

/** An exit of a function that sets nothing up. */
export interface OtherExit {
  source: GoSource;
  exit: Exit;
}

export function wireStart(wiring: Wiring, { source, body }: Action): Edit[] {
  const { setup, signals, service } = wiring;
  const { start, stop, flush } = setup.names;
  const lines = [`@P${start}(${JSON.stringify(service)})`, `defer @P${stop}()`];
  if (signals.length > 0) lines.push(`@P${flush}(${signals.length === 1 ? inCode(signals[0]!) : ''})`);
  const { text, edits } = rendered(wiring, source, lines.join('\n'), body.start);
  const exits = exitsOfStart(source, body).flatMap((exit) => stopAt(wiring, source, exit));
  return [...edits, ...atBeginning(source, body, text), ...exits];
}

export function wireExits(wiring: Wiring, exits: readonly OtherExit[]): Edit[] {
  return exits.flatMap(({ source, exit }) => stopAt(wiring, source, exit));
}

/** What a reader of a message types by hand. */
export function startLine({ setup, service, signals }: Wiring): string {
  const { start, stop, flush } = setup.names;
  const prefix = setup.importPath === '' ? '' : 'telemetry.';
  const flushes = signals.length > 0 ? `; ${prefix}${flush}()` : '';
  return `${prefix}${start}(${JSON.stringify(service)}); defer ${prefix}${stop}()${flushes}`;
}

function stopAt(wiring: Wiring, source: GoSource, exit: Exit): Edit[] {
  const { text, edits } = rendered(wiring, source, `@P${wiring.setup.names.stop}()`, exit.statement.start);
  const stops = stopBefore(source, exit, text);
  return stops.length === 0 ? [] : [...edits, ...stops];
}

/** `@P` stands for the package of the set-up, with its dot. */
function rendered({ tree, setup, names }: Wiring, source: GoSource, code: string, offset: number) {
  const known = names.get(source) ?? createFileNames(source, tree.packageNames(directoryOf(source.path)));
  names.set(source, known);
  const prefix = setup.importPath === '' ? '' : `@{${setup.importPath}}.`;
  return render(code.replaceAll('@P', prefix), known, offset);
}

const inCode = (signal: EndingSignal): string =>
  signal === 'os.Interrupt' ? '@{os}.Interrupt' : '@{syscall}.SIGTERM';

/** The first lines of a body, with a blank line below them. */
function atBeginning(source: GoSource, body: Action['body'], code: string): Edit[] {
  const { text, path: file } = source;
  const indent = `${indentAt(text, lineStart(text, body.start))}\t`;
  const lines = code.replace(/^/gm, indent);
  const brace = body.start + 1;
  const [first] = body.stmts;
  const isOneLine = !text.slice(body.start, body.end).includes('\n');
  if (isOneLine && first) {
    const end = body.stmts.at(-1)!.end;
    return [
      { file, start: brace, end: first.start, text: `\n${indent}` },
      { file, start: first.start, end: first.start, text: `${lines.slice(indent.length)}\n\n${indent}` },
      { file, start: end, end: body.end - 1, text: `\n${indent.slice(1)}` },
    ];
  }
  const newline = text.indexOf('\n', brace);
  const at = text[newline - 1] === '\r' ? newline - 1 : newline;
  const next = text
    .slice(newline + 1)
    .split('\n', 1)[0]!
    .trim();
  return [{ file, start: at, end: at, text: `\n${lines}${next === '' || next === '}' ? '' : '\n'}` }];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
