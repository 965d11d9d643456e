import type { GoVersions } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { GoModule } from '../modules.js';
import type { GoSource } from './go-source.js';
import type { GoTree } from './go-tree.js';
import type { LocatedSite } from './locate-site.js';
import type { PlannedSite } from './planned-site.js';

/** A site with all that was found out about its surroundings. */
export interface SiteScene {
  tree: GoTree;
  planned: PlannedSite;
  /** All sites that are planned. */
  sites: readonly PlannedSite[];
  located: LocatedSite;
  source: GoSource;
  module: GoModule;
  versions: GoVersions;
  integration: GoIntegration;
  /** Packages of the routers that get middleware, by service. */
  routers: ReadonlyMap<string, readonly string[]>;
  /** Ids of the integrations that are routers. */
  routerIds: ReadonlySet<string>;
}
