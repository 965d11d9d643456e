/** Writes Alloy's configuration language: components of blocks and attributes, indented by tabs as `alloy fmt` does. */

export type AlloyValue =
  | string
  | number
  | boolean
  | { expression: string }
  | readonly AlloyValue[]
  | AlloyMap;
/** A map of strings, for example headers. */
export interface AlloyMap {
  map: Readonly<Record<string, string>>;
}

export interface AlloyBlock {
  /** `client`, or with a label `otelcol.processor.batch "shop"`. */
  head: string;
  attributes?: Readonly<Record<string, AlloyValue>>;
  blocks?: readonly AlloyBlock[];
}

export function alloyText(block: AlloyBlock, depth = 0): string {
  const indent = '\t'.repeat(depth);
  const attributes = Object.entries(block.attributes ?? {});
  const blocks = block.blocks ?? [];
  if (attributes.length === 0 && blocks.length === 0) return `${indent}${block.head} { }\n`;
  const width = Math.max(0, ...attributes.map(([name]) => name.length));
  const lines = attributes.map(
    ([name, value]) => `${indent}\t${name.padEnd(width)} = ${valueText(value, depth + 1)}\n`,
  );
  const inner = blocks.map((one) => alloyText(one, depth + 1));
  const gap = lines.length > 0 && inner.length > 0 ? '\n' : '';
  return `${indent}${block.head} {\n${lines.join('')}${gap}${inner.join('\n')}${indent}}\n`;
}

function valueText(value: AlloyValue, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return `${value}`;
  if (isList(value)) return `[${value.map((one) => valueText(one, depth)).join(', ')}]`;
  if ('expression' in value) return value.expression;
  const indent = '\t'.repeat(depth);
  const entries = Object.entries(value.map).map(
    ([key, text]) => `${indent}\t${JSON.stringify(key)} = ${JSON.stringify(text)},\n`,
  );
  return `{\n${entries.join('')}${indent}}`;
}

function isList(value: AlloyValue): value is readonly AlloyValue[] {
  return Array.isArray(value);
}
