/** `$$`, `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+alternative}`, `${NAME:?message}` */
const VARIABLE = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}]|\$\{[^{}]*\})*))?\})/g;

/** Puts values for variables, as compose and Dockerfiles do; a variable without value or default stays as written. */
export function substitute(text: string, values: Readonly<Record<string, string>>): string {
  if (!text.includes('$')) return text;
  return text.replace(VARIABLE, (written, bare?: string, braced?: string, operator?: string, word = '') => {
    const name = bare ?? braced;
    if (name === undefined) return '$';
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const isSet = value !== undefined && (value !== '' || !operator?.startsWith(':'));
    if (operator?.endsWith('+')) return isSet ? substitute(word, values) : '';
    if (isSet) return value;
    return operator?.endsWith('-') ? substitute(word, values) : written;
  });
}
