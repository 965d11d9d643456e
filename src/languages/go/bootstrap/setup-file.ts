/** The generated file that sets the SDK up. */
import type { GoBootstrap, GoVersions } from '#src/model/go-wrap.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import { freeName } from '../rewrite/file-names.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { renderFile } from '../rewrite/render.js';

/** What the file declares, as its own package calls it. */
export interface SetupNames {
  start: string;
  stop: string;
  flush: string;
}

export interface SetupFile {
  file: string;
  text: string;
  /** Import paths that it uses. */
  imports: string[];
  isNew: boolean;
  /** Import path of its package; empty where that is the program's own. */
  importPath: string;
  names: SetupNames;
}

const SHARED_PACKAGE = 'telemetry';
const COMMENT = '// OpenTelemetry for this program, added by `instrument apply`.\n\n';

/** `internal/telemetry`, for programs that share it and for what starts or ends in packages beside `main`. */
export function sharedSetup(
  tree: GoTree,
  module: GoModule,
  bootstrap: GoBootstrap,
  versions: GoVersions,
): SetupFile {
  const base = module.directory === '.' ? '' : `${module.directory}/`;
  const names = { start: 'Start', stop: 'Stop', flush: 'FlushOnSignal' };
  const body = named(bootstrap.text(versions.otel), names, 'state');
  const comment = `// Package ${SHARED_PACKAGE} sets up OpenTelemetry; added by \`instrument apply\`.\n`;
  for (let i = 1; ; i++) {
    const name = i === 1 ? SHARED_PACKAGE : `${SHARED_PACKAGE}${i}`;
    const { text, imports } = renderFile(name, comment.replace(SHARED_PACKAGE, name), body, () => false);
    const file = `${base}internal/${name}/${SHARED_PACKAGE}.go`;
    const present = tree.exists(file);
    const isOurs = present && tree.text(file).replaceAll('\r', '') === text;
    if (tree.package(directoryOf(file)).length > 0 && !isOurs) continue;
    const importPath = `${module.path}/internal/${name}`;
    return { file, text, imports, isNew: !present, importPath, names };
  }
}

/**
 * `telemetry.go` beside the only main of a module.
 *
 * @param flushes whether the program leaves signals to the default
 * @param ownSetup the body of the start function where the module has a set-up of its own
 */
export function localSetup(
  tree: GoTree,
  directory: string,
  bootstrap: GoBootstrap,
  versions: GoVersions,
  flushes: boolean,
  ownSetup?: string,
): SetupFile {
  const sources = tree.package(directory);
  const taken = (n: string) => tree.packageNames(directory).has(n) || sources.some((s) => s.names.has(n));
  const names = {
    start: freeName('startTelemetry', taken),
    stop: freeName('stopTelemetry', taken),
    flush: freeName('flushOnSignal', taken),
  };
  const whole = named(bootstrap.text(versions.otel, ownSetup), names, freeName('telemetryState', taken));
  const body = flushes ? whole : whole.slice(0, whole.indexOf(`// ${names.flush} `));
  const { text, imports } = renderFile('main', COMMENT, body, (n) => tree.packageNames(directory).has(n));
  const path = (stem: string) => (directory === '.' ? `${stem}.go` : `${directory}/${stem}.go`);
  const stem = freeName('telemetry', (n) => tree.exists(path(n)));
  return { file: path(stem), text, imports, isNew: true, importPath: '', names };
}

function named(text: string, { start, stop, flush }: SetupNames, state: string): string {
  return text
    .replaceAll('@@State', state)
    .replaceAll('@@Start', start)
    .replaceAll('@@Stop', stop)
    .replaceAll('@@Flush', flush);
}
