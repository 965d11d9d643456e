/** Gives a field of a constructed value something else: in its literal, or where the field is assigned later. */
import type { GoWrap } from '#src/model/go-wrap.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { CompositeLit, Decl, Expr, GoNode } from '../syntax/ast.js';
import { addField, canAddField, replace, wrapExpression } from './edit-expressions.js';
import { declarationAt, type GoSource, importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { type LocatedSite, statementAround, variableOf } from './locate-site.js';
import { type Refusal, unplaced } from './refusals.js';
import type { SiteContext, SiteRewrite } from './site-rewrite.js';
import { walk } from './walk.js';

type FieldWrap = Extract<GoWrap, { kind: 'field' }>;

export function rewriteField(
  context: SiteContext,
  site: LocatedSite,
  wrap: FieldWrap,
  result: SiteRewrite,
  rendered: (code: string) => string,
): SiteRewrite | Refusal {
  const { source, tree } = context;
  const { node } = site;
  if (site.heldIn !== null) return rewriteHeldField(tree, source, site, wrap, result, rendered);
  if (node.kind === 'SelectorExpr') return rewriteSharedField(source, site, wrap, result, rendered);
  const given = node.kind === 'CompositeLit' ? fieldOf(node, wrap.name) : undefined;
  const later = laterAssignments(context, site, wrap.name);
  const wrapValue = (value: Expr) =>
    result.edits.push(...wrapExpression(source, value, rendered(wrap.before), rendered(wrap.after)));
  const isGiven = given !== undefined && !isNil(given);
  const buildsOn = later.values.some((value) => mentionsField(source, value, wrap.name));
  // What the literal gives is wrapped whatever comes later: that replaces it, or is built around it.
  if (isGiven) wrapValue(innerHandler(source, given));
  if (isGiven && (buildsOn || later.elsewhere)) return result;
  if (later.elsewhere) {
    return {
      code: 'assigned-elsewhere',
      message: `\`.${wrap.name}\` is assigned at ${later.elsewhere}, and whether to this value is not certain.`,
      help: `Wrap the value that is assigned: \`${shown(wrap.before)}…${shown(wrap.after)}\`.`,
    };
  }
  if (buildsOn) {
    return {
      code: 'assigned-elsewhere',
      message: `\`.${wrap.name}\` is made from its own earlier value.`,
      help: `Wrap the outermost value: \`${shown(wrap.before)}…${shown(wrap.after)}\`.`,
    };
  }
  for (const value of later.values) wrapValue(value);
  if (isGiven) return result;
  if (later.values.length > 0) return result;
  const value = rendered(wrap.absent);
  if (given) {
    result.edits.push(replace(source, given, value));
  } else if (node.kind === 'CompositeLit') {
    if (!canAddField(source, node)) return unplaced('its literal has no keys, or is laid out unusually');
    result.edits.push(...addField(source, node, wrap.name, value));
  } else if (node.kind === 'ValueSpec') {
    if (node.names.length !== 1 || !node.type) return unplaced('several variables are declared at once');
    const type = source.text.slice(node.type.start, node.type.end);
    result.edits.push(replace(source, node.type, `= ${type}{${wrap.name}: ${value}}`));
  } else if (site.newOf) {
    const type = source.text.slice(site.newOf.start, site.newOf.end);
    result.edits.push(replace(source, node, `&${type}{${wrap.name}: ${value}}`));
  } else return unplaced('it is not constructed by a literal');
  return result;
}

/** `c.http = http.DefaultClient`, and then `c.http.Transport = t`: what is assigned is wrapped. */
function rewriteSharedField(
  source: GoSource,
  site: LocatedSite,
  wrap: FieldWrap,
  result: SiteRewrite,
  rendered: (code: string) => string,
): SiteRewrite | Refusal {
  const values = valuesOfKept(source, site, wrap.name);
  if (values.length === 0) return unplaced('it is shared by the whole program');
  for (const value of values)
    result.edits.push(...wrapExpression(source, value, rendered(wrap.before), rendered(wrap.after)));
  return result;
}

/** Values that a field of a variable gets under the name that it is kept by, in the same function and behind it. */
export function valuesOfKept(source: GoSource, { node, around }: LocatedSite, field: string): Expr[] {
  const statement = statementAround(around)?.statement;
  const decl = declarationAt(source, node.start);
  if (statement?.kind !== 'AssignStmt' || !decl) return [];
  const kept = statement.lhs[statement.rhs.indexOf(node as Expr)];
  if (!kept) return [];
  const text = (expr: Expr) => source.text.slice(expr.start, expr.end);
  return [...assignmentsTo(decl, field)].flatMap(({ target, value }) =>
    value && target.start > node.end && text(target) === text(kept) && !mentionsField(source, value, field)
      ? [value]
      : [],
  );
}

/** `&api{base: url}` → `&api{base: url, client: http.Client{Transport: …}}`. */
function rewriteHeldField(
  tree: GoTree,
  source: GoSource,
  { node, heldIn, package: path, symbol }: LocatedSite,
  wrap: FieldWrap,
  result: SiteRewrite,
  rendered: (code: string) => string,
): SiteRewrite | Refusal {
  const field = heldIn!;
  const sets = tree
    .package(directoryOf(source.path))
    .flatMap((s) => s.file.decls.flatMap((decl) => [...assignmentsTo(decl, wrap.name)]))
    .some(({ target }) => target.kind === 'SelectorExpr' && target.sel.name === field);
  if (sets || node.kind !== 'CompositeLit' || !canAddField(source, node)) {
    return {
      code: 'assigned-elsewhere',
      message: `The field \`${field}\` holds it by value, and gets its \`${wrap.name}\` apart from the literal.`,
      help: `Wrap the value that is assigned: \`${shown(wrap.before)}…${shown(wrap.after)}\`.`,
    };
  }
  const value = `@{${path}}.${symbol}{${wrap.name}: ${wrap.absent}}`;
  result.edits.push(...addField(source, node, field, rendered(value)));
  return result;
}

/** `h2c.NewHandler(h, s)`: HTTP/2 without TLS takes the connection over, so the wrapping goes inside. */
function innerHandler(source: GoSource, expr: Expr): Expr {
  if (expr.kind !== 'CallExpr' || expr.fun.kind !== 'SelectorExpr' || expr.fun.x.kind !== 'Ident')
    return expr;
  const path = importOf(source, expr.fun.x.name)?.path;
  return path === 'golang.org/x/net/http2/h2c' ? (expr.args[0] ?? expr) : expr;
}

/** Values that a field of the site's variable gets after its construction. */
function laterAssignments(
  { tree, source }: SiteContext,
  site: LocatedSite,
  field: string,
): { values: Expr[]; elsewhere: string | null } {
  const variable = variableHolding(site, statementAround(site.around)?.statement);
  const around = declarationAt(source, site.node.start);
  const values: Expr[] = [];
  for (const other of tree.package(directoryOf(source.path))) {
    for (const decl of other.file.decls) {
      for (const { target, value } of assignmentsTo(decl, field)) {
        const name = target.kind === 'Ident' ? target.name : null;
        if (decl === around && name !== null && name === variable && value) values.push(value);
        else if (name === null || !isMadeIn(decl, name)) {
          const line = other.text.slice(0, target.start).split('\n').length;
          return { values: [], elsewhere: `${other.path}:${line}` };
        }
      }
    }
  }
  return { values, elsewhere: null };
}

/** `target.field = value` below a declaration; the value is null when it is one of several of a call. */
function* assignmentsTo(decl: Decl, field: string): Iterable<{ target: Expr; value: Expr | null }> {
  for (const node of walk(decl)) {
    if (node.kind !== 'AssignStmt') continue;
    for (const [i, left] of node.lhs.entries()) {
      if (left.kind !== 'SelectorExpr' || left.sel.name !== field) continue;
      yield { target: left.x, value: node.rhs.length === node.lhs.length ? (node.rhs[i] ?? null) : null };
    }
  }
}

/** The variable holds what is constructed in this declaration, not something that came from elsewhere. */
function isMadeIn(decl: Decl, name: string): boolean {
  for (const node of walk(decl)) {
    if (node.kind === 'ValueSpec' && node.values.length === 0 && node.names.some((n) => n.name === name))
      return node.type?.kind !== 'StarExpr';
    if (node.kind !== 'AssignStmt') continue;
    const at = node.lhs.findIndex((l) => l.kind === 'Ident' && l.name === name);
    const value = node.rhs[at];
    if (!value) continue;
    const made = value.kind === 'UnaryExpr' ? value.x : value;
    if (made.kind === 'CompositeLit') return true;
    if (made.kind === 'CallExpr' && made.fun.kind === 'Ident' && made.fun.name === 'new') return true;
  }
  return false;
}

/** `x := &T{}`, `x := new(T)`, `var x T`. */
function variableHolding(site: LocatedSite, statement: GoNode | undefined): string | null {
  if (site.node.kind === 'ValueSpec') return site.node.names[0]?.name ?? null;
  if (!statement || (statement.kind !== 'AssignStmt' && statement.kind !== 'DeclStmt')) return null;
  const parent = site.around.at(-1);
  const value = parent?.kind === 'UnaryExpr' ? parent : site.node;
  return variableOf(statement, value);
}

function mentionsField(source: GoSource, value: Expr, field: string): boolean {
  for (const node of walk(value)) {
    if (node.kind !== 'SelectorExpr' || node.sel.name !== field) continue;
    if (node.x.kind !== 'Ident' || !importOf(source, node.x.name)) return true;
  }
  return false;
}

export function fieldOf(literal: CompositeLit, name: string): Expr | undefined {
  for (const elt of literal.elts) {
    if (elt.kind === 'KeyValueExpr' && elt.key.kind === 'Ident' && elt.key.name === name) return elt.value;
  }
  return undefined;
}

export function isNil(expr: Expr): boolean {
  return expr.kind === 'Ident' && expr.name === 'nil';
}

function shown(code: string): string {
  return code.replace(/@\{(?:\w+=)?(?:[^}]*\/)?([^}/]+)\}/g, '$1');
}
