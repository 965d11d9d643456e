import { closest, distance } from 'fastest-levenshtein';

/** The valid name that a person most likely meant, or undefined when none is near. */
export function nearest(name: string, valid: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const byLowerCase = new Map(valid.map((candidate) => [candidate.toLowerCase(), candidate]));
  const prefixed = [...byLowerCase.keys()].filter(
    (candidate) => wanted.length > 2 && candidate.startsWith(wanted),
  );
  const best = prefixed[0] ?? (valid.length === 0 ? undefined : closest(wanted, [...byLowerCase.keys()]));
  if (best === undefined) return undefined;
  const tolerated = Math.max(2, Math.floor(Math.max(wanted.length, best.length) * 0.4));
  const edits = distance(wanted, best);
  const near = edits <= tolerated && edits < best.length;
  return near || prefixed.includes(best) ? byLowerCase.get(best) : undefined;
}

/** `a`, `b` and `c`, as a message lists valid names. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
