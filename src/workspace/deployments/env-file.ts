/** `NAME=value` lines, as in `.env`: quotes removed, `export` and comments passed over. */
export function parseEnvFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) continue;
    const [, name = '', written = ''] = match;
    const quoted = /^(["'])(.*?)\1/.exec(written);
    values[name] = quoted ? (quoted[2] ?? '') : written.replace(/\s+#.*$/, '');
  }
  return values;
}
