/** What rewriting one site needs to know of its surroundings, and what it gives. */
import type { Edit } from '#src/model/change.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import type { FileNames } from './file-names.js';
import type { GoSource } from './go-source.js';
import type { GoTree } from './go-tree.js';

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
