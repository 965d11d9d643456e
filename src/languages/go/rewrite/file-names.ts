/** Which identifier stands for an imported package in a file, and which names are still free. */
import type { Edit } from '#src/model/change.js';
import { packageNameOf } from '../import-names.js';
import { addImport } from './edit-imports.js';
import { declarationAt, declaredBelow, type GoSource, importName } from './go-source.js';

export interface FileNames {
  /** The identifier of a package at an offset, and the edits that import it. */
  nameFor(path: string, hint: string | null, offset: number): { name: string; edits: Edit[] };
}

const GO_WORDS = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

/** @param packageNames names that the file's package declares at its level, in any of its files */
export function createFileNames(source: GoSource, packageNames: ReadonlySet<string>): FileNames {
  const added = new Map<string, string>();
  const imported = new Set(source.file.imports.map(importName));

  const isTaken = (name: string) =>
    GO_WORDS.has(name) ||
    imported.has(name) ||
    packageNames.has(name) ||
    source.names.has(name) ||
    [...added.values()].includes(name);

  return {
    nameFor(path, hint, offset) {
      const present = source.file.imports.find((spec) => spec.path === path && importName(spec) !== '');
      if (present && !isShadowed(source, importName(present), offset))
        return { name: importName(present), edits: [] };
      let name = added.get(path);
      if (name === undefined) {
        name = freeImportName(path, hint, isTaken);
        added.set(path, name);
      }
      return { name, edits: addImport(source, { path, name }) };
    },
  };
}

/** A name that nothing has, from the wanted one: `otelhttp`, `otelhttp2`. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let i = 2; isTaken(name); i++) name = `${wanted}${i}`;
  return name;
}

/** A free name for an import; packages of OpenTelemetry say so in theirs when the plain one is taken: `oteltrace`. */
export function freeImportName(
  path: string,
  hint: string | null,
  isTaken: (name: string) => boolean,
): string {
  const plain = hint ?? packageNameOf(path);
  const isOurs = path.startsWith('go.opentelemetry.io/otel/') && !plain.startsWith('otel');
  return freeName(isOurs && isTaken(plain) ? `otel${plain}` : plain, isTaken);
}

/** Something inside the declaration around the offset has the name. */
function isShadowed(source: GoSource, name: string, offset: number): boolean {
  const around = declarationAt(source, offset);
  return around !== undefined && declaredBelow(around).has(name);
}
