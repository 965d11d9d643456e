import type { CallSite, FunctionReading } from '../typing/read-function.js';
import type { CallStatement } from './call-statement.js';
import type { AskedSpan } from './span-target.js';

/** A call that gets a span around it. */
export interface CallToSpan {
  reading: FunctionReading;
  site: CallSite;
  shape: CallStatement;
  asked: Pick<AskedSpan, 'attributes'>;
  /** Name of the function that is called. */
  operation: string;
}
