import { type ErrorCode, type ErrorText, type ErrorValues, errorCodes } from './error-codes.js';

/** A place in a file of the user's, 1-based, with the line's text for the code frame. */
export interface ErrorLocation {
  file: string;
  line: number;
  column: number;
  /** How many characters the caret underlines. */
  length: number;
  text: string;
}

export interface ErrorDetails {
  /** The nearest valid name, when the user wrote an unknown one. */
  nearest?: string | undefined;
  location?: ErrorLocation | undefined;
  cause?: unknown;
}

/** Stops the run: exit code 2. Its texts come from the table of error codes, so that none is without help. */
export class InstrumentError extends Error {
  override readonly name = 'InstrumentError';
  readonly code: ErrorCode;
  readonly title: string;
  readonly why: string;
  readonly help: string;
  readonly location: ErrorLocation | undefined;

  private constructor(code: ErrorCode, text: ErrorText, details: ErrorDetails) {
    super(text.title, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.title = text.title;
    this.why = text.why;
    this.help = details.nearest === undefined ? text.help : `did you mean \`${details.nearest}\`?`;
    this.location = details.location;
  }

  /** Builds the error of a code from the values that its texts name. */
  static of<Code extends ErrorCode>(
    code: Code,
    values: ErrorValues<Code>,
    details: ErrorDetails = {},
  ): InstrumentError {
    const { title, why, help }: ErrorText = errorCodes[code];
    const text = { title: fill(title, values), why: fill(why, values), help: fill(help, values) };
    return new InstrumentError(code, text, details);
  }
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
