/**
 * True when a name or path matches a glob: `*` and `?` stay within a path segment, `**` crosses segments, `{a,b}` is a
 * choice. Everything else stands for itself.
 */
export function matchesGlob(glob: string, text: string): boolean {
  return globExpression(glob).test(text);
}

function globExpression(glob: string): RegExp {
  let depth = 0;
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|[{},]|[.+^$()|[\]\\]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token === ',') return depth > 0 ? '|' : ',';
    if (token === '{') {
      depth += 1;
      return '(?:';
    }
    if (token === '}' && depth > 0) {
      depth -= 1;
      return ')';
    }
    return `\\${token}`;
  });
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}
