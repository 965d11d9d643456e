/** Carries out what an integration wants for one site, whatever position it stands in. */

import type { Edit } from '#src/model/change.js';
import type { GoHelper, GoWrap } from '#src/model/go-wrap.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { CallExpr, CompositeLit, Decl, Expr, GoNode, Stmt } from '../syntax/ast.js';
import {
  addField,
  appendArguments,
  canAddField,
  endsItsLine,
  insertStatementAfter,
  replace,
  wrapExpression,
} from './edit-expressions.js';
import type { FileNames } from './file-names.js';
import { declarationAt, type GoSource, importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { type LocatedSite, statementAround, variableOf } from './locate-site.js';
import type { Refusal } from './refusals.js';
import { nameHelpers, type Rendered, render, withUsed } from './render.js';
import { walk } from './walk.js';

export interface SiteContext {
  tree: GoTree;
  source: GoSource;
  names: FileNames;
  /** The final name of a helper in this package, and where it is declared is the caller's business. */
  helperName(helper: GoHelper): string;
}

export interface SiteRewrite {
  edits: Edit[];
  /** Import paths of the packages that the new code in this file uses. */
  imports: string[];
  helpers: GoHelper[];
  /** References to packages that are gone. */
  dropped: { start: number; end: number }[];
}

type Doable = Exclude<GoWrap, { kind: 'skip' } | { kind: 'covered' }>;

export function rewriteSite(context: SiteContext, site: LocatedSite, wrap: Doable): SiteRewrite | Refusal {
  const { source } = context;
  const { node } = site;
  const result: SiteRewrite = { edits: [], imports: [], helpers: [], dropped: [] };
  const helper = (one: GoHelper): string => {
    result.helpers.push(...withUsed([one]));
    return context.helperName(one);
  };
  const rendered = (code: string): string => {
    const named = nameHelpers(code, wrap.helpers, helper);
    const { text, edits, imports }: Rendered = render(named, context.names, node.start);
    result.edits.push(...edits);
    result.imports.push(...imports);
    return text;
  };

  if (wrap.kind === 'value') {
    if (node.kind !== 'SelectorExpr') return unplaced('it is not the use of a variable');
    result.dropped.push({ start: node.x.start, end: node.x.end });
    result.edits.push(replace(source, node, `${helper(wrap.helper)}()`));
    return result;
  }
  if (wrap.kind === 'field') return rewriteField(context, site, wrap, result, rendered);
  if (wrap.kind === 'pass' || wrap.kind === 'use') {
    const made = madeValue(site);
    if (!made) return unplaced('it is not constructed by a call or a literal');
    const place = wrap.kind === 'use' ? statementAround(site.around) : null;
    const variable = place && variableOf(place.statement, made);
    if (wrap.kind === 'use' && place && variable && canFollow(source, place.statement)) {
      const statement = rendered(wrap.statement).replaceAll('$', variable);
      result.edits.push(insertStatementAfter(source, place.statement, statement));
    } else if (made.kind === 'CompositeLit' && wrap.kind === 'use') {
      return unplaced('it is a value that nothing holds yet');
    } else {
      result.edits.push(...wrapExpression(source, made, `${helper(wrap.helper)}(`, ')'));
    }
    return result;
  }
  if (node.kind !== 'CallExpr' || site.newOf) return unplaced('it is not constructed by a call');
  switch (wrap.kind) {
    case 'append':
      result.edits.push(...appendArguments(source, node, [rendered(wrap.value)], rendered(wrap.element)));
      return result;
    case 'argument': {
      const argument = argumentAt(node, wrap.index);
      if (!argument) return unplaced('its arguments come from another call');
      if (isNil(argument)) {
        if (wrap.absent === undefined) return unplaced('the argument is nil');
        result.edits.push(replace(source, argument, rendered(wrap.absent)));
      } else {
        result.edits.push(...wrapExpression(source, argument, rendered(wrap.before), rendered(wrap.after)));
      }
      return result;
    }
    case 'argument-helper': {
      const argument = argumentAt(node, wrap.index);
      if (!argument) return unplaced('its arguments come from another call');
      result.edits.push(...wrapExpression(source, argument, `${helper(wrap.helper)}(`, ')'));
      return result;
    }
    case 'callee':
    case 'inside': {
      if (node.ellipsis && wrap.kind === 'callee') return unplaced('its arguments are spread');
      const extra = wrap.extra.map(rendered);
      const to = rendered(wrap.to);
      dropCallee(node, result);
      if (wrap.kind === 'callee') {
        result.edits.push(replace(source, node.fun, to));
        if (extra.length > 0) result.edits.push(...appendArguments(source, node, extra, ''));
      } else {
        result.edits.push(replace(source, node.fun, `${to}(${rendered(wrap.inner)}`));
        result.edits.push({
          file: source.path,
          start: node.end,
          end: node.end,
          text: `${extra.map((e) => `, ${e}`).join('')})`,
        });
      }
      return result;
    }
    case 'replace':
      dropCallee(node, result);
      result.edits.push(replace(source, node.fun, helper(wrap.helper)));
      return result;
  }
}

/** The expression that gives a constructed value: a call, or a literal with the `&` before it. */
function madeValue({ node, newOf, around }: LocatedSite): GoNode | null {
  if (node.kind === 'CallExpr') return newOf ? null : node;
  if (node.kind !== 'CompositeLit') return null;
  const parent = around.at(-1);
  return parent?.kind === 'UnaryExpr' ? parent : node;
}

/** A statement about its variable may stand below it. */
function canFollow(source: GoSource, statement: Stmt): boolean {
  return takesItsType(statement) && endsItsLine(source, statement);
}

/** The variable has the type of the value, and so its methods: `x := v`, `var x = v`. */
function takesItsType(statement: Stmt): boolean {
  if (statement.kind === 'AssignStmt') return statement.op === ':=';
  const spec = statement.kind === 'DeclStmt' ? statement.decl.specs[0] : undefined;
  return spec?.kind === 'ValueSpec' && spec.type === undefined;
}

function rewriteField(
  context: SiteContext,
  site: LocatedSite,
  wrap: Extract<Doable, { kind: 'field' }>,
  result: SiteRewrite,
  rendered: (code: string) => string,
): SiteRewrite | Refusal {
  const { source, tree } = context;
  const { node } = site;
  if (site.heldIn !== null) return rewriteHeldField(tree, source, site, wrap, result, rendered);
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

/** `&api{base: url}` → `&api{base: url, client: http.Client{Transport: …}}`. */
function rewriteHeldField(
  tree: GoTree,
  source: GoSource,
  { node, heldIn, package: path, symbol }: LocatedSite,
  wrap: Extract<Doable, { kind: 'field' }>,
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

function argumentAt(call: CallExpr, index: number): Expr | undefined {
  return call.args[index];
}

export function isNil(expr: Expr): boolean {
  return expr.kind === 'Ident' && expr.name === 'nil';
}

function dropCallee(call: CallExpr, result: SiteRewrite): void {
  if (call.fun.kind === 'SelectorExpr' && call.fun.x.kind === 'Ident')
    result.dropped.push({ start: call.fun.x.start, end: call.fun.x.end });
}

function unplaced(why: string): Refusal {
  return {
    code: 'unusual-construction',
    message: `The construction cannot be rewritten: ${why}.`,
    help: 'Instrument it by hand as the page of its integration shows: `instrument explain <integration>`.',
  };
}

function shown(code: string): string {
  return code.replace(/@\{(?:\w+=)?(?:[^}]*\/)?([^}/]+)\}/g, '$1');
}
