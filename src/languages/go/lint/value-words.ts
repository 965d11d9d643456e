/** What a value is, by what it is called. */

/** Values that an attribute may have in any number, with how the message calls them. */
const UNBOUNDED: readonly [RegExp, string][] = [
  [
    /^(?:ids?|uuids?|guids?|ulids?|xid|oid|nonce|digest|sha\d*|checksum|hash|fingerprint|etag)$/,
    'an identifier',
  ],
  [/^(?:url|uri|urls|uris|href|referer|referrer)$/, 'a URL'],
  [/^(?:filename|filepath|filenames)$/, 'a file name'],
  [/^(?:query|sql|stmt|statement|querystring|promql|logql|traceql)$/, 'the text of a query'],
  [/^(?:email|emails|phone|username|password|token|secret|ip|cookie|session)$/, 'user data'],
  [/^(?:timestamp|now|nanos|millis|unixnano)$/, 'a time'],
  [/^(?:err|error|errmsg|message|payload|body)$/, 'free text'],
];

const BOUNDED =
  /^(?:methods?|routes?|patterns?|operations?|ops?|opname|actions?|types?|kinds?|tables?|collections?|commands?|cmd|verbs?|topics?|queues?|subjects?|streams?|exchanges?|channels?|services?|systems?|drivers?|db|database|keyspace|stages?|phases?|steps?|states?|status|components?|modules?|handlers?|plugins?|providers?|levels?|modes?|roles?|env|environment|versions?|formats?|functions?|funcs?|fn|callers?|prefix|suffix|labels?|class|classes|templates?|names?|resources?|entity|entities|models?|schemas?|events?|protocols?|schemes?|strategy|policy|middleware|interceptors?|spans?|category|codes?|tool|tools|hooks?|workers?|jobs?|tasks?|processors?|backends?|groups?|engines?|rule|source|signal|tracer|scope|destinations?|relations?)$/;

/** Nouns whose names are as many as there are users, files or machines. */
const MANY =
  /^(?:user|customer|client|account|file|dir|directory|host|hostname|pod|container|bucket|object|key|tenant|org|domain|image|repo|repository|branch|tag|player|product|item|node|peer|namespace)$/;

/** The words of an identifier: `userID` → `user`, `id`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
}

/** Why a value of this name has no bound, or null. */
export function unboundedBy(name: string): string | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  for (const [pattern, what] of UNBOUNDED) if (pattern.test(last)) return what;
  if (last === 'name' && MANY.test(words.at(-2) ?? '')) return `the name of one ${words.at(-2)}`;
  return null;
}

/** Whether the name says that the code itself bounds the values. */
export function isBoundedBy(name: string): boolean {
  return BOUNDED.test(wordsOf(name).at(-1) ?? '') && unboundedBy(name) === null;
}
