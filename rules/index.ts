/** Every lint rule, in the order of the documentation. */
import type { Rule } from './rule.js';
import { spanNaming } from './span-naming.js';
import { unusedSuppression } from './unused-suppression.js';

export const rules: readonly Rule[] = [spanNaming, unusedSuppression];
