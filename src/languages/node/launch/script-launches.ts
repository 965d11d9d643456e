/** The launches that a package.json's scripts say. */
import type { PackageManifest } from '../modules/package-manifest.js';
import { readCommandLine } from './command.js';
import { expandCommand, type Repository } from './expand.js';
import type { Launch } from './launch.js';
import { mayServe } from './script-names.js';

/** Launches of the package's own scripts; scripts that start another package are that package's business. */
export function scriptLaunches(manifest: PackageManifest, repository: Repository): Launch[] {
  const launches: Launch[] = [];
  for (const [name, script] of Object.entries(manifest.scripts)) {
    if (!mayServe(name)) continue;
    const at = `${manifest.file}:${manifest.lineOfScript(name)}`;
    const place = { manifest, directories: [manifest.directory], at };
    for (const command of readCommandLine(script)) {
      for (const started of expandCommand(command, place, repository, [`${manifest.directory}#${name}`])) {
        if (started.directory !== manifest.directory && started.framework !== null) continue;
        launches.push({ ...started, at, origin: 'script', label: started.project ?? name, workload: null });
      }
    }
  }
  return launches;
}

/** The source file that a package's build starts from, for programs that are bundled: `esbuild src/server.ts --bundle`. */
export function bundledEntry(
  manifest: PackageManifest,
  repository: Repository,
): Pick<Launch, 'entry' | 'isGuess'> {
  for (const [name, script] of Object.entries(manifest.scripts)) {
    if (!/^(?:build|bundle|compile|dev|prebuild)/.test(name)) continue;
    if (!/esbuild|tsup|tsdown|rollup|webpack|ncc|swc|bun build|vite/.test(script)) continue;
    const file = /(?:^|\s)(\.?\/?[\w./-]+\.[cm]?tsx?)(?=\s|$)/.exec(script)?.[1];
    const found = file === undefined ? null : repository.resolver.entry(file, manifest.directory);
    if (found !== null) return { entry: found };
  }
  const usual = ['src/main', 'src/server', 'src/index', 'src/app', 'server', 'main', 'index', 'app'];
  const entry = usual
    .map((path) => repository.resolver.entry(`./${path}`, manifest.directory))
    .find((file) => file !== null);
  return { entry: entry ?? null, isGuess: true };
}
