/** Whether a server hands its requests to a router that gets middleware of its own. */
import type { GoWrapSite } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { withoutMajorVersion } from '../symbols.js';
import type { Expr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import type { LocatedSite } from './locate-site.js';
import { fieldOf, isNil } from './rewrite-field.js';
import { routerBehind } from './router-behind.js';
import { isPlaced, isWithin } from './several-routers.js';
import type { SiteScene } from './site-scene.js';
import { walk } from './walk.js';

/** Asks which routers the analysis has seen behind the server; while it has lost one, reads the code around the server. */
export function routerOfServer(scene: SiteScene): GoWrapSite['router'] {
  const { tree, planned, sites, source, routers, routerIds } = scene;
  const behind = new Set(planned.services.flatMap((s) => routers.get(s) ?? []));
  if (behind.size === 0) return 'plain';
  const ofService = sites.filter(
    (s) => routerIds.has(s.id) && s.services.some((name) => planned.services.includes(name)),
  );
  if (ofService.some((router) => isWithin(router, planned))) return 'router';
  if (ofService.length > 0 && ofService.every((router) => isPlaced(tree, router))) return 'plain';
  return routerBehind(tree, source, handlerOfServer(scene), behind);
}

/** The handler that a server is given, at its construction or later; null for the default. */
export function handlerOfServer({ located, source, integration }: SiteScene): Expr | null {
  const decides = integration.sites.find((s) => s.package === withoutMajorVersion(located.package))?.decides;
  return decides ? handlerOf(located, source, decides) : null;
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
