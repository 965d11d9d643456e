/** The tracer of a package and the function that records errors: one each, those that are there are used. */
import type { NewFile } from '#src/model/change.js';
import { directoryOf } from '../../../model/relative-path.js';
import { freeName } from '../rewrite/file-names.js';
import { type GoSource, importOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { renderFile } from '../rewrite/render.js';
import { comparedWithNil, neverContinues } from '../rewrite/statement-lists.js';
import { walk } from '../rewrite/walk.js';
import type { Block, Expr, FuncDecl } from '../syntax/ast.js';
import { packageConstraint } from './package-constraint.js';

const OTEL = 'go.opentelemetry.io/otel';
const TRACE = 'go.opentelemetry.io/otel/trace';

/** Something of a package that its functions call by name. */
export interface PackageHelper {
  name: string;
  /** The file that declares it when it is new; null when it is there. */
  create: NewFile | null;
  /** Import paths of that file. */
  imports: readonly string[];
}

export interface PackageHelpers {
  tracer(source: GoSource): PackageHelper;
  recordError(source: GoSource): PackageHelper;
}

export function createPackageHelpers(tree: GoTree): PackageHelpers {
  const tracers = new Map<string, PackageHelper>();
  const recorders = new Map<string, PackageHelper>();
  const remember = (
    known: Map<string, PackageHelper>,
    source: GoSource,
    make: (directory: string) => PackageHelper,
  ) => {
    const key = `${directoryOf(source.path)} ${source.file.packageName}`;
    const helper = known.get(key) ?? make(directoryOf(source.path));
    known.set(key, helper);
    return helper;
  };
  const create = (
    source: GoSource,
    stem: string,
    comment: string,
    body: string,
  ): PackageHelper['create'] & {
    imports: string[];
  } => {
    const directory = directoryOf(source.path);
    const path = (name: string) => (directory === '.' ? `${name}.go` : `${directory}/${name}.go`);
    const file = path(freeName(stem, (name) => tree.exists(path(name))));
    const constraint = packageConstraint(
      tree.package(directory).filter((one) => one.file.packageName === source.file.packageName),
    );
    const { text, imports } = renderFile(
      source.file.packageName,
      `${constraint === null ? '' : `${constraint}\n\n`}// ${comment}, added by \`instrument apply\`.\n\n`,
      body,
      (name) => tree.packageNames(directory).has(name),
    );
    return { file, text, imports };
  };
  return {
    tracer: (source) =>
      remember(tracers, source, (directory) => {
        const present = findTracer(tree, directory, source.file.packageName);
        if (present !== null) return { name: present, create: null, imports: [] };
        const name = freeVariable(tree, directory, 'tracer', 'otelTracer');
        const body = `var ${name} = @{${OTEL}}.Tracer(${JSON.stringify(tree.importPathOf(source.path) || source.file.packageName)})`;
        const { imports, ...file } = create(
          source,
          'telemetry_tracer',
          'OpenTelemetry for manual spans',
          body,
        );
        return { name, create: file, imports };
      }),
    recordError: (source) =>
      remember(recorders, source, (directory) => {
        const present = findRecorder(tree, directory, source.file.packageName);
        if (present !== null) return { name: present, create: null, imports: [] };
        const name = freeVariable(tree, directory, 'recordError', 'recordSpanError');
        const memory = freeVariable(tree, directory, 'recordedErrors', 'recordedSpanErrors');
        const body = recorderCode(name, memory, benignErrors(tree, source));
        const { imports, ...file } = create(source, 'telemetry_errors', 'OpenTelemetry for errors', body);
        return { name, create: file, imports };
      }),
  };
}

function recorderCode(name: string, memory: string, benign: readonly string[]): string {
  const conditions = benign.map((code) => {
    const dot = code.lastIndexOf('.');
    return `@{errors}.Is(err, @{${code.slice(0, dot)}}${code.slice(dot)})`;
  });
  return `// ${name} marks a span as failed and puts the error on it, unless a span inside it has told of that error. What is
// part of normal work is left out: nothing found, nothing left to read, a caller that went away.
func ${name}(span @{${TRACE}}.Span, err error) {
	if err == nil || !span.IsRecording() {
		return
	}
	// The error may hold a nil pointer, whose methods panic.
	defer func() { _ = recover() }()
	if ${conditions.join(' || ')} {
		return
	}
	if !${memory}.isTold(span, err) {
		span.RecordError(err)
	}
	span.SetStatus(@{${OTEL}/codes}.Error, err.Error())
}

// ${memory} holds the last errors that were recorded, each under the span around the one that recorded it.
var ${memory} ${memory}Memory

type ${memory}Memory struct {
	mutex @{sync}.Mutex
	last  [256]struct {
		around @{${TRACE}}.SpanID
		err    error
	}
}

// isTold says whether a span right inside this one has recorded the error, and remembers it for the span around.
func (m *${memory}Memory) isTold(span @{${TRACE}}.Span, err error) (told bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	// Errors may hold what cannot be compared.
	defer func() { _ = recover() }()
	own := span.SpanContext().SpanID()
	inner := m.last[own[7]]
	if inside, ok := span.(interface {
		Parent() @{${TRACE}}.SpanContext
	}); ok {
		around := inside.Parent().SpanID()
		m.last[around[7]].around, m.last[around[7]].err = around, err
	}
	return inner.around == own && @{errors}.Is(err, inner.err)
}`;
}

/** Errors that say nothing of a failure, of the packages that the module has. */
const BENIGN: readonly [uses: RegExp, code: string][] = [
  [/"database\/sql"/, 'database/sql.ErrNoRows'],
  [/"github\.com\/jackc\/pgx\/v5[/"]/, 'github.com/jackc/pgx/v5.ErrNoRows'],
  [/"gorm\.io\/gorm"/, 'gorm.io/gorm.ErrRecordNotFound'],
  [/"github\.com\/redis\/go-redis\/v9"/, 'github.com/redis/go-redis/v9.Nil'],
  [/"go\.mongodb\.org\/mongo-driver\/mongo"/, 'go.mongodb.org/mongo-driver/mongo.ErrNoDocuments'],
];

