/** Why a set-up is left as it is. */
import type { Skip } from '#src/model/change.js';
import { type NodeSkipCode, nodeSkipCodes } from '#src/model/node-skip-codes.js';

export interface SetupSite {
  file: string;
  /** 1-based. */
  line: number;
}

export function refuseSetup(service: string, code: NodeSkipCode, site: SetupSite, message: string): Skip {
  return { code, service, ...site, message, help: nodeSkipCodes[code].help };
}
