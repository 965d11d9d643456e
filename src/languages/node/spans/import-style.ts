/** How files of a package name each other when they import. */
import { posix } from 'node:path';
import { directoryOf } from '../../../model/relative-path.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { TsConfig } from '../modules/tsconfig.js';

/** What stands at the end of a specifier: the extension of what runs, that of the source, or nothing. */
export type SpecifierEnd = 'runtime' | 'source' | 'none';

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\()\s*\(?\s*(['"])(\.\.?\/[^'"\n]+)\1/g;

/** What the relative imports of a text end with; null when it has none that tells. */
export function specifierEndOf(text: string): SpecifierEnd | null {
  for (const [, , specifier = ''] of text.matchAll(SPECIFIER)) {
    if (
      /\.(?:json|css|scss|svg|node|graphql|sql|vue|svelte)$/.test(specifier) ||
      /(?:^|\/)\.\.?$/.test(specifier)
    )
      continue;
    if (/\.[cm]?jsx?$/.test(specifier)) return 'runtime';
    if (/\.[cm]?tsx?$/.test(specifier)) return 'source';
    return 'none';
  }
  return null;
}

/** The end that Node.js and TypeScript ask for where no import tells. */
export function defaultEnd(
  file: NodeRuleFile,
  form: 'import' | 'require',
  manifest: PackageManifest | null,
  config: TsConfig | null,
): SpecifierEnd {
  if (form === 'require') return 'none';
  if (/\.[cm]?tsx?$/.test(file.path)) {
    const isNode = /^node(?:16|18|20|next)$/.test(config?.module ?? '');
    const isModule = file.path.endsWith('.mts') || manifest?.type === 'module';
    return isNode && isModule ? 'runtime' : 'none';
  }
  return file.path.endsWith('.mjs') || manifest?.type === 'module' ? 'runtime' : 'none';
}

/** The specifier by which a file imports another one of its package. */
export function specifierTo(target: string, from: string, end: SpecifierEnd): string {
  const path = posix.relative(directoryOf(from), target);
  const relative = path.startsWith('.') ? path : `./${path}`;
  if (end === 'source') return relative;
  const runtime = relative.replace(/\.([cm]?)tsx?$/, '.$1js');
  // `.mjs` and `.cjs` are never guessed by Node.js.
  return end === 'runtime' || /\.[cm]js$/.test(runtime) ? runtime : runtime.replace(/\.js$/, '');
}

/** Whether a TypeScript file is compiled as it is written into CommonJS, where `import` is an error. */
export function refusesImport(
  { path }: NodeRuleFile,
  manifest: PackageManifest | null,
  config: TsConfig | null,
): boolean {
  if (config?.isVerbatim !== true || !/\.c?tsx?$/.test(path)) return false;
  const isByPackage = /^node/.test(config.module ?? '') && manifest?.type !== 'module';
  return path.endsWith('.cts') || isByPackage || config.module === 'commonjs';
}