function benignErrors(tree: GoTree, source: GoSource): string[] {
  const module = tree.moduleOf(source.path);
  const files = module ? tree.filesOf(module) : [];
  const used = BENIGN.filter(([uses]) => files.some((file) => uses.test(tree.text(file))));
  return ['context.Canceled', 'io.EOF', ...used.map(([, code]) => code)];
}

/** A package variable that holds a tracer from its beginning. */
function findTracer(tree: GoTree, directory: string, packageName: string): string | null {
  for (const source of tree.package(directory)) {
    if (source.file.packageName !== packageName) continue;
    for (const decl of source.file.decls) {
      if (decl.kind !== 'GenDecl' || decl.keyword !== 'var') continue;
      for (const spec of decl.specs) {
        if (spec.kind !== 'ValueSpec') continue;
        const index = spec.values.findIndex((value) => makesTracer(source, value));
        const name = spec.names[index]?.name;
        if (name !== undefined && name !== '_') return name;
      }
    }
  }
  return null;
}

/** `otel.Tracer("x")`, `otel.GetTracerProvider().Tracer("x")`. */
function makesTracer(source: GoSource, value: Expr): boolean {
  if (value.kind !== 'CallExpr' || value.fun.kind !== 'SelectorExpr' || value.fun.sel.name !== 'Tracer')
    return false;
  let at: Expr = value.fun.x;
  while (at.kind === 'CallExpr' || at.kind === 'SelectorExpr') at = at.kind === 'CallExpr' ? at.fun : at.x;
  return at.kind === 'Ident' && importOf(source, at.name)?.path === OTEL;
}

/** `func(span trace.Span, err error)` that sets the status of the span. */
function findRecorder(tree: GoTree, directory: string, packageName: string): string | null {
  for (const source of tree.package(directory)) {
    if (source.file.packageName !== packageName) continue;
    const found = source.file.decls.find(
      (decl): decl is FuncDecl => decl.kind === 'FuncDecl' && recordsErrors(source, decl),
    );
    if (found) return found.name.name;
  }
  return null;
}

function recordsErrors(source: GoSource, { recv, type, body, typeParams }: FuncDecl): boolean {
  const [span, error] = type.params.list;
  if (recv || typeParams || type.results || !body || type.params.list.length !== 2 || !span || !error)
    return false;
  const isSpan =
    span.type.kind === 'SelectorExpr' &&
    span.type.sel.name === 'Span' &&
    span.type.x.kind === 'Ident' &&
    importOf(source, span.type.x.name)?.path === TRACE;
  const isError = error.type.kind === 'Ident' && error.type.name === 'error';
  if (!isSpan || !isError || span.names.length > 1 || error.names.length > 1) return false;
  if (!isNilSafe(body, error.names[0]?.name)) return false;
  // One that ends the span is no mere recorder.
  const does = new Set(
    [...walk(body)].flatMap((node) => (node.kind === 'SelectorExpr' ? node.sel.name : [])),
  );
  return does.has('SetStatus') && !does.has('End');
}

/** It is called whether or not there is an error: it begins with `if err == nil {`, or is one `if err != nil {`. */
function isNilSafe({ stmts: [first, ...others] }: Block, error: string | undefined): boolean {
  if (first?.kind !== 'IfStmt' || first.init || first.else || error === undefined) return false;
  const decides = (cond: Expr, op: '==' | '!=', join: '||' | '&&'): boolean =>
    cond.kind === 'BinaryExpr' && cond.op === join
      ? decides(cond.x, op, join) || decides(cond.y, op, join)
      : comparedWithNil({ cond }, op) === error;
  return (
    (decides(first.cond, '==', '||') && neverContinues(first.body)) ||
    (decides(first.cond, '!=', '&&') && others.length === 0)
  );
}

function freeVariable(tree: GoTree, directory: string, wanted: string, other: string): string {
  const isFree = (name: string) => !isTaken(tree, directory, name);
  return isFree(wanted) ? wanted : freeName(other, (name) => !isFree(name));
}

/** Of the package, or of anything in one of its files. */
function isTaken(tree: GoTree, directory: string, name: string): boolean {
  return (
    tree.packageNames(directory).has(name) ||
    tree
      .package(directory)
      .some((source) => source.names.has(name) || source.file.imports.some((spec) => spec.alias === name))
  );
}
