import { asText, valueAt } from './plain-data.js';

/** True for a YAML text with Go template actions in it. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/**
 * Makes a Helm template readable as YAML as far as that goes: `.Values.a.b` becomes its default from values.yaml,
 * names become the chart's name, lines that hold nothing but actions become empty, and what is left of an action goes.
 * Every branch of a condition stays, the line numbers too.
 */
export function salvageTemplate(text: string, chart: string, values: unknown): string {
  return text
    .replace(/\{\{[\s\S]*?\}\}/g, (action) => `{{${action.slice(2, -2).replaceAll(/\r?\n/g, '\u0000')}}}`)
    .split('\n')
    .map((line) => salvageLine(line, chart, values))
    .join('\n');
}

function salvageLine(line: string, chart: string, values: unknown): string {
  if (!line.includes('{{')) return line;
  const newlines = '\n'.repeat(line.split('\u0000').length - 1);
  if (/^\s*(\{\{[^}]*(\}(?!\})[^}]*)*\}\}\s*)+$/.test(line)) return newlines;
  const filled = line.replace(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g, (_, action: string) =>
    actionValue(action, chart, values),
  );
  return filled + newlines;
}

/** The value of one action; '' when it takes a Helm to know. */
function actionValue(action: string, chart: string, values: unknown): string {
  const path = /^(?:\(?\s*)?\$?\.Values\.([\w.]+)/.exec(action)?.[1];
  const value = path === undefined ? null : asText(valueAt(values, ...path.split('.')));
  if (value !== null && value !== '') return value.replace(/[\r\n:"'#]+.*$/s, '');
  const fallback = /\bdefault\s+"([^"]*)"/.exec(action)?.[1];
  if (fallback !== undefined) return fallback;
  return /name"?\s*(\.|\$|$)|\.(Chart|Release)\.Name|include\s+"[^"]*name"/i.test(action) ? chart : '';
}
