/** How a function says that it failed, and how its results are called. */
import type { Edit } from '#src/model/change.js';
import { freeName } from '../rewrite/file-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { Expr, FuncDecl } from '../syntax/ast.js';
import { pointee } from '../typing/static-type.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { isMentioned } from './context-of-function.js';

export interface NamedResults {
  /** The variable that holds the error; null when there is no such result. */
  error: string | null;
  /** It is a pointer of a type of its own, which has to be looked at before it becomes an `error`. */
  isPointer: boolean;
  /** The other results: name (`''` when it has none), type. */
  values: { name: string; type: Expr }[];
  /** What gives the results their names. */
  edits: Edit[];
}

interface Result {
  name: string;
  /** Of the name; of the type where there is none. */
  start: number;
  end: number;
  type: Expr;
}

/**
 * @param wantsValues whether the first result needs a name too
 * @returns a sentence when it cannot be told which result is the error
 */
export function nameResults(
  resolver: TypeResolver,
  source: GoSource,
  decl: FuncDecl,
  wantsValues: boolean,
): NamedResults | string {
  const { results } = decl.type;
  const all = (results?.list ?? []).flatMap((field): Result[] =>
    field.names.length === 0
      ? [{ name: '', start: field.type.start, end: field.type.start, type: field.type }]
      : field.names.map(({ name, start, end }) => ({ name, start, end, type: field.type })),
  );
  const errors = all.filter(({ type }) => isError(resolver, source, type));
  if (errors.length > 1) return `\`${decl.name.name}\` has ${errors.length} results that are errors.`;
  const [error] = errors;
  const isPointer = error?.type.kind === 'StarExpr';
  const isPlain = error === undefined || isPredeclaredError(resolver, source, error.type);
  if (!isPlain && !isPointer)
    return `\`${decl.name.name}\` returns \`${source.text.slice(error.type.start, error.type.end)}\`, an error type of its own.`;
  const taken = new Set<string>();
  const free = (wanted: string) => {
    const name = freeName(wanted, (one) => taken.has(one) || isMentioned(decl, one));
    taken.add(name);
    return name;
  };
  const first = wantsValues ? all.find((one) => one !== error) : undefined;
  const isNamed = all.some(({ name }) => name !== '');
  const mustName = error !== undefined || first !== undefined;
  const edits: Edit[] = [];
  const nameOf = (result: Result): string => {
    if (result.name !== '' && result.name !== '_') return result.name;
    const name = result === error ? free('retErr') : result === first ? free('result') : '';
    if (!mustName || (isNamed && name === '')) return name;
    const text = isNamed ? name : `${name === '' ? '_' : name} `;
    edits.push({ file: source.path, start: result.start, end: result.end, text });
    return name;
  };
  const names = new Map(all.map((result) => [result, nameOf(result)]));
  if (edits.length > 0 && results && !results.enclosed) {
    edits[0] = { ...edits[0]!, text: `(${edits[0]!.text}` };
    edits.push({ file: source.path, start: results.end, end: results.end, text: ')' });
  }
  return {
    isPointer,
    error: error ? names.get(error)! : null,
    values: all.filter((one) => one !== error).map((one) => ({ name: names.get(one)!, type: one.type })),
    edits,
  };
}

/** `error`, or an alias of it. */
function isPredeclaredError(resolver: TypeResolver, source: GoSource, type: Expr): boolean {
  const named = resolver.typeOf(type, source, null);
  return named?.kind === 'named' && named.path === '' && named.name === 'error';
}

/** `error`, a type of the tree with a method `Error`, or one of a library that is called like an error. */
function isError(resolver: TypeResolver, source: GoSource, type: Expr): boolean {
  if (isPredeclaredError(resolver, source, type)) return true;
  const named = pointee(resolver.typeOf(type, source, null));
  if (named?.kind !== 'named' || named.path === '') return false;
  const pkg = resolver.packages.ofPath(named.path);
  return pkg ? pkg.methods.get(named.name)?.has('Error') === true : /(?:Err|Error)$/.test(named.name);
}
