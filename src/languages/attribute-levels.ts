/** How bad the lesser findings of `span-attributes` are. */
import type { FindingLevel } from '../model/finding.js';

/** Some companies allow it, with a reason. */
export const PERSONAL_DATA: FindingLevel = { severity: 'warning', preset: 'strict' };
export const BARE_SPAN: FindingLevel = { severity: 'info', preset: 'strict' };
