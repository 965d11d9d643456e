import { type SpanSkipCode, spanSkipCodes } from '#src/model/span-skip-codes.js';
import { type Refusal, refusal } from '../rewrite/refusals.js';

export { type Refusal, refusal };

/** Why a function gets no span, with the help of the code's page. */
export function spanRefusal(code: SpanSkipCode, message: string, help?: string): Refusal {
  return refusal(code, message, help ?? spanSkipCodes[code].help);
}
