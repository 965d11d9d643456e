/** What belongs to the client of a database, broker or service. */
import type { NodeIntegration } from '../../../model/integration.js';
import { matchesName, packageOf } from '../outline/interest.js';
import { type LibraryMember, MISSING } from './linker.js';

export type IsClientMember = (member: Pick<LibraryMember, 'module' | 'path'>) => boolean;

/** Tells members of the client libraries of the integrations, and of clients that are generated: `PrismaClient`. */
export function createClientMembers(integrations: readonly NodeIntegration[]): IsClientMember {
  const clients = integrations.filter(({ role }) => role !== 'server');
  const names = clients.flatMap(({ packages }) => packages.map(({ name }) => name));
  const generated = new Set(
    clients.flatMap(({ sites }) =>
      sites.flatMap((site) => ('exports' in site && site.module === '*' ? site.exports : [])),
    ),
  );
  const known = new Map<string, boolean>();
  return ({ module, path }) => {
    if (module === MISSING) return generated.has(path[0] ?? '');
    const name = packageOf(module);
    const is = known.get(name) ?? names.some((pattern) => matchesName(pattern, name));
    known.set(name, is);
    return is;
  };
}
