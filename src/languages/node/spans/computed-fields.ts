/** Names of getters that do more than give a field: an attribute that reads one would do work, or more, on its own account. */

/** `get total(): number { … }`, also over several lines. */
const GETTER = /\bget\s+([\w$]+)\s*\(\s*\)\s*(?::[^={;]+)?\{([^}]*)\}?/g;
/** `return this.props.total;` */
const PLAIN = /^\s*return\s+this(?:[?!]?\.#?[\w$]+)+!?;?\s*$/;

/** @param texts of the files in which the values are made */
export function computedFields(texts: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts)
    for (const [, name = '', body = ''] of text.matchAll(GETTER)) if (!PLAIN.test(body)) names.add(name);
  return names;
}
