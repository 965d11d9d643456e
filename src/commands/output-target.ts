import { extname } from 'node:path';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';

/** Where one rendering of a result goes. */
export interface OutputTarget<Format extends string> {
  format: Format;
  /** Null: stdout. */
  file: string | null;
}

const FORMAT_OF_EXTENSION: Record<string, string> = {
  '.json': 'json',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.md': 'markdown',
  '.html': 'html',
  '.txt': 'text',
};

/**
 * Reads `--format` and all `-o`. `-o` takes `file` or `format:file`; `-` is stdout. A file without a format gets that of
 * `--format`, else that of its extension, else the first of `formats`. With `-o`, stdout stays empty unless asked for.
 */
export function outputTargets<Format extends string>(
  formats: readonly Format[],
  given: { format?: string | undefined; output?: readonly string[] | undefined },
): OutputTarget<Format>[] {
  const chosen = given.format === undefined ? undefined : validFormat(formats, given.format);
  const outputs = given.output ?? [];
  if (outputs.length === 0) return [{ format: chosen ?? formats[0]!, file: null }];
  return outputs.map((output) => {
    const prefix = /^([A-Za-z][\w-]+):(.+)$/s.exec(output);
    const file = prefix?.[2] ?? output;
    const byExtension = formats.find((format) => format === FORMAT_OF_EXTENSION[extname(file).toLowerCase()]);
    const format = prefix ? validFormat(formats, prefix[1]!) : (chosen ?? byExtension ?? formats[0]!);
    return { format, file: file === '-' ? null : file };
  });
}

function validFormat<Format extends string>(formats: readonly Format[], name: string): Format {
  const format = formats.find((candidate) => candidate === name);
  if (format !== undefined) return format;
  const values = { name, valid: listNames(formats) };
  throw InstrumentError.of('unknown-format', values, { nearest: nearest(name, formats) });
}
