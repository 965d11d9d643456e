/** How Node.js runs a source file once it is built: as an ES module or as CommonJS. */
import { directoryOf } from '../../../model/relative-path.js';
import type { PackageManifest } from './package-manifest.js';
import type { TsConfigs } from './tsconfig.js';

/** By the extension, the `type` of the package and, for TypeScript, what the compiler writes. */
export function modulesOf(
  file: string,
  manifest: PackageManifest | null,
  configs: TsConfigs,
): 'esm' | 'commonjs' {
  if (/\.m[jt]s$/.test(file)) return 'esm';
  if (/\.c[jt]s$/.test(file) || manifest?.type !== 'module') return 'commonjs';
  if (!/\.tsx?$/.test(file)) return 'esm';
  return configs.nearest(directoryOf(file))?.module === 'commonjs' ? 'commonjs' : 'esm';
}
