/** Functions on one line, `go func() { serve() }()`, stay there as long as gofmt lets them. */
import type { Edit } from '#src/model/change.js';
import type { GoNode } from '../syntax/ast.js';
import { indentAt } from './edit-expressions.js';
import type { GoSource } from './go-source.js';

/** gofmt's limit is 100 for signature and body; unfolding a little early is as good to it. */
const MAX_LENGTH = 90;

/** Edits that give the bodies around a site lines of their own, always or where the others make them too long. */
export function unfoldFunctions(
  source: GoSource,
  around: readonly GoNode[],
  edits: readonly Edit[],
  when: 'too-long' | 'always' = 'too-long',
): Edit[] {
  const { text, path: file } = source;
  return around.flatMap((node): Edit[] => {
    if (node.kind !== 'FuncLit' && node.kind !== 'FuncDecl') return [];
    const { body } = node;
    const [only, second] = body?.stmts ?? [];
    if (!body || !only || second || text.slice(body.start, body.end).includes('\n')) return [];
    const inside = edits.filter((e) => e.start >= body.start && e.end <= body.end);
    const growth = inside.reduce((sum, e) => sum + e.text.length - (e.end - e.start), 0);
    if (inside.length === 0) return [];
    if (when === 'too-long' && body.end - node.start + growth <= MAX_LENGTH) return [];
    const indent = indentAt(text, node.start);
    return [
      { file, start: body.start + 1, end: only.start, text: `\n${indent}\t` },
      { file, start: only.end, end: body.end - 1, text: `\n${indent}` },
    ];
  });
}
