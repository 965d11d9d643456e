/** A page that explains one id, as data: shown on a terminal and written to docs/. Text may hold `code` in backticks. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[]; ordered?: boolean }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] };

export const pageGroups = [
  'Strategy',
  'Lint rules',
  'Go integrations',
  'Node.js integrations',
  'Recommendation reasons',
  'Diagnostics',
  'Errors',
] as const;

export interface Page {
  id: string;
  group: (typeof pageGroups)[number];
  title: string;
  blocks: readonly Block[];
}
