/**
 * Directories whose files are not the repository's own source.
 *
 * Three kinds. Names that are always tooling (`node_modules`, `.next`, …). `vendor` and `target`, which are also good
 * names for a service ("vendor" sells things), so their direct children decide. `dist`, `build` and `out`, which Go
 * repositories use for Dockerfiles (`build/package/Dockerfile`) and for packages, so their whole content decides.
 */
const ALWAYS = new Set(
  `node_modules bower_components jspm_packages .git .hg .svn .next .nuxt .output .svelte-kit .turbo .nx .cache
  .parcel-cache .vercel .netlify .serverless .aws-sam cdk.out .terraform .gradle .mvn .venv __pycache__ .tox
  .mypy_cache .pytest_cache .yarn .pnpm-store .pnpm storybook-static .idea .vs .dart_tool .bundle`.split(
    /\s+/,
  ),
);

/** Manifests and Dockerfiles: a directory that holds one is somebody's source. */
const MANIFEST =
  /^(package\.json|go\.mod|main\.go|pom\.xml|build\.gradle(\.kts)?|pyproject\.toml|requirements.*\.txt|composer\.json|Gemfile|Cargo\.toml|mix\.exs|.*\.csproj|(.*\.)?Dockerfile(\..*)?|Containerfile)$/i;

export type SkipReason = 'vendored' | 'output';

/** Names of directories for which `skipDirectory` needs the children to decide. */
export function needsChildren(name: string): boolean {
  return name === 'vendor' || name === 'target' || name === 'venv' || name === 'env';
}

/**
 * Why a directory is not walked, or null when it is.
 * @param children names of its direct entries; only asked for when `needsChildren(name)`
 */
export function skipDirectory(name: string, children: () => readonly string[]): SkipReason | null {
  if (ALWAYS.has(name))
    return name === 'node_modules' || name.endsWith('_packages') || name === 'bower_components'
      ? 'vendored'
      : 'output';
  switch (name) {
    case 'vendor':
      return isVendored(children()) ? 'vendored' : null;
    case 'target':
      return children().some((child) => child === 'CACHEDIR.TAG' || child === 'classes') ? 'output' : null;
    case 'venv':
    case 'env':
      return children().includes('pyvenv.cfg') ? 'vendored' : null;
    default:
      return null;
  }
}

function isVendored(children: readonly string[]): boolean {
  if (children.includes('modules.txt') || children.includes('autoload.php')) return true;
  return !children.some(
    (child) => MANIFEST.test(child) || (child.endsWith('.ts') && !child.endsWith('.d.ts')),
  );
}

const OUTPUT_DIRECTORY = /(?:^|\/)(?:dist|build|out)\//;
/** What compilers and bundlers write, and what lies beside it. */
const WRITTEN_BY_TOOLS =
  /\.(m?js|cjs|map|d\.[mc]?ts|css|html|class|jar|wasm|svg|png|ico|txt|json|woff2?|node|gz)$/;
const SIGN_OF_OUTPUT = /(\.map|\.d\.[mc]?ts|\.min\.js|\.chunk\.js|\.class|\.jar|(^|\/)index\.html)$/;

/**
 * Finds `dist`, `build` and `out` directories that hold nothing but compiler or bundler output. `dist` counts as output
 * when all its files are of kinds that tools write; `build` and `out` also need a sign of it (source maps, `.d.ts`,
 * minified or compiled files). A package.json directly inside keeps the directory.
 * @param paths POSIX file paths
 * @returns the directories, each with a trailing slash, outermost only
 */
export function findOutputDirectories(paths: readonly string[]): Set<string> {
  const found = new Map<string, { clean: boolean; signed: boolean }>();
  for (const path of paths) {
    const match = OUTPUT_DIRECTORY.exec(path);
    if (!match) continue;
    const directory = path.slice(0, match.index + match[0].length);
    const rest = path.slice(directory.length);
    const state = found.get(directory) ?? { clean: true, signed: directory.endsWith('dist/') };
    state.clean &&= WRITTEN_BY_TOOLS.test(rest) && rest !== 'package.json';
    state.signed ||= SIGN_OF_OUTPUT.test(rest);
    found.set(directory, state);
  }
  return new Set(
    [...found].filter(([, { clean, signed }]) => clean && signed).map(([directory]) => directory),
  );
}

/** The output directory (of `findOutputDirectories`) that a path lies in, if any. */
export function isInOutputDirectory(path: string, output: ReadonlySet<string>): boolean {
  const match = OUTPUT_DIRECTORY.exec(path);
  return match !== null && output.has(path.slice(0, match.index + match[0].length));
}
