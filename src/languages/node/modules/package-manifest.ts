/** What a package.json says, checked and with defaults. */
import { directoryOf } from '../../../model/relative-path.js';
import type { Diagnostic } from '../../../model/scan-report.js';
import type { Workspace } from '../../../model/source-file.js';
import {
  asObject,
  asText,
  asTextRecord,
  asTexts,
  type Json,
  type JsonObject,
  lineOfJsonError,
  parseJson,
} from './json.js';

export interface PackageManifest {
  /** The package.json and its directory, relative to the root. */
  file: string;
  directory: string;
  name: string | null;
  type: 'module' | 'commonjs';
  main: string | null;
  module: string | null;
  source: string | null;
  types: string | null;
  bin: string[];
  exports: Json | undefined;
  imports: JsonObject;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  workspaces: string[];
  browserslist: boolean;
  /** 1-based line of a script, for evidence. */
  lineOfScript(name: string): number;
}

function lineOfKey(text: string, key: string): number {
  const at = text.search(new RegExp(`"${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"\\s*:`));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** Reads the manifest's text; throws a SyntaxError when it is not JSON. */
export function parseManifest(text: string, file: string): PackageManifest {
  const json = asObject(parseJson(text));
  const workspaces = json.workspaces;
  const bin = json.bin;
  return {
    file,
    directory: directoryOf(file),
    name: asText(json.name) ?? null,
    type: json.type === 'module' ? 'module' : 'commonjs',
    main: asText(json.main) ?? null,
    module: asText(json.module) ?? null,
    source: asText(json.source) ?? null,
    types: asText(json.types) ?? asText(json.typings) ?? null,
    bin: typeof bin === 'string' ? [bin] : Object.values(asTextRecord(bin)),
    exports: json.exports,
    imports: asObject(json.imports),
    scripts: asTextRecord(json.scripts),
    dependencies: {
      ...asTextRecord(json.peerDependencies),
      ...asTextRecord(json.optionalDependencies),
      ...asTextRecord(json.dependencies),
    },
    devDependencies: asTextRecord(json.devDependencies),
    workspaces: Array.isArray(workspaces) ? asTexts(workspaces) : asTexts(asObject(workspaces).packages),
    browserslist: json.browserslist !== undefined,
    lineOfScript: (name) => lineOfKey(text, name),
  };
}

/** Reads every package.json of the workspace; broken ones become diagnostics. */
export function readManifests(
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): PackageManifest[] {
  const found: PackageManifest[] = [];
  for (const { path } of workspace.files) {
    if (path !== 'package.json' && !path.endsWith('/package.json')) continue;
    const text = workspace.read(path);
    if (text === null) continue;
    try {
      found.push(parseManifest(text, path));
    } catch (error) {
      report({
        code: 'invalid-package-json',
        severity: 'warning',
        file: path,
        line: lineOfJsonError(error, text),
        message: `\`${path}\` is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
        help: 'Fix the file; its scripts, dependencies and entry points are left out of the scan until then.',
      });
    }
  }
  return found;
}
