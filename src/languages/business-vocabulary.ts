/** The words by which a business function is told from plumbing, for every language. */

const VERBS =
  'accept activate add adjust allocate apply approve archive assess assign audit authenticate authorise authorize bid bill ' +
  'book borrow buy calculate cancel capture charge check checkout claim clear commit complete compute confirm ' +
  'convert create credit debit decline deduct delete deliver deploy deposit detect disburse dispatch duplicate enqueue enrol ' +
  'enroll estimate ' +
  'evaluate exchange execute export favorite favourite follow fulfil fulfill generate grant handle hold import ' +
  'ingest insert invite invoice issue join leave lend login logout match negotiate notify order pay pick place plan post price process ' +
  'post promote provision publish purchase quote rank rate recommend reconcile redeem refund register reject release remove renew ' +
  'rent reorder repay replace reschedule reserve reset return reverse revoke rotate route save schedule score screen sell send ' +
  'settle share ship sign signin signup simulate submit subscribe suspend sync transfer translate trigger unfollow unpublish unsubscribe update ' +
  'upgrade upload validate verify void vote withdraw';

const NOUNS =
  'account address advert allocation amount appointment approval article asset auction audit authorisation ' +
  'authorization balance basket bid bill billing booking campaign cancellation card carrier cart catalog catalogue ' +
  'charge checkout claim comment compliance contract coupon credential credit currency customer deal debit delivery ' +
  'deposit discount dispute document donation driver eligibility email enrollment entitlement exchange fee flight ' +
  'fraud fulfillment fulfilment funds inventory invitation invoice item job kyc ledger license limit listing loan ' +
  'login loyalty member merchant message movie notification offer order organisation organization package passenger ' +
  'password patient payment payout payroll permission plan policy portfolio premium prescription price pricing ' +
  'product profile promotion purchase quota quote rate receipt recommendation refund rental report reservation ' +
  'return review reward ride risk salary score seat session settlement shipment shipping showtime signature stock ' +
  'subscription task tax team tenant ticket token trade transaction transfer trip user vehicle vendor vote voucher ' +
  'wallet warehouse withdrawal workspace';

/** Words that name a critical flow by themselves, verb or noun: money, orders, identity, risk. */
const CRITICAL =
  'auth authenticate authentication authorise authorization authorize bill billing capture charge checkout fraud ' +
  'invoice kyc ledger login order pay payment payout price pricing purchase quote reconcile refund reserve reservation ' +
  'risk score scoring settle settlement ship shipment signin signup subscription transfer withdraw withdrawal';

const PLUMBING =
  'assert bind build builder cache cast clone close compare config configure connect constructor convert copy debug decode ' +
  'default deserialize dispose dump encode env equals error extract factory flush format formatter from get getter global handler ' +
  'has hash health healthz helper init initialize interceptor is json listen load log logger main make map marshal merge ' +
  'metric metrics middleware mock module mount new noop normalize open option options parse parser ping print provider ' +
  'proxy random read readiness ready regex render require retry router run schema serialize set setter setup shutdown ' +
  'sleep sort start stop string stub test to trim unmarshal use util utils version wait with wrap wrapper write';

/** What code is made of, which no operation is about, beside what only begins names of plumbing. */
const TECHNICAL =
  'all and array attribute body bulk callback channel client column connection context cookie data database directory entity ' +
  'field file for header image index info instance key list many mapping metadata name number object one page path query queue record ' +
  'request response result row server snapshot state template text time type url value with';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const verbs = words(VERBS);
const nouns = words(NOUNS);
const critical = words(CRITICAL);
const plumbing = words(PLUMBING);
const technical = words(TECHNICAL);
/** What answers, configures or runs business is called after it: `sendTokenResponse`. */
const BESIDE_BUSINESS = /^(?:callback|middleware|options|params|props|response|schema)$/;
/** But what a provider calls back with is business: `processPaymentCallback`. */
const CALLED_BACK = /^(?:confirm|handle|process)\w*callback$/;

/** Functions that are called after who does it: `documentCreator`. */
const AGENTS: Readonly<Record<string, string>> = {
  creator: 'create',
  deleter: 'delete',
  exporter: 'export',
  importer: 'import',
  inviter: 'invite',
  updater: 'update',
};

/** The verb behind the last word of `documentCreator`; null when there is none. */
export function agentVerb(word: string): string | null {
  return Object.hasOwn(AGENTS, word) ? (AGENTS[word] ?? null) : null;
}

/** What a name says in the business vocabulary; the words are in lower case and singular. */
export interface BusinessTerms {
  verbs: readonly string[];
  nouns: readonly string[];
  critical: readonly string[];
  /** The first word names plumbing, for example `parse`, or the last one does: `sendTokenResponse`. */
  plumbing: boolean;
}

/** Splits `chargeCreditCard`, `charge_credit_card` and `HTTPServer` into lower-case words. */
export function splitWords(name: string): string[] {
  return name
    .replace(/IDs(?![a-z])/g, 'Ids')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** `orders` → `order`, `addresses` → `address`; `status` stays. */
export function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^aious]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

/** The business words of a function's, type's or route's name. */
export function businessTerms(name: string): BusinessTerms {
  const all = splitWords(name);
  const known = (set: ReadonlySet<string>) => {
    const found = all.map((word) => (set.has(word) ? word : singular(word))).filter((word) => set.has(word));
    return [...new Set(found)];
  };
  const agent = all.length > 1 ? agentVerb(all.at(-1) ?? '') : null;
  return {
    verbs: [...(agent === null ? [] : [agent]), ...known(verbs)],
    nouns: known(nouns),
    critical: known(critical),
    plumbing:
      plumbing.has(all[0] ?? '') ||
      (all.length > 1 && BESIDE_BUSINESS.test(all.at(-1) ?? '') && !CALLED_BACK.test(all.join(''))),
  };
}

/** Whether a word of a name is of the code, not of its business. */
export const isPlumbing = (word: string): boolean =>
  [word, singular(word)].some((one) => plumbing.has(one) || technical.has(one));

/** Whether a parameter carries an id or an amount, for example `orderId` or `totalPrice`. */
export function isIdOrAmount(parameter: string): boolean {
  return splitWords(parameter).some((word) =>
    /^(id|ids|uuid|sku|amount|amounts|total|price|quantity|qty|cents|currency|balance|money|cost|fee)$/.test(
      word,
    ),
  );
}

/** Whether a name could be a business function's: worth the cost of a closer look, and no more than that. */
export function soundsLikeBusiness(name: string): boolean {
  const terms = businessTerms(name);
  return terms.critical.length > 0 || (!terms.plumbing && terms.verbs.length > 0 && terms.nouns.length > 0);
}
