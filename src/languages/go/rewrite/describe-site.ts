/** What an integration gets to see of a site. */
import type { GoVersions, GoWrapSite } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { directoryOf } from '../../../model/relative-path.js';
import { unquoteGoString } from '../go-string.js';
import type { GoModule } from '../modules.js';
import { withoutMajorVersion } from '../symbols.js';
import type { Expr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import type { GoTree } from './go-tree.js';
import type { LocatedSite } from './locate-site.js';
import type { PlannedSite } from './planned-site.js';
import { fieldOf, isNil } from './rewrite-site.js';
import { routerBehind } from './router-behind.js';
import { walk } from './walk.js';

/** A site with all that was found out about its surroundings. */
export interface SiteScene {
  tree: GoTree;
  planned: PlannedSite;
  located: LocatedSite;
  source: GoSource;
  module: GoModule;
  versions: GoVersions;
  integration: GoIntegration;
  /** Packages of the routers that get middleware, by service. */
  routers: ReadonlyMap<string, readonly string[]>;
}

export function describeSite({
  tree,
  planned,
  located,
  source,
  module,
  versions,
  integration,
  routers,
}: SiteScene): GoWrapSite {
  const { node } = located;
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
    arguments: isCall
      ? node.args.map((a) => ({
          text: text(a),
          literal: a.kind === 'BasicLit' && a.literal === 'string' ? unquoteGoString(a.raw) : null,
        }))
      : [],
    spread: isCall && node.ellipsis,
    fields,
    service: planned.services.length === 1 ? planned.services[0]! : packageLabel(source),
    otel: versions.otel,
    requires: module.requires,
    text: source.text,
    get router() {
      const behind = new Set(planned.services.flatMap((s) => routers.get(s) ?? []));
      if (behind.size === 0) return 'plain';
      const decides = integration.sites.find(
        (s) => s.package === withoutMajorVersion(located.package),
      )?.decides;
      const handler = decides ? handlerOf(located, source, decides) : null;
      return routerBehind(tree, source, handler, behind);
    },
  };
}

type Decides = NonNullable<GoIntegration['sites'][number]['decides']>;

function handlerOf({ node, symbol }: LocatedSite, source: GoSource, decides: Decides): Expr | null {
  if (node.kind === 'CompositeLit') {
    const value = fieldOf(node, decides.field);
    return value && !isNil(value) ? value : assignedField(source, decides.field);
  }
  const index = decides.arguments[symbol];
  const argument = node.kind === 'CallExpr' && index !== undefined ? node.args[index] : undefined;
  if (argument) return isNil(argument) ? null : argument;
  return assignedField(source, decides.field);
}

/** `srv.Handler = h` somewhere in the file. */
function assignedField(source: GoSource, field: string): Expr | null {
  for (const decl of source.file.decls) {
    for (const node of walkAssignments(decl)) {
      const at = node.lhs.findIndex((l) => l.kind === 'SelectorExpr' && l.sel.name === field);
      if (at !== -1) return node.rhs[at] ?? null;
    }
  }
  return null;
}

function* walkAssignments(decl: GoSource['file']['decls'][number]) {
  for (const node of walk(decl)) if (node.kind === 'AssignStmt') yield node;
}

function kindOf(kind: LocatedSite['node']['kind']): GoWrapSite['kind'] {
  if (kind === 'CompositeLit') return 'literal';
  return kind === 'SelectorExpr' ? 'variable' : 'zero';
}

function packageLabel(source: GoSource): string {
  return source.file.packageName === 'main' ? directoryOf(source.path) : source.file.packageName;
}
