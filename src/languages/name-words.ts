/**
 * What a value is, by what it is called: one list for all languages. A guess, taken where the code tells no more; names
 * that say nothing are neither bounded nor unbounded.
 */

/** Last words of values that an attribute may have in any number, with how messages call them. */
const UNBOUNDED: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:ids?|uuids?|guids?|ulids?|cuid|xid|oid|pk|nonce|digest|sha\d*|checksum|hash|fingerprint|etag|slug|sku)$/,
    'an identifier',
  ],
  [/^(?:urls?|uris?|href|referr?er|pathname|querystring)$/, 'a URL'],
  [/^(?:filename|filepath|filenames)$/, 'a file name'],
  [/^(?:query|sql|stmt|statement|promql|logql|traceql)$/, 'the text of a query'],
  [/^(?:emails?|mail|phone|username|login|password|ip|address|user|customer|tenant|account)$/, 'user data'],
  [/^(?:host|hostname)$/, 'the name of one host'],
  [/^(?:token|secret|cookie|session|cursor|key)$/, 'a key or token'],
  [
    /^(?:timestamp|now|nanos|millis|unixnano|time|date|index|idx|i|j|count|attempts?|retry|retries|page|offset|random)$/,
    'a number or time',
  ],
  [/^(?:err|error|errmsg|message|msg|payload|body|text|prompt|title|content)$/, 'free text'],
];

/** Last words of values that the code itself bounds. */
const BOUNDED =
  /^(?:methods?|routes?|patterns?|operations?|ops?|opname|actions?|types?|kinds?|tables?|collections?|commands?|cmd|verbs?|topics?|queues?|subjects?|streams?|exchanges?|channels?|services?|systems?|drivers?|db|database|keyspace|bucket|namespace|stages?|phases?|steps?|states?|status|components?|modules?|handlers?|procedures?|resolvers?|controllers?|adapters?|plugins?|providers?|levels?|modes?|roles?|env|environment|versions?|formats?|functions?|funcs?|fn|callers?|rpc|prefix|suffix|labels?|class|classes|templates?|resources?|entity|entities|models?|schemas?|events?|protocols?|schemes?|strategy|policy|middleware|interceptors?|spans?|category|codes?|features?|agents?|workflows?|activity|activities|tools?|hooks?|workers?|jobs?|tasks?|processors?|backends?|groups?|engines?|rules?|source|signal|tracer|scope|destinations?|relations?|property|routing|fields?)$/;

/** Nouns whose names are as many as there are users, files or machines. */
const MANY =
  /^(?:user|customer|client|account|tenant|org|organization|file|dir|directory|host|pod|container|bucket|object|key|domain|image|repo|repository|branch|tag|player|product|item|node|peer|namespace|order)$/;

/** Ids that are names which the code gives: `modelId`, `operationId`. */
const NAMED_BY_ID =
  /^(?:model|operation|type|kind|schema|tool|function|feature|rule|definition|step|command|plugin|handler|route|scorer|evaluator)$/;

/** The words of an identifier: `userID` → `user`, `id`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_#$]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
}

/** What a call gives, by the function's name: `getOrderId` → `OrderId`, `nameFromRequest` → `name`. */
export function nameOfResult(called: string): string {
  return called.replace(/^[Gg]et(?=[\p{Lu}_])/u, '').replace(/(?:From|Of|For|By)\p{Lu}.*$/u, '');
}

/**
 * Why a value of this name has no bound, or null.
 * @param owner what it is a member of: the `customer` of `customer.name`
 */
export function unboundedBy(name: string, owner = ''): string | null {
  const [last = '', before = ''] = lastWords(name, owner);
  if (/^names?$/.test(last)) return MANY.test(before) ? `the name of one ${before}` : null;
  if (isNamedByCode(last, before)) return null;
  return UNBOUNDED.find(([pattern]) => pattern.test(last))?.[1] ?? null;
}

/** Whether the name says that the code itself bounds the values. */
export function isBoundedBy(name: string, owner = ''): boolean {
  const [last = '', before = ''] = lastWords(name, owner);
  if (unboundedBy(name, owner) !== null) return false;
  if (/^names?$/.test(last)) return before !== '' && !MANY.test(before);
  return BOUNDED.test(last) || isNamedByCode(last, before);
}

function isNamedByCode(last: string, before: string): boolean {
  return (last === 'id' && NAMED_BY_ID.test(before)) || (last === 'key' && BOUNDED.test(before));
}

/** The last word and the one before, which may be the owner's. */
function lastWords(name: string, owner: string): string[] {
  const words = wordsOf(name);
  return (words.length > 1 ? words : [...wordsOf(owner), ...words]).slice(-2).reverse();
}
