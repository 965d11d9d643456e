/** Carries out what an integration wants for one site, whatever position it stands in. */

import type { GoHelper, GoWrap } from '#src/model/go-wrap.js';
import type { CallExpr, Expr, GoNode, Stmt } from '../syntax/ast.js';
import {
  appendArguments,
  endsItsLine,
  insertStatementAfter,
  replace,
  wrapExpression,
} from './edit-expressions.js';
import type { GoSource } from './go-source.js';
import { type LocatedSite, statementAround, variableOf } from './locate-site.js';
import { type Refusal, unplaced } from './refusals.js';
import { nameHelpers, type Rendered, render, withUsed } from './render.js';
import { isNil, rewriteField } from './rewrite-field.js';
import type { SiteContext, SiteRewrite } from './site-rewrite.js';

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

function argumentAt(call: CallExpr, index: number): Expr | undefined {
  return call.args[index];
}

function dropCallee(call: CallExpr, result: SiteRewrite): void {
  if (call.fun.kind === 'SelectorExpr' && call.fun.x.kind === 'Ident')
    result.dropped.push({ start: call.fun.x.start, end: call.fun.x.end });
}
