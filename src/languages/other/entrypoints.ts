import { directoryOf } from '../../model/relative-path.js';
import type { Workspace } from '../../model/source-file.js';
import type { Family } from './manifests/manifest.js';

/** File names that start programs, best first. */
const NAMES: Readonly<Record<Family, RegExp>> = {
  python:
    /(^|\/)(__main__|main|app|server|manage|wsgi|asgi|run|worker|consumer|[\w-]*_?(server|service|app|worker|consumer))\.py$/,
  jvm: /(^|\/)(\w*Application|Main|App|\w*Server|\w*Main)\.(java|kt|scala|groovy)$|(^|\/)(main|app|core)\.(kt|clj)$/,
  dotnet: /(^|\/)(Program|Startup)\.(cs|fs|vb)$/,
  ruby: /(^|\/)(config\/application|config\/environment|app|server|main|\w*_?(server|service|app|worker))\.rb$/,
  php: /(^|\/)((public|html|web|www|htdocs)\/)?(index|app|server)\.php$/,
  rust: /(^|\/)src\/(main\.rs|bin\/\w+\.rs|bin\/\w+\/main\.rs)$/,
  beam: /(^|\/)(lib\/[\w/]*application\.ex|src\/\w+_app\.erl)$/,
  cpp: /(^|\/)(main|server|app|\w*_?(server|service|main))\.(cpp|cc|cxx|c)$/i,
  swift: /(^|\/)(main|App|entrypoint|configure)\.swift$/,
  dart: /(^|\/)bin\/\w+\.dart$/,
  haskell: /(^|\/)(Main|app\/\w+)\.hs$/,
};

/** What the text of a file that starts a program holds. */
const STARTS: Partial<Record<Family, RegExp>> = {
  python: /^if __name__ == ['"]__main__['"]/m,
  jvm: /static void main\s*\(|fun main\s*\(|def main\s*\(|extends App\b|@QuarkusMain|SpringApplication|\(defn -main/,
  dotnet:
    /static (async )?(void|int|Task(<int>)?) Main\s*\(|WebApplication\.Create|Host\.CreateDefaultBuilder/,
  ruby: /Sinatra|run!|Rack::|GRPC::RpcServer/,
  cpp: /\bint\s+main\s*\(/,
};

/** Sources that are read at most to find one that starts a program. */
const READ_LIMIT = 200;

/**
 * The files that start a program: those that its commands name, else those whose name says so, else those whose text
 * says so. Empty when nothing does.
 * @param commands words of the start commands
 * @param sources the program's source files
 */
export function findEntrypoints(
  family: Family,
  sources: readonly string[],
  commands: readonly (readonly string[])[],
  workspace: Workspace,
): string[] {
  const named = sources.filter((path) => commands.some((words) => words.some((word) => names(word, path))));
  if (named.length > 0) return shallowest(named);
  const pattern = NAMES[family];
  const usual = sources.filter((path) => pattern.test(path));
  const starts = STARTS[family];
  if (!starts) return shallowest(usual);
  const certain = usual.filter((path) => starts.test(workspace.read(path) ?? ''));
  if (certain.length > 0) return shallowest(certain);
  if (usual.length > 0 && family !== 'jvm' && family !== 'cpp') return shallowest(usual);
  const others = sources.slice(0, READ_LIMIT).filter((path) => starts.test(workspace.read(path) ?? ''));
  return shallowest(others);
}

/** `main.py`, `app.main:api` and `-m worker.main` name `…/app/main.py`. */
function names(word: string, path: string): boolean {
  const file = word.replace(/^(\.?\/)+/, '');
  if (/\.\w+$/.test(path) && (path === file || path.endsWith(`/${file}`)))
    return /\.(py|rb|php|exs?|dart)$/.test(file);
  const module = /^([A-Za-z_][\w.]*)(:\w+(\(\))?)?$/.exec(file)?.[1];
  if (module === undefined || !path.endsWith('.py') || (!file.includes(':') && !module.includes('.')))
    return false;
  const asPath = `${module.replaceAll('.', '/')}.py`;
  return path === asPath || path.endsWith(`/${asPath}`);
}

/** Those of the least depth; programs lie above their modules. */
function shallowest(paths: readonly string[]): string[] {
  const depth = (path: string): number => directoryOf(path).split('/').length;
  const least = Math.min(...paths.map(depth));
  return paths.filter((path) => depth(path) === least).slice(0, 3);
}
