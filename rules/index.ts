/** Every lint rule, in the order of the documentation. */

import { contextPropagation } from './context-propagation.js';
import { doubleInstrumentation } from './double-instrumentation.js';
import { errorRecorded } from './error-recorded.js';
import { highCardinalitySpanName } from './high-cardinality-span-name.js';
import { logTraceRedundancy } from './log-trace-redundancy.js';
import { noSpanInLoop } from './no-span-in-loop.js';
import { noTrivialSpan } from './no-trivial-span.js';
import { preferInstrumentationLibrary } from './prefer-instrumentation-library.js';
import type { Rule } from './rule.js';
import { sdkSetup } from './sdk-setup.js';
import { semconvAttributes } from './semconv-attributes.js';
import { spanAttributes } from './span-attributes.js';
import { spanDiscarded } from './span-discarded.js';
import { spanEnd } from './span-end.js';
import { spanNaming } from './span-naming.js';
import { spanUseAfterEnd } from './span-use-after-end.js';
import { stableSpanName } from './stable-span-name.js';
import { unusedSuppression } from './unused-suppression.js';

export const rules: readonly Rule[] = [
  spanEnd,
  spanDiscarded,
  spanUseAfterEnd,
  stableSpanName,
  highCardinalitySpanName,
  spanNaming,
  contextPropagation,
  errorRecorded,
  noSpanInLoop,
  noTrivialSpan,
  preferInstrumentationLibrary,
  doubleInstrumentation,
  semconvAttributes,
  spanAttributes,
  logTraceRedundancy,
  sdkSetup,
  unusedSuppression,
];
