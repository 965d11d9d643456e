/** Every lint rule, in the order of the documentation. */
import type { Rule } from './rule.js';
import { spanEnd } from './span-end.js';
import { spanNaming } from './span-naming.js';
import { unusedSuppression } from './unused-suppression.js';

export const rules: readonly Rule[] = [spanEnd, spanNaming, unusedSuppression];
