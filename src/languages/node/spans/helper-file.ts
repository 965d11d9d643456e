/** The file that holds a helper of ours, written like the files around it. */
import type { SourceStyle } from './source-style.js';

/** A helper as data: its text in both languages, in single quotes, with semicolons and two spaces. */
export interface SpanHelper {
  /** Name of the file, without extension. */
  file: string;
  /** The function that is called. */
  exported: string;
  /** Of `@opentelemetry/api`. */
  imports: { values: readonly string[]; types: readonly string[] };
  typescript: string;
  /** Without `export`. */
  javascript: string;
}

/** The helpers that Layer 3 may give to a service. */
export interface SpanHelpers {
  call: SpanHelper;
  iteration: SpanHelper;
}

export type HelperModules = 'typescript' | 'esm' | 'commonjs';

/** @param scope name of the tracer: the package that the spans come from */
export function renderHelper(
  helper: SpanHelper,
  modules: HelperModules,
  scope: string,
  style: SourceStyle,
): string {
  const { values, types } = helper.imports;
  const text = (modules === 'typescript' ? helper.typescript : helper.javascript).replaceAll(
    '{scope}',
    scope.replace(/['\\]/g, ''),
  );
  const from = "'@opentelemetry/api'";
  const whole = {
    // Not in one line with the values: TypeScript before 4.5 could not read that.
    typescript: `import type { ${types.join(', ')} } from ${from};\nimport { ${values.join(', ')} } from ${from};\n\n${text}`,
    esm: `import { ${values.join(', ')} } from ${from};\n\n${text.replace(/^(?=(?:async )?function \w)/m, 'export ')}`,
    commonjs: `'use strict';\n\nconst { ${values.join(', ')} } = require(${from});\n\n${text}\nmodule.exports = { ${helper.exported} };\n`,
  }[modules];
  return inStyle(whole, style);
}

function inStyle(text: string, { quote, semicolons, unit }: SourceStyle): string {
  return text
    .split('\n')
    .map((line) => {
      const [indentation = ''] = /^ */.exec(line) ?? [];
      const isComment = /^(?:\/\*\*| \*)/.test(
        line.trimStart() === line ? line : line.slice(indentation.length - 1),
      );
      if (isComment) return line;
      const moved = unit.repeat(indentation.length / 2) + line.slice(indentation.length);
      const requoted = quote === '"' ? moved.replace(/'([^'"]*)'/g, '"$1"') : moved;
      return semicolons ? requoted : requoted.replace(/;$/, '');
    })
    .join('\n');
}
