/** Why a function gets no span. */
import type { SpanSkipCode } from '../../../model/span-skip-codes.js';

export interface Refusal {
  code: SpanSkipCode;
  message: string;
}
