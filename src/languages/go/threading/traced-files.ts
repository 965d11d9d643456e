/** Which integrations make spans in which files, once what is planned is carried out. */
import type { Change } from '#src/model/change.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import { closure } from '../rewrite/closure.js';
import type { GoTree } from '../rewrite/go-tree.js';

export interface TracedFile {
  services: string[];
  /** Integrations that make spans in one of them. */
  traced: Set<string>;
  /** The ids of the changes that bring that about, by integration; null where it is so already. */
  madeBy: Map<string, Set<string | null>>;
}

interface Input {
  tree: GoTree;
  services: readonly ServiceReport[];
  integrations: readonly GoIntegration[];
  /** What else is planned: what gets instrumented makes spans. */
  changes: readonly Change[];
}

/** The files of services that make client spans, by path. */
export function tracedFiles({ tree, services, integrations, changes }: Input): Map<string, TracedFile> {
  const files = new Map<string, TracedFile>();
  for (const service of services) {
    const present = service.integrations.filter((i) => i.sites.some((s) => s.instrumented)).map((i) => i.id);
    const planned = changes.filter((change) => change.services.includes(service.name));
    const traced = new Set([...present, ...planned.map(({ subject }) => subject)]);
    const awaited = new Map<string, string[]>();
    for (const { id, context } of integrations) {
      const makers = [id, ...(context?.seenBy ?? [])];
      if (!makers.some((maker) => traced.has(maker))) continue;
      traced.add(id);
      if (!makers.some((maker) => present.includes(maker)))
        awaited.set(
          id,
          planned.filter((c) => makers.includes(c.subject)).map((c) => c.id),
        );
    }
    const own = new Set(service.integrations.map(({ id }) => id));
    for (const { id, context } of integrations)
      if (own.has(id) && context?.functions?.some((f) => f.alone)) traced.add(aloneKey(id));
    if (!integrations.some(({ id, context }) => context && (traced.has(id) || traced.has(aloneKey(id)))))
      continue;
    for (const file of closure(tree, directoryOf(service.entrypoints[0] ?? ''))) {
      const known: TracedFile = files.get(file) ?? { services: [], traced: new Set(), madeBy: new Map() };
      files.set(file, known);
      known.services.push(service.name);
      for (const id of traced) {
        known.traced.add(id);
        const one = known.madeBy.get(id) ?? new Set<string | null>();
        for (const change of awaited.get(id) ?? [null]) one.add(change);
        known.madeBy.set(id, one);
      }
    }
  }
  return files;
}

/** Stands among what is traced for calls whose variant makes a span by itself. */
export const aloneKey = (id: string): string => `${id} alone`;
