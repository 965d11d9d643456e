/** The extractor that turns a Go file into facts. */
import type { Extractor } from '../language.js';
import type { BodyContext } from './body-context.js';
import { constraintIsSatisfied, fileNameIsBuilt } from './build-constraint.js';
import { declareFields } from './declare-fields.js';
import {
  type GoFileFacts,
  type GoFunctionFacts,
  type GoTypeFacts,
  lineOf,
  packPosition,
  type TypeRef,
} from './facts.js';
import type { FileScope } from './file-scope.js';
import { unquoteGoString } from './go-string.js';
import { packageNameOf } from './import-names.js';
import { packFunction } from './packed-function.js';
import { emptyBody, reduceInitializer } from './reduce-function.js';
import { receiverName, reduceType, resultTypes } from './reduce-type.js';
import { aliasedPackage, withoutMajorVersion } from './symbols.js';
import type { Expr, FieldList, FuncDecl, GenDecl, GoFile, TypeSpec } from './syntax/ast.js';
import { type FileHeader, parseGoFile } from './syntax/parser.js';
import { scanReferences } from './syntax/scan-references.js';
import { createLineIndex, positionAt } from './syntax/source-position.js';

const MAX_ERRORS = 3;
/** Characters beyond which generated code is not read in full; below, it may be wiring (wire_gen.go). */
const BULKY = 100_000;

/**
 * @param knownPackages import paths (without a `/vN` suffix) of the libraries that matter: a file that imports one of
 *   them, a package below one of them, or belongs to package main, is read in full; of the others only the references
 *   of each function are taken.
 */
export function createGoExtractor(knownPackages: Iterable<string>): Extractor<GoFileFacts> {
  const known = new Set(knownPackages);
  return {
    id: 'go-facts',
    version: 6,
    extract: (text, path) => extractGoFacts(text, path, (imported) => isKnown(imported, known)),
  };
}

function isKnown(path: string, known: ReadonlySet<string>): boolean {
  const base = withoutMajorVersion(path);
  for (let end = base.length; end > 0; end = base.lastIndexOf('/', end - 1)) {
    if (known.has(base.slice(0, end))) return true;
  }
  return false;
}

/** Exported for tests: the facts of one file. */
export function extractGoFacts(
  text: string,
  path: string,
  isKnownImport: (path: string) => boolean,
): GoFileFacts {
  const isFull = ({ generated, packageName, imports }: FileHeader) => {
    const bulky = generated && (text.length > BULKY || /\.pb(?:\.gw)?\.go$/.test(path));
    return !bulky && (packageName === 'main' || imports.some((i) => isKnownImport(i.path)));
  };
  let readsBodies: boolean | undefined;
  let file = parseGoFile(text, {
    bodies: (_, header) => {
      readsBodies ??= isFull(header());
      return readsBodies;
    },
  });
  const full = isFull(file);
  // Only an import below a function, which Go forbids, changes the answer.
  if (full && readsBodies === false) file = parseGoFile(text);
  const lines = createLineIndex(text);
  const at = (offset: number) => {
    const { line, column } = positionAt(lines, offset);
    return packPosition(line, column);
  };
  const scope: FileScope = { imports: importScope(file), position: at };
  const facts: GoFileFacts = {
    package: file.packageName,
    imports: file.imports.map((i) => ({
      alias: i.alias,
      path: i.path,
      line: positionAt(lines, i.start).line,
    })),
    generated: file.generated,
    built:
      fileNameIsBuilt(path) &&
      (file.buildConstraint === undefined || constraintIsSatisfied(file.buildConstraint)),
    full,
    types: [],
    vars: [],
    constants: [],
    functions: [],
    errors: file.errors
      .slice(0, MAX_ERRORS)
      .map((e) => ({ line: positionAt(lines, e.offset).line, message: e.message })),
  };
  const initializers = emptyBody(scope);
  for (const decl of file.decls) {
    if (decl.kind === 'FuncDecl') facts.functions.push(packFunction(functionFacts(decl, text, scope, full)));
    else if (decl.kind === 'GenDecl') addDeclaration(facts, decl, initializers, text);
  }
  if (initializers.steps.length > 0) facts.functions.push(packFunction(initializerFunction(initializers)));
  return facts;
}

/** Name of the pseudo function that holds the initialisers of a file's package-level variables. */
export const INITIALIZER = '<vars>';

function importScope(file: GoFile): Map<string, string> {
  const scope = new Map<string, string>();
  for (const { alias, path } of file.imports) {
    if (alias === '_' || alias === '.') continue;
    const name = alias === '' ? packageNameOf(path) : alias;
    if (!scope.has(name)) scope.set(name, aliasedPackage(path));
  }
  return scope;
}

