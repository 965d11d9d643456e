/** A set-up of OpenTelemetry that the module has already, in a package that another program can import. */
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { isContextType, qualifiedType } from '../rewrite/qualified-type.js';
import type { Expr, Field, FuncDecl, FuncType } from '../syntax/ast.js';

const CONTEXT = '@{context}.Context';

/**
 * The body of a function `start(service string)` that calls it, with `@{path}` for imports and `@@State` for what stops.
 *
 * @param file a file of the module that sets OpenTelemetry up
 * @param user the directory of the program that is to use it
 * @param present what shows that a function sets it up
 * @returns null unless exactly one function can be called with a context and a service's name alone
 */
export function ownSetup(
  tree: GoTree,
  module: GoModule,
  file: string,
  user: string,
  present: RegExp,
): string | null {
  const directory = directoryOf(file);
  const importPath = tree.importPathOf(file);
  if (!isImportable(importPath, `${module.path}/${user}`)) return null;
  const bodies = tree
    .package(directory)
    .flatMap((source) =>
      source.file.decls.flatMap((decl) =>
        decl.kind === 'FuncDecl' && !decl.recv && decl.body ? [{ source, decl }] : [],
      ),
    );
  const text = ({ source, decl }: Declared) => source.text.slice(decl.start, decl.end);
  const inner = bodies.filter((one) => present.test(text(one)));
  const names = new RegExp(`\\b(?:${inner.map(({ decl }) => decl.name.name).join('|')})\\(`);
  const outer = bodies.filter((one) => inner.includes(one) || (inner.length > 0 && names.test(text(one))));
  const isCalledByOther = ({ decl }: Declared) =>
    outer.some((one) => one.decl !== decl && new RegExp(`\\b${decl.name.name}\\(`).test(text(one)));
  const calls = outer
    .filter((one) => /^[A-Z]/.test(one.decl.name.name) && !isCalledByOther(one))
    .flatMap((one) => callOf(one, importPath) ?? []);
  return calls.length === 1 ? calls[0]! : null;
}

interface Declared {
  source: GoSource;
  decl: FuncDecl;
}

/** `internal` packages are for what stands beside them. */
function isImportable(path: string, user: string): boolean {
  const at = path.lastIndexOf('/internal');
  return at === -1 || `${user}/`.startsWith(`${path.slice(0, at)}/`);
}

function callOf({ source, decl }: Declared, importPath: string): string | null {
  const { type } = decl;
  if (decl.typeParams) return null;
  const args = fieldsOf(type.params.list).map(({ type, name }) => argumentFor(source, type, name));
  const results = fieldsOf(type.results?.list ?? []).map(({ type }) => resultOf(source, type));
  if (args.includes(null) || results.includes(null)) return null;
  const given = args.filter((arg) => arg !== '').join(', ');
  const call = `@{${importPath}}.${decl.name.name}(${given})`;
  const stops = results.filter((r) => r !== 'error');
  if (stops.length > 1 || results.filter((r) => r === 'error').length > 1) return null;
  const [stop] = stops;
  const named = results.map((r) => (r === 'error' ? 'err' : 'shutdown'));
  const lines = [named.length > 0 ? `${named.join(', ')} := ${call}` : call];
  if (named.includes('err')) {
    lines.push('if err != nil {', '\t@{go.opentelemetry.io/otel}.Handle(err)');
    lines.push(...(stop ? ['\treturn', '}'] : ['}']));
  }
  lines.push(`@@State.shutdowns = append(@@State.shutdowns, ${stop ?? GLOBAL})`);
  return lines.map((line) => `\t${line}\n`).join('');
}

/** Sends what is left by the provider that was set, whatever it is. */
const GLOBAL = `func(ctx ${CONTEXT}) error {
		if provider, ok := @{go.opentelemetry.io/otel}.GetTracerProvider().(interface{ ForceFlush(${CONTEXT}) error }); ok {
			return provider.ForceFlush(ctx)
		}
		return nil
	}`;

/** The parameters or results of a function, one by one. */
function fieldsOf(list: readonly Field[]): { type: Expr; name: string }[] {
  return list.flatMap(({ type, names }) =>
    names.length === 0 ? [{ type, name: '' }] : names.map(({ name }) => ({ type, name })),
  );
}

/** Empty for what may be left out; null for what we cannot know. */
function argumentFor(source: GoSource, type: Expr, name: string): string | null {
  if (type.kind === 'Ellipsis') return '';
  if (isContextType(source, type)) return '@{context}.Background()';
  const isName = type.kind === 'Ident' && type.name === 'string' && /service|^name$|appname/i.test(name);
  return isName ? 'service' : null;
}

/** The function that stops what was set up, `error`, or null for another result. */
function resultOf(source: GoSource, type: Expr): string | null {
  if (type.kind === 'Ident' && type.name === 'error') return 'error';
  const [path, name] = qualifiedType(source, type) ?? [];
  if (path === 'go.opentelemetry.io/otel/sdk/trace' && name === 'TracerProvider') return 'shutdown.Shutdown';
  if (type.kind !== 'FuncType') return null;
  const takes = takesContext(source, type);
  const results = type.results?.list ?? [];
  const givesError =
    results.length === 1 && results[0]?.type.kind === 'Ident' && results[0].type.name === 'error';
  if (takes === null || (results.length > 0 && !givesError)) return null;
  if (takes && givesError) return 'shutdown';
  const call = `shutdown(${takes ? 'ctx' : ''})`;
  const head = `func(${takes ? 'ctx' : '_'} ${CONTEXT}) error`;
  return givesError ? `${head} { return ${call} }` : `${head} {\n\t\t${call}\n\t\treturn nil\n\t}`;
}

function takesContext(source: GoSource, { params }: FuncType): boolean | null {
  const [only, second] = fieldsOf(params.list);
  if (!only) return false;
  return !second && isContextType(source, only.type) ? true : null;
}
