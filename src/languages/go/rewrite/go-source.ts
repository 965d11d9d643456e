/** A Go file as the rewriting sees it: its text, its tree, and the names that it uses. */
import { packageNameOf } from '../import-names.js';
import type { Decl, GoFile, GoNode, ImportSpec } from '../syntax/ast.js';
import { parseGoFile } from '../syntax/parser.js';
import { createLineIndex, type LineIndex } from '../syntax/source-position.js';
import { walk } from './walk.js';

export interface GoSource {
  /** Relative to the root, POSIX. */
  path: string;
  text: string;
  file: GoFile;
  lines: LineIndex;
  /** Every identifier that the file mentions, except members after a dot. */
  names: ReadonlySet<string>;
}

export function openGoSource(path: string, text: string): GoSource {
  const file = parseGoFile(text);
  let names: Set<string> | undefined;
  return {
    path,
    text,
    file,
    lines: createLineIndex(text),
    get names() {
      names ??= mentionedNames(file);
      return names;
    },
  };
}

/** Why a file may not be rewritten, or null. */
export function refusalOf(source: GoSource): { code: string; message: string } | null {
  if (source.file.generated) return { code: 'generated-file', message: 'The file is generated.' };
  const first = source.file.errors[0];
  if (first) return { code: 'syntax-error', message: `The file has a syntax error: ${first.message}.` };
  return null;
}

/** The identifier by which a file refers to an import; `''` when by none (`_`, `.`). */
export function importName(spec: ImportSpec): string {
  if (spec.alias === '_' || spec.alias === '.') return '';
  return spec.alias === '' ? packageNameOf(spec.path) : spec.alias;
}

export function importOf(source: GoSource, name: string): ImportSpec | undefined {
  return source.file.imports.find((spec) => importName(spec) === name);
}

/** Names that the file declares at package level. */
export function topLevelNames(file: GoFile): string[] {
  return file.decls.flatMap((decl) => {
    if (decl.kind === 'FuncDecl') return decl.recv ? [] : [decl.name.name];
    if (decl.kind !== 'GenDecl') return [];
    return decl.specs.flatMap((spec) => {
      if (spec.kind === 'TypeSpec') return [spec.name.name];
      return spec.kind === 'ValueSpec' ? spec.names.map((n) => n.name) : [];
    });
  });
}

export function declarationAt(source: GoSource, offset: number): Decl | undefined {
  return source.file.decls.find((d) => d.start <= offset && offset < d.end);
}

/** Names that are declared somewhere below a node: parameters, `:=`, var, const, type, range. */
export function declaredBelow(root: GoNode): Set<string> {
  const found = new Set<string>();
  const add = (node: GoNode | undefined) => {
    if (node?.kind === 'Ident') found.add(node.name);
  };
  for (const node of walk(root)) {
    if (node.kind === 'Field' || node.kind === 'ValueSpec') node.names.forEach(add);
    else if (node.kind === 'TypeSpec') add(node.name);
    else if (node.kind === 'AssignStmt' && node.op === ':=') node.lhs.forEach(add);
    else if (node.kind === 'RangeStmt') {
      add(node.key);
      add(node.value);
    }
  }
  return found;
}

/** References to an imported package, `name.X`, outside of the imports. */
export function packageReferences(source: GoSource, name: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const decl of source.file.decls) {
    for (const node of walk(decl)) {
      if (node.kind === 'SelectorExpr' && node.x.kind === 'Ident' && node.x.name === name)
        found.push({ start: node.x.start, end: node.x.end });
    }
  }
  return found;
}

function mentionedNames(file: GoFile): Set<string> {
  const found = new Set<string>();
  for (const decl of file.decls) {
    const members = new Set<GoNode>();
    for (const node of walk(decl)) {
      if (node.kind === 'SelectorExpr') members.add(node.sel);
      if (node.kind === 'Ident' && !members.has(node)) found.add(node.name);
    }
  }
  return found;
}
