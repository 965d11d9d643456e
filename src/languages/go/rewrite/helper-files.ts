/**
 * Helper functions in generated files: one file per package and integration, so that a change that does not go through
 * takes no other one's helpers with it.
 */
import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { freeName } from './file-names.js';
import type { GoTree } from './go-tree.js';
import { renderFile } from './render.js';

export interface HelperFiles {
  /** The name of a helper in a package; it is free there. */
  nameOf(directory: string, integration: GoIntegration, helper: GoHelper): string;
  /** Says that a change needs it. */
  need(directory: string, packageName: string, integration: GoIntegration, helper: GoHelper): void;
  /** The file with all helpers of the integration in the package. */
  fileOf(
    directory: string,
    integration: GoIntegration,
  ): { file: string; text: string; imports: string[]; isNew: boolean };
}

interface Group {
  packageName: string;
  helpers: Map<string, GoHelper>;
}

export function createHelperFiles(tree: GoTree): HelperFiles {
  const groups = new Map<string, Group>();
  const names = new Map<string, string>();
  const given = new Map<string, Set<string>>();
  const keyOf = (directory: string, integration: GoIntegration) => `${directory} ${integration.id}`;

  const files: HelperFiles = {
    nameOf(directory, integration, helper) {
      const key = `${keyOf(directory, integration)} ${helper.name}`;
      let name = names.get(key);
      if (name === undefined) {
        const taken = given.get(directory) ?? new Set<string>();
        given.set(directory, taken);
        name = freeName(helper.name, (n) => taken.has(n) || isTaken(tree, directory, n));
        taken.add(name);
        names.set(key, name);
      }
      return name;
    },
    need(directory, packageName, integration, helper) {
      const key = keyOf(directory, integration);
      const group = groups.get(key) ?? { packageName, helpers: new Map() };
      groups.set(key, group);
      group.helpers.set(helper.name, helper);
    },
    fileOf(directory, integration) {
      const group = groups.get(keyOf(directory, integration))!;
      const helpers = [...group.helpers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const body = helpers
        .map((h) => h.text.trim().replaceAll('@@', files.nameOf(directory, integration, h)))
        .join('\n\n');
      const { text, imports } = renderFile(
        group.packageName,
        `// OpenTelemetry for ${integration.title}, added by \`instrument apply\`.\n\n`,
        body,
        (n) => tree.packageNames(directory).has(n),
      );
      const stem = `telemetry_${integration.id.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}`;
      const path = (name: string) => (directory === '.' ? `${name}.go` : `${directory}/${name}.go`);
      const file = path(freeName(stem, (n) => tree.exists(path(n)) && tree.text(path(n)) !== text));
      return { file, text, imports, isNew: !tree.exists(file) };
    },
  };
  return files;
}

/** A name of the package, or of a variable, an import or anything else in one of its files. */
function isTaken(tree: GoTree, directory: string, name: string): boolean {
  return (
    tree.packageNames(directory).has(name) ||
    tree.package(directory).some((s) => s.names.has(name) || s.file.imports.some((i) => i.alias === name))
  );
}
