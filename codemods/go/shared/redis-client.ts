import type { GoWrapSite } from '#src/model/go-wrap.js';
import { at } from './packages.js';

/** What the constructors give that a site may be, by go-redis' own names. */
const TYPES: Readonly<Record<string, string>> = {
  NewClusterClient: '*ClusterClient',
  NewFailoverClusterClient: '*ClusterClient',
  NewRing: '*Ring',
  NewUniversalClient: 'UniversalClient',
};

/** A helper that takes a client and gives it back: one for all kinds where the language has type parameters. */
export function passesRedisClient({ package: path, symbol, go }: GoWrapSite): {
  name: string;
  signature: string;
} {
  const redis = at(path);
  if (go >= 18) return { name: 'traceRedis', signature: `[C ${redis}.UniversalClient](client C) C` };
  const made = TYPES[symbol] ?? '*Client';
  const type = made.replace(/(\w+)$/, `${redis}.$1`);
  const name = `traceRedis${made === '*Client' ? '' : made.replace(/^\*|Client$/g, '')}`;
  return { name, signature: `(client ${type}) ${type}` };
}
