/** Reads values of unknown shape, as parsed from YAML, JSON or JavaScript literals; wrong shapes read as nothing. */

export type PlainRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asRecord(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, or a number or boolean as text; null otherwise. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The texts of a list; other elements are left out. */
export function asTexts(value: unknown): string[] {
  return asList(value).flatMap((element) => asText(element) ?? []);
}

/** The value at a path of keys and indexes, undefined when there is none. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const key of path) at = typeof key === 'number' ? asList(at)[key] : asRecord(at)[key];
  return at;
}

/** The entries of a record whose values are texts. */
export function textEntries(value: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, element] of Object.entries(asRecord(value))) {
    const text = asText(element);
    if (text !== null) found[key] = text;
  }
  return found;
}
