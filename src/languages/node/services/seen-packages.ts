/** What packages are that are no services: library, browser, test, tool or example. */

import type { FoundPackage } from '../../../model/found-service.js';
import { isWithin } from '../../../model/relative-path.js';
import type { PackageKind } from '../../../model/scan-report.js';
import type { FileIndex } from '../modules/file-index.js';
import { isTestFile } from '../modules/module-graph.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { isCodeFile } from '../modules/source-of-built.js';

const BROWSER = [
  'react-dom',
  'react',
  'vue',
  '@angular/core',
  'svelte',
  'solid-js',
  'preact',
  'react-native',
  'expo',
  'lit',
  'electron',
  'alpinejs',
  'jquery',
  'three',
  'ember-source',
];
const BROWSER_TOOLS = [
  'vite',
  'react-scripts',
  '@angular/cli',
  '@vue/cli-service',
  'parcel',
  'webpack-dev-server',
  'gatsby',
  '@docusaurus/core',
];

function kindOf(manifest: PackageManifest, browser: ReadonlySet<string>): PackageKind {
  const { directory, dependencies, devDependencies } = manifest;
  const path = `/${directory}/`;
  if (
    /\/(?:tests?|e2e|__tests__|cypress|playwright|fixtures?|__fixtures__|k6|load-?tests?|integration-tests?)(?:\/|[-_])/i.test(
      path,
    )
  )
    return 'test';
  if (/\/(?:examples?|samples?|demos?|playground|templates?|starters?|references|sandbox)\//i.test(path))
    return 'example';
  const isLibrary =
    manifest.main !== null ||
    manifest.exports !== undefined ||
    manifest.module !== null ||
    manifest.types !== null;
  const rendersPages = BROWSER.some((name) => dependencies[name] !== undefined);
  const servesPages =
    browser.has(directory) ||
    BROWSER_TOOLS.some((name) => dependencies[name] !== undefined || devDependencies[name] !== undefined);
  if (rendersPages && (servesPages || !isLibrary)) return 'browser';
  if (browser.has(directory)) return 'browser';
  if (isLibrary && manifest.bin.length === 0) return 'library';
  return 'tool';
}

/** The packages that no service lives in; a workspace root without code of its own is left out. */
export function seenPackages(
  manifests: readonly PackageManifest[],
  serviceDirectories: ReadonlySet<string>,
  browser: ReadonlySet<string>,
  index: FileIndex,
): FoundPackage[] {
  const directories = manifests.map(({ directory }) => directory);
  const ownCode = (directory: string) =>
    index
      .under(directory)
      .filter(
        (file) =>
          isCodeFile(file) &&
          !directories.some(
            (other) => other !== directory && isWithin(other, directory) && isWithin(file, other),
          ),
      );
  return manifests.flatMap((manifest): FoundPackage[] => {
    const { directory } = manifest;
    if (serviceDirectories.has(directory)) return [];
    const hasServiceInside = [...serviceDirectories].some((service) => isWithin(service, directory));
    const code = ownCode(directory);
    if (
      code.length === 0 ||
      ((directory === '.' || hasServiceInside) &&
        code.every((file) => /config|rc\.|^\.|setup/.test(file) || isTestFile(file)))
    )
      return [];
    if (hasServiceInside) return [];
    const typed = code.some((file) => /\.[cm]?tsx?$/.test(file));
    return [
      { path: directory, language: typed ? 'typescript' : 'javascript', why: kindOf(manifest, browser) },
    ];
  });
}
