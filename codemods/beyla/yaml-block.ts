import { stringify } from 'yaml';
import type { Block } from '#src/model/layer1.js';

/** Plain data as a block of YAML: quoted where needed, never folded. */
export function yamlBlock(id: string, value: unknown): Block {
  return { id, text: stringify(value, { lineWidth: 0, singleQuote: false }) };
}

/** Several documents of one file, a block each. */
export function yamlDocuments(documents: readonly { id: string; value: unknown }[]): Block[] {
  return documents.map(({ id, value }, index) => {
    const { text } = yamlBlock(id, value);
    return { id, text: index === 0 ? text : `---\n${text}` };
  });
}
