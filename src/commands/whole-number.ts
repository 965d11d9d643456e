import { InstrumentError } from '../errors/instrument-error.js';

/** The number that a flag was given; undefined when it was not. Throws when it is none, or out of range. */
export function wholeNumber(
  flag: string,
  value: string | undefined,
  min: number,
  max: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw InstrumentError.of('invalid-number', { flag, value, min: String(min), max: String(max) });
}
