/** Claims of all files together: which of them hold, and which findings stand then. */
import type { Claim } from '../../model/finding.js';

/** Names of the claims that hold: the least set in which every claim follows from what it depends on. */
export function holdingClaims(claims: Iterable<Claim>): Set<string> {
  const holding = new Set<string>();
  const waiting = new Map<string, Waiting[]>();
  const ready: string[] = [];
  for (const { name, if: needed = [] } of claims) {
    const open = new Set(needed);
    if (open.size === 0) ready.push(name);
    const entry = { name, open: open.size };
    for (const one of open) waiting.set(one, [...(waiting.get(one) ?? []), entry]);
  }
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    if (holding.has(name)) continue;
    holding.add(name);
    for (const entry of waiting.get(name) ?? []) {
      entry.open--;
      if (entry.open === 0) ready.push(entry.name);
    }
  }
  return holding;
}

interface Waiting {
  name: string;
  /** How many of the claims that it depends on are not known to hold yet. */
  open: number;
}

/** Whether a finding stands, given the claims that hold. */
export function stands(
  finding: { when?: readonly string[]; unless?: readonly string[] },
  holding: ReadonlySet<string>,
): boolean {
  return (
    (finding.when ?? []).every((name) => holding.has(name)) &&
    !(finding.unless ?? []).some((name) => holding.has(name))
  );
}
