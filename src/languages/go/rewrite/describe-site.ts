/** What an integration gets to see of a site. */
import type { GoWrapSite } from '#src/model/go-wrap.js';
import { directoryOf } from '../../../model/relative-path.js';
import { unquoteGoString } from '../go-string.js';
import type { Expr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import type { LocatedSite } from './locate-site.js';
import { muxInHandler } from './mux-in-handler.js';
import type { PlannedSite } from './planned-site.js';
import { valuesOfKept } from './rewrite-field.js';
import { assignedValues } from './router-behind.js';
import { handlerOfServer, routerOfServer } from './router-of-server.js';
import type { SiteScene } from './site-scene.js';
import { walk } from './walk.js';

export function describeSite(scene: SiteScene): GoWrapSite {
  const { tree, planned, sites, located, source, module, versions } = scene;
  const { node } = located;
  const parent = located.around.at(-1);
  const text = (e: Expr) => source.text.slice(e.start, e.end);
  const fields = new Map<string, string>();
  if (node.kind === 'CompositeLit') {
    for (const elt of node.elts)
      if (elt.kind === 'KeyValueExpr' && elt.key.kind === 'Ident') fields.set(elt.key.name, text(elt.value));
  }
  const isCall = node.kind === 'CallExpr' && !located.newOf;
  return {
    package: located.package,
    major: Number(/\/v(\d+)(?:\/|$)/.exec(located.package)?.[1] ?? 1),
    symbol: located.symbol,
    kind: isCall ? 'call' : kindOf(node.kind),
    isPointer: parent?.kind === 'UnaryExpr' && parent.op === '&',
    isAssigned:
      node.kind === 'ValueSpec' && node.names.some((name) => assignedValues(source, name).length > 0),
    isKept: node.kind === 'SelectorExpr' && parent?.kind !== 'SelectorExpr',
    setsLater: (field) => valuesOfKept(source, located, field).length > 0,
    heldIn: located.heldIn,
    arguments: isCall
      ? node.args.map((a) => ({
          text: text(a),
          literal: a.kind === 'BasicLit' && a.literal === 'string' ? unquoteGoString(a.raw) : null,
        }))
      : [],
    spread: isCall && node.ellipsis,
    fields,
    service: planned.services.length === 1 ? planned.services[0]! : packageLabel(source),
    go: Number(/^1\.(\d+)/.exec(module.goVersion ?? '')?.[1] ?? 0),
    otel: versions.otel,
    requires: module.requires,
    text: source.text,
    isFromSite: (index) => isCall && isFromSite(source, node.args[index], sites),
    moduleMentions: (pattern) => tree.filesOf(module).some((file) => pattern.test(tree.text(file))),
    get router() {
      return routerOfServer(scene);
    },
    get mux() {
      const handler = handlerOfServer(scene);
      return handler && muxInHandler(tree, source, handler, node.start);
    },
  };
}

/** An expression holds a site, or a variable of its function that does. */
function isFromSite(source: GoSource, expr: Expr | undefined, sites: readonly PlannedSite[]): boolean {
  if (!expr) return false;
  const places = sites
    .filter(({ site }) => site.file === source.path)
    .map(({ site }) => source.lines[site.line - 1]! + site.column - 1);
  const holds = (one: Expr, depth: number): boolean => {
    for (const node of walk(one)) {
      if (places.includes(node.start)) return true;
      if (node.kind === 'Ident' && depth > 0 && assignedValues(source, node).some((v) => holds(v, depth - 1)))
        return true;
    }
    return false;
  };
  return holds(expr, 2);
}

function kindOf(kind: LocatedSite['node']['kind']): GoWrapSite['kind'] {
  if (kind === 'CompositeLit') return 'literal';
  return kind === 'SelectorExpr' ? 'variable' : 'zero';
}

function packageLabel(source: GoSource): string {
  return source.file.packageName === 'main' ? directoryOf(source.path) : source.file.packageName;
}
