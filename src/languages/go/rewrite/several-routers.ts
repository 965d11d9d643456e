/** A service may make several routers of one kind: those that are mounted into another get no middleware of their own. */
import type { GoIntegration } from '#src/model/integration.js';
import type { GoTree } from './go-tree.js';
import { locateSite, statementAround, variableOf } from './locate-site.js';
import type { PlannedSite } from './planned-site.js';
import type { Refusal } from './refusals.js';
import { walk } from './walk.js';

/** What to do about a router that is not the only one: nothing where it is mounted, else leave it to the user. */
export function outermostRouters(
  tree: GoTree,
  sites: readonly PlannedSite[],
  integrations: readonly GoIntegration[],
): (site: PlannedSite) => 'covered' | Refusal | null {
  const routers = new Set(integrations.filter(isRouter).map((i) => i.id));
  return (planned) => {
    if (!routers.has(planned.id)) return null;
    const siblings = sites.filter(
      (s) => routers.has(s.id) && s.services.some((name) => planned.services.includes(name)),
    );
    if (siblings.length < 2) return null;
    const uses = siblings.map((s) => [s, useOf(tree, s)] as const);
    const own = uses.find(([s]) => s === planned)![1];
    if (own === 'mounted') return 'covered';
    if (own === 'served') return null;
    const others = siblings.filter((s) => s !== planned).map((s) => `${s.site.file}:${s.site.line}`);
    return {
      code: 'several-routers',
      message: `The service makes other routers too (${others.join(', ')}); whether this one is mounted in one of them is not certain.`,
      help: 'Add the middleware by hand to the outermost router only.',
    };
  };
}

function isRouter(integration: GoIntegration): boolean {
  return (
    integration.role === 'server' &&
    integration.wrap !== undefined &&
    integration.sites.every((s) => s.kind === undefined && s.decides === undefined)
  );
}

const MOUNTING = new Set(['Mount', 'Handle', 'Any', 'Group', 'Host', 'PathPrefix', 'Use']);
const SERVING = new Set([
  'ListenAndServe',
  'ListenAndServeTLS',
  'Serve',
  'ServeTLS',
  'Run',
  'Start',
  'Listen',
]);

/** How the variable of a router is used in the function that makes it. */
function useOf(tree: GoTree, { site }: PlannedSite): 'mounted' | 'served' | 'unknown' {
  const source = tree.open(site.file);
  const located = source && locateSite(source, site.line, site.column);
  const place = located && statementAround(located.around);
  const variable = place && variableOf(place.statement, located.node);
  if (!located || !variable) return 'unknown';
  let answer: 'mounted' | 'served' | 'unknown' = 'unknown';
  for (const node of walk(located.around[0]!)) {
    const isServer = node.kind === 'KeyValueExpr' && node.key.kind === 'Ident' && node.key.name === 'Handler';
    if (isServer && node.value.kind === 'Ident' && node.value.name === variable) answer = 'served';
    if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr') continue;
    const name = node.fun.sel.name;
    const isGiven = node.args.some((a) => a.kind === 'Ident' && a.name === variable);
    const isReceiver = node.fun.x.kind === 'Ident' && node.fun.x.name === variable;
    if (isGiven && MOUNTING.has(name)) return 'mounted';
    if ((isGiven || isReceiver) && SERVING.has(name)) answer = 'served';
  }
  return answer;
}
