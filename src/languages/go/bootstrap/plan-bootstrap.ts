/** The SDK set-up of services that have none: one generated file, and two or three lines where the program begins. */
import type { Change, NewFile, Skip } from '#src/model/change.js';
import type { GoBootstrap, GoVersions } from '#src/model/go-wrap.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import { closure } from '../rewrite/closure.js';
import { type GoSource, refusalOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { requirementsOf } from '../rewrite/requirements.js';
import type { Action } from './command-actions.js';
import { exitsOfOther } from './exits.js';
import { unhandledSignals } from './handled-signals.js';
import { ownSetup } from './own-setup.js';
import { localSetup, sharedSetup } from './setup-file.js';
import { startingPoints } from './starting-points.js';
import { type OtherExit, startLine, type Wiring, wireExits, wireStart } from './wire-start.js';

interface BootstrapInput {
  tree: GoTree;
  services: readonly ServiceReport[];
  /** What else is planned: a service that gets instrumented needs an SDK. */
  changes: readonly Change[];
  bootstrap: GoBootstrap;
  versionsOf(module: GoModule): GoVersions | string;
}

export function planBootstrap(input: BootstrapInput): { changes: Change[]; skips: Skip[] } {
  const changes: Change[] = [];
  const skips: Skip[] = [];
  const modules = new Map<GoModule, ModuleView>();
  const viewOf = (module: GoModule) => {
    const view = modules.get(module) ?? viewModule(input, module);
    modules.set(module, view);
    return view;
  };
  for (const service of input.services) {
    const isInstrumented =
      input.changes.some((c) => c.services.includes(service.name)) ||
      service.integrations.some((i) => i.sites.some((s) => s.instrumented && i.by !== 'manual'));
    if (!isInstrumented) continue;
    const planned = planOne(input, service, viewOf);
    if (planned.change) changes.push(planned.change);
    if (planned.skip) skips.push(planned.skip);
  }
  return { changes, skips };
}

interface Outcome {
  change?: Change;
  skip?: Skip;
}

/** What has to be read of all files of a module, once. */
interface ModuleView {
  /** How many programs it has. */
  mains: number;
  /** Files that set an SDK up, for whoever imports them. */
  setups: readonly string[];
}

function viewModule({ tree, bootstrap }: BootstrapInput, module: GoModule): ModuleView {
  const mains = new Set<string>();
  const setups: string[] = [];
  for (const file of tree.filesOf(module)) {
    const text = tree.text(file);
    const isProgram = /^package main\b/m.test(text);
    // What a program sets up for itself is no help to another.
    if (!isProgram && bootstrap.present.test(text)) setups.push(file);
    if (isProgram && /^func main\(\)/m.test(text)) mains.add(directoryOf(file));
  }
  return { mains: mains.size, setups };
}

function planOne(
  input: BootstrapInput,
  service: ServiceReport,
  viewOf: (module: GoModule) => ModuleView,
): Outcome {
  const { tree, bootstrap } = input;
  const entry = service.entrypoints[0] ?? '';
  const directory = directoryOf(entry);
  const module = tree.moduleOf(entry);
  const main = tree.functions(directory, 'main').find(({ decl }) => !decl.recv && decl.body);
  if (!module || !main) return {};
  const skip = (code: string, message: string, help: string): Outcome => ({
    skip: {
      code,
      service: service.name,
      file: entry,
      line: lineOf(main.source, main.decl.start),
      message,
      help,
    },
  });
  const reached = closure(tree, directory);
  if (reached.some((file) => bootstrap.present.test(tree.text(file)))) return {};
  const versions = input.versionsOf(module);
  if (typeof versions === 'string')
    return skip('version-conflict', versions, 'Raise what is too old there by yourself, then run again.');

  const points = startingPoints(tree, main, reached, service);
  const others = otherExits(tree, module, reached, [
    ...points,
    { source: main.source, body: main.decl.body! },
  ]);
  const isOutside = ({ source }: { source: GoSource }) => directoryOf(source.path) !== directory;
  const isShared = viewOf(module).mains > 1 || points.some(isOutside) || others.some(isOutside);
  const signals = unhandledSignals(tree, reached);
  const flushes = signals.length > 0;
  let setup = isShared
    ? sharedSetup(tree, module, bootstrap, versions)
    : localSetup(tree, directory, bootstrap, versions, flushes);
  const foreign = viewOf(module).setups.find((file) => file !== setup.file);
  if (foreign) {
    const own = ownSetup(tree, module, foreign, directory, bootstrap.present);
    if (!own || points.some(isOutside)) {
      return skip(
        'sdk-not-started',
        `The module sets up OpenTelemetry in \`${foreign}\`, but this program does not use it.`,
        `Call it at the start of \`main\` in \`${entry}\`.`,
      );
    }
    setup = localSetup(tree, directory, bootstrap, versions, flushes, own);
  }
  const exits = others.filter((one) => setup.importPath !== '' || !isOutside(one));
  const wiring: Wiring = { tree, setup, service: service.name, signals, names: new Map() };
  const creates: NewFile[] = setup.isNew ? [{ file: setup.file, text: setup.text }] : [];
  const change: Change = {
    id: `go:bootstrap:${entry}:${lineOf(main.source, main.decl.start)}`,
    title: `Set up OpenTelemetry in ${points.map((p) => p.source.path).join(', ')}`,
    services: [service.name],
    subject: 'bootstrap',
    edits: [],
    creates,
    requires: requirementsOf(module, versions, setup.imports),
    notes: [
      foreign
        ? `It calls what \`${foreign}\` has: telemetry goes where that sends it.`
        : 'Traces and metrics go to `OTEL_EXPORTER_OTLP_ENDPOINT` (http://localhost:4318 when unset); `OTEL_SDK_DISABLED=true` turns them off.',
      ...(versions.note ? [versions.note] : []),
    ],
  };
  const refused = points.map((p) => refusalOf(p.source)).find((r) => r !== null);
  if (refused)
    return skip(refused.code, refused.message, 'Set up the SDK by hand: see `instrument explain layer-2`.');
  const unusual = points.map(whyNotWired).find((why) => why !== null);
  if (unusual) {
    return {
      ...(creates.length > 0 ? { change } : {}),
      ...skip(
        'bootstrap-by-hand',
        unusual,
        `Add where the program starts${isShared ? ` (import \`${setup.importPath}\`)` : ''}: \`${startLine(wiring)}\`.`,
      ),
    };
  }
  const edits = [...points.flatMap((p) => wireStart(wiring, p)), ...wireExits(wiring, exits)];
  return { change: { ...change, edits } };
}

function whyNotWired({ source, body }: Action): string | null {
  if (body.stmts.length === 0) return '`main` has no statements: the program is built in initialisers.';
  const isOneLine = !source.text.slice(body.start, body.end).includes('\n');
  return isOneLine && body.stmts.length > 1
    ? 'The program begins with several statements on one line.'
    : null;
}

/**
 * Exits of functions that set nothing up, in files of the same module that may be changed.
 *
 * @param covered functions that stop telemetry themselves, or run once it is stopped
 */
function otherExits(
  tree: GoTree,
  module: GoModule,
  files: readonly string[],
  covered: readonly Action[],
): OtherExit[] {
  return files.flatMap((file) => {
    if (tree.moduleOf(file) !== module || !/\.(?:Fatal|Exit)/.test(tree.text(file))) return [];
    const source = tree.open(file);
    if (!source || refusalOf(source)) return [];
    const bodies = covered.filter((c) => c.source === source).map((c) => c.body);
    const exits = source.file.decls.flatMap((decl) =>
      decl.kind === 'FuncDecl' && decl.body ? exitsOfOther(source, decl.body) : [],
    );
    return exits
      .filter(({ statement: { start } }) => !bodies.some((b) => b.start <= start && start < b.end))
      .map((exit) => ({ source, exit }));
  });
}

function lineOf({ text }: GoSource, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
