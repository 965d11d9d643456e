/** Whether a build makes a file of each source file, so that one added beside the entry comes out beside the program. */
import { directoryOf, isWithin, joinPath } from '#src/model/relative-path.js';
import { programName } from '../../launch/programs.js';
import { ancestors } from '../../modules/file-index.js';
import type { NodeScene } from '../node-service.js';

const COMPILERS = /^(?:tsc|tspc|ttsc|swc|babel|esbuild|tsup|tsdown)$/;
const OUT = /(?:^|\s)(?:--out-?dir|-d)(?:\s+|=)["']?([^\s"']+)/i;
/** Executors of Nx that compile file by file. */
const NX_COMPILER = /"executor"\s*:\s*"@(?:nx|nrwl)\/(?:js|node):(?:tsc|swc)"/;

/**
 * @param program file that is started, as it is called when it is built
 * @param source file that it is built from; both relative to the root
 */
export function isBuiltBeside(program: string, source: string, scene: NodeScene): boolean {
  if (stemOf(program) === stemOf(source)) return true;
  const above = ancestors(directoryOf(source));
  const outputs = configuredOutputs(above, scene);
  const scripts = scriptOutputs(above, scene);
  if ([...outputs, ...scripts.named, ...nxOutputs(above, scene)].some((out) => holds(out, program, source)))
    return true;
  // Where it compiles to may be said in a package that is not installed.
  return outputs.length === 0 && scripts.compiles;
}

/** `dist/api/main.js` of `dist` and `src/api/main.ts`. */
function holds(out: string, program: string, source: string): boolean {
  if (!isWithin(program, out)) return false;
  const inside = stemOf(out === '.' ? program : program.slice(out.length + 1));
  return `/${stemOf(source)}`.endsWith(`/${inside}`);
}

/** `outDir` of every tsconfig that may be the build's. */
function configuredOutputs(above: readonly string[], { repository }: NodeScene): string[] {
  const files = above.flatMap((directory) =>
    filesOf(directory, repository.index).filter((file) => /\/(?:ts|js)config[\w.-]*\.json$/.test(`/${file}`)),
  );
  return files.flatMap((file) => repository.configs.at(file).outDir ?? []);
}

/** Directories that commands of scripts compile to, and whether one compiles without naming any. */
function scriptOutputs(
  above: readonly string[],
  { repository }: NodeScene,
): { named: string[]; compiles: boolean } {
  const commands = repository.manifests
    .filter(({ directory }) => above.includes(directory))
    .flatMap(({ directory, scripts }) =>
      Object.values(scripts).flatMap((script) =>
        script.split(/&&|\|\||[;&|\n]/).map((text) => ({ directory, text: text.trim() })),
      ),
    )
    .filter(({ text }) => isCompiler(text));
  const named = commands.flatMap(({ directory, text }) => {
    const out = OUT.exec(text)?.[1];
    return out === undefined ? [] : [joinPath(directory, out)];
  });
  return { named, compiles: commands.some(({ text }) => !OUT.test(text)) };
}

function isCompiler(command: string): boolean {
  const words = command.split(/\s+/);
  const tool = words.map(programName).find((word) => COMPILERS.test(word) || word === 'nest');
  switch (tool) {
    case undefined:
      return false;
    case 'nest':
      return words.includes('build');
    case 'esbuild':
      return !/--bundle\b/.test(command);
    case 'tsup':
    case 'tsdown':
      return /--no-bundle\b|--bundle[ =]false|--unbundle\b/.test(command);
    default:
      return !words.includes('--noEmit');
  }
}

function nxOutputs(above: readonly string[], { repository }: NodeScene): string[] {
  return above.flatMap((directory) => {
    const text = repository.read(joinPath(directory, 'project.json')) ?? '';
    if (!NX_COMPILER.test(text)) return [];
    return [...text.matchAll(/"outputPath"\s*:\s*"([^"{}]+)"/g)].map(([, out = '']) => out);
  });
}

function filesOf(directory: string, index: NodeScene['repository']['index']): readonly string[] {
  return index.under(directory).filter((file) => directoryOf(file) === directory);
}

function stemOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
