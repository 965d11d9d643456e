/** The helpers that Layer 3 may give to a Node.js service. */
import type { SpanHelpers } from '#src/languages/node/spans/helper-file.js';
import { withIterationSpan } from './with-iteration-span.js';
import { withSpan } from './with-span.js';

export const nodeSpanHelpers: SpanHelpers = { call: withSpan, iteration: withIterationSpan };
