/** The value of a Go string literal as written; escapes that only matter for bytes are kept as they are. */
export function unquoteGoString(raw: string): string {
  if (raw.startsWith('`')) return raw.slice(1, -1).replaceAll('\r', '');
  const inner = raw.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(["'\\nrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/g, (whole, code: string) => {
    switch (code[0]) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
      case 'x':
        return String.fromCharCode(Number.parseInt(code.slice(1), 16));
      default:
        return code.length === 1 ? code : whole;
    }
  });
}
