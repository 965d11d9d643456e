/** How a result is shown. Reporters return text and print nothing. */
export interface ReporterOptions {
  color: boolean;
  /** Columns of the terminal; reporters of data formats ignore it. */
  width: number;
  /** Everything about each service instead of the overview. */
  details: boolean;
  /** The path argument as the user typed it, for the commands that the report suggests. */
  path?: string;
}

export type Reporter<Result> = (result: Result, options: ReporterOptions) => string;
