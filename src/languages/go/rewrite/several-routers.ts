/** A service may make several routers: those that are mounted into another get no middleware of their own. */
import type { GoIntegration } from '#src/model/integration.js';
import type { GoTree } from './go-tree.js';
import { locateSite, statementAround, variableOf } from './locate-site.js';
import type { PlannedSite } from './planned-site.js';
import type { Refusal } from './refusals.js';
import { walk } from './walk.js';

/**
 * @param routers ids of the integrations that are routers
 * @returns what to do about a router that is not the only one: nothing where it is part of another, and where two seem to be part
 * of each other it is left to the user.
 */
export function outermostRouters(
  tree: GoTree,
  sites: readonly PlannedSite[],
  routers: ReadonlySet<string>,
): (site: PlannedSite) => 'covered' | Refusal | null {
  return (planned) => {
    if (!routers.has(planned.id)) return null;
    const outer = sites.filter((s) => s !== planned && routers.has(s.id) && isWithin(planned, s));
    const use = useOf(tree, planned);
    if (outer.length === 0 || use === 'served') return null;
    const mutual = outer.filter((o) => isWithin(o, planned));
    if (use === 'mounted' || mutual.length < outer.length) return 'covered';
    return {
      code: 'several-routers',
      message: `The service makes other routers too (${mutual.map(placeOf).join(', ')}); whether this one is mounted in one of them is not certain.`,
      help: 'Add the middleware by hand to the outermost router only.',
    };
  };
}

/** True when it is known from where a router gets its requests. */
export function isPlaced(tree: GoTree, router: PlannedSite): boolean {
  return router.within.size > 0 || useOf(tree, router) === 'served';
}

export function isWithin(inner: PlannedSite, outer: PlannedSite): boolean {
  return inner.within.has(placeOf(outer));
}

function placeOf({ site }: PlannedSite): string {
  return `${site.file}:${site.line}`;
}

export function isRouter(integration: GoIntegration): boolean {
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