function functionFacts(decl: FuncDecl, text: string, scope: FileScope, full: boolean): GoFunctionFacts {
  const body = emptyBody(scope);
  const declare = (list: FieldList | undefined) => declareFields(scope, body.locals, list);
  const receiver = receiverName(decl);
  const receiverVar = decl.recv ? (declare(decl.recv)[0]?.variable ?? -1) : -1;
  const params = declare(decl.type.params);
  const last = decl.type.params.list.at(-1);
  const named = (decl.type.results?.list ?? []).some((f) => f.names.length > 0);
  const resultVars = named ? declare(decl.type.results).map((r) => r.variable) : [];
  if (full && decl.body) body.block(decl.body);
  return {
    name: decl.name.name,
    receiver,
    receiverVar,
    params,
    variadic: last?.type.kind === 'Ellipsis',
    results: resultTypes(scope, decl.type.results),
    resultVars,
    locals: body.locals.types,
    steps: body.steps,
    references: !full && decl.body ? referencesIn(text, decl.body.start, decl.body.end) : [],
    position: scope.position(decl.name.start),
    statements: full ? body.statements : linesOf(decl, scope),
    directive: directiveAbove(text, decl),
  };
}

function linesOf(decl: FuncDecl, scope: FileScope): number {
  return decl.body ? lineOf(scope.position(decl.body.end)) - lineOf(scope.position(decl.body.start)) : 0;
}

function referencesIn(text: string, start: number, end: number): string[] {
  const found = new Set<string>();
  scanReferences(text, start, end, (name, _start, qualifier) => {
    found.add(qualifier === undefined ? name : `${qualifier}.${name}`);
  });
  return [...found];
}

function directiveAbove(text: string, decl: FuncDecl): string {
  if (!decl.doc) return '';
  const doc = text.slice(decl.doc.start, decl.doc.end);
  return /^\/\/(?:instrument|dd|otelc):span\b.*$/m.exec(doc)?.[0] ?? '';
}

function addDeclaration(facts: GoFileFacts, decl: GenDecl, initializers: BodyContext, text: string): void {
  for (const spec of decl.specs) {
    if (spec.kind === 'TypeSpec') facts.types.push(typeFacts(spec, initializers.file));
    else if (spec.kind === 'ValueSpec' && decl.keyword === 'var') {
      const type = reduceType(initializers.file, spec.type);
      for (const name of spec.names) facts.vars.push({ name: name.name, type });
      reduceInitializer(initializers, spec, text);
    } else if (spec.kind === 'ValueSpec') {
      for (const [i, name] of spec.names.entries()) {
        const value = spec.values[i];
        const folded =
          value?.kind === 'BasicLit' && value.literal === 'string' ? unquoteGoString(value.raw) : null;
        facts.constants.push([name.name, folded]);
      }
    }
  }
}

function typeFacts(spec: TypeSpec, file: FileScope): GoTypeFacts {
  const facts: GoTypeFacts = {
    name: spec.name.name,
    kind: spec.alias ? 'alias' : 'other',
    fields: [],
    embedded: [],
    held: [],
    methods: [],
    underlying: null,
  };
  if (spec.type.kind === 'StructType') {
    facts.kind = 'struct';
    for (const field of spec.type.fields.list) {
      const type = reduceType(file, field.type);
      for (const name of field.names) facts.fields.push([name.name, type]);
      const own = embeddedName(type);
      if (field.type.kind === 'SelectorExpr')
        facts.held.push(...(field.names.length > 0 ? field.names.map((n) => n.name) : [own]));
      if (field.names.length === 0 && own !== '') {
        facts.fields.push([own, type]);
        facts.embedded.push(own);
      }
    }
  } else if (spec.type.kind === 'InterfaceType') {
    facts.kind = 'interface';
    for (const method of spec.type.methods.list)
      addInterfaceElement(facts, method.names[0]?.name, method.type, file);
  } else {
    facts.underlying = reduceType(file, spec.type);
  }
  return facts;
}

function addInterfaceElement(
  facts: GoTypeFacts,
  name: string | undefined,
  type: Expr,
  file: FileScope,
): void {
  if (name !== undefined && type.kind === 'FuncType') {
    facts.methods.push([name, resultTypes(file, type.results)]);
    return;
  }
  const embedded = reduceType(file, type);
  const own = embeddedName(embedded);
  if (own === '') return;
  facts.fields.push([own, embedded]);
  facts.embedded.push(own);
}

function embeddedName(type: TypeRef): string {
  if (type?.[0] === 'n') return type[1];
  return type?.[0] === 'q' ? type[2] : '';
}

function initializerFunction(initializers: BodyContext): GoFunctionFacts {
  return {
    name: INITIALIZER,
    receiver: '',
    receiverVar: -1,
    params: [],
    variadic: false,
    results: [],
    resultVars: [],
    locals: initializers.locals.types,
    steps: initializers.steps,
    references: [],
    position: packPosition(1, 1),
    statements: 0,
    directive: '',
  };
}
