/**
 * Helper functions in generated files: one file per package and integration (or what several of them share), so that a
 * change that does not go through takes no other one's helpers with it.
 */
import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { freeName } from './file-names.js';
import type { GoTree } from './go-tree.js';
import { nameHelpers, renderFile } from './render.js';

export interface HelperFiles {
  /** The name of a helper in a package; it is free there. */
  nameOf(directory: string, integration: GoIntegration, helper: GoHelper): string;
  /** Says that a change needs it. */
  need(directory: string, packageName: string, integration: GoIntegration, helper: GoHelper): void;
  /** The files that hold some helpers of a package, as they are when all needs are told. */
  filesOf(directory: string, integration: GoIntegration, helpers: readonly GoHelper[]): HelperFile[];
}

export interface HelperFile {
  file: string;
  text: string;
  imports: string[];
  isNew: boolean;
}

interface Group {
  packageName: string;
  /** What its file is for. */
  title: string;
  stem: string;
  helpers: Map<string, GoHelper>;
}

export function createHelperFiles(tree: GoTree): HelperFiles {
  const groups = new Map<string, Group>();
  const names = new Map<string, string>();
  const given = new Map<string, Set<string>>();
  const keyOf = (directory: string, { id }: GoIntegration, helper: GoHelper) =>
    `${directory} ${helper.shared?.stem ?? id}`;

  const nameOf: HelperFiles['nameOf'] = (directory, integration, helper) => {
    const key = `${keyOf(directory, integration, helper)} ${helper.name}`;
    let name = names.get(key);
    if (name === undefined) {
      const taken = given.get(directory) ?? new Set<string>();
      given.set(directory, taken);
      name = freeName(helper.name, (n) => taken.has(n) || isTaken(tree, directory, n));
      taken.add(name);
      names.set(key, name);
    }
    return name;
  };

  const fileOf = (directory: string, integration: GoIntegration, group: Group): HelperFile => {
    const helpers = [...group.helpers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const nameIn = (h: GoHelper) => nameOf(directory, integration, h);
    const body = helpers
      .map((h) => nameHelpers(h.text.trim().replaceAll('@@', nameIn(h)), h.uses, nameIn))
      .join('\n\n');
    const { text, imports } = renderFile(
      group.packageName,
      `// OpenTelemetry for ${group.title}, added by \`instrument apply\`.\n\n`,
      body,
      (n) => tree.packageNames(directory).has(n),
    );
    const path = (name: string) => (directory === '.' ? `${name}.go` : `${directory}/${name}.go`);
    const file = path(freeName(group.stem, (n) => tree.exists(path(n)) && tree.text(path(n)) !== text));
    return { file, text, imports, isNew: !tree.exists(file) };
  };

  return {
    nameOf,
    need(directory, packageName, integration, helper) {
      const key = keyOf(directory, integration, helper);
      const { title, id } = integration;
      const stem = `telemetry_${(helper.shared?.stem ?? id).replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}`;
      const fresh = { packageName, title: helper.shared?.title ?? title, stem, helpers: new Map() };
      const group = groups.get(key) ?? fresh;
      groups.set(key, group);
      group.helpers.set(helper.name, helper);
    },
    filesOf(directory, integration, helpers) {
      const keys = new Set(helpers.map((h) => keyOf(directory, integration, h)));
      return [...keys].map((key) => fileOf(directory, integration, groups.get(key)!));
    },
  };
}

/** A name of the package, or of a variable, an import or anything else in one of its files. */
function isTaken(tree: GoTree, directory: string, name: string): boolean {
  return (
    tree.packageNames(directory).has(name) ||
    tree.package(directory).some((s) => s.names.has(name) || s.file.imports.some((i) => i.alias === name))
  );
}
