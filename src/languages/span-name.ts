/** The name that a business function's span gets: a verb and a noun, without values. */
import { agentVerb, businessTerms, singular, splitWords } from './business-vocabulary.js';

/** What types are called after what they do, not after what they are about. */
const ROLES =
  /^(?:services?|controllers?|handlers?|usecases?|use|cases?|managers?|repository|repositories|store|impl|api|resolvers?|providers?|gateways?|clients?|commands?|actions?|processors?|workers?|facade|module|helpers?|utils?|router?s?|server|model|entity|src|lib|index|main|svc|srv|repo|logic|interactor|adapter|grpc|http|rpc|app)$/;

/** Verbs that say what they do it to, so that `AuthService` adds nothing. */
const WHOLE = /^(?:authenticate|authorize|login|logout|register|signin|signout|signup)$/;
const IDENTITY = /^(?:auth|authentication|authorization|identity)$/;

/** Verbs that say what is done to one thing. */
const OF_ONE =
  /^(?:add|approve|book|cancel|charge|close|confirm|create|delete|login|place|refund|register|reject|remove|submit|update)$/;

/** The method that all use cases have: what is done is said by the class. */
const RUNS = /^(?:execute(?:Impl)?|handle|invoke|perform|process|run)$/i;

/**
 * `chargePayment` stays; a method of one word takes the noun of its type: `PaymentService.charge` is `chargePayment`.
 * `documentCreator` is `createDocument`.
 * @param owner type, class or module that the function belongs to; empty when there is none
 */
export function spanNameOf(name: string, owner: string): string {
  const parts = splitWords(name);
  const agent = parts.length > 1 ? agentVerb(parts.at(-1) ?? '') : null;
  if (agent !== null) return camel([agent, ...parts.slice(0, -1)]);
  if (parts.length !== 1 || owner === '') return bare(name);
  if (RUNS.test(name) && saysWhatIsDone(owner)) return camel(withoutRole(owner));
  const [verb = ''] = parts;
  // A letter is what is left of `V2`.
  const nouns = splitWords(owner).filter(
    (word) => word.length > 1 && !ROLES.test(word) && !(WHOLE.test(verb) && IDENTITY.test(word)),
  );
  const own = businessTerms(name).nouns;
  if (nouns.length === 0 || (nouns.length === 1 && nouns[0] === verb)) return bare(name);
  if (own.length > 0 && nouns.some((noun) => own.includes(noun))) return bare(name);
  return camel([verb, ...(OF_ONE.test(verb) ? singularLast(nouns) : nouns)]);
}

/** `OrdersService.create` creates one of them. */
const singularLast = (nouns: readonly string[]): string[] =>
  nouns.map((noun, index) => (index === nouns.length - 1 ? singular(noun) : noun));

/**
 * The name of a span among those of the functions that belong together, none of which has the same: a trace has to tell a
 * function from the one that it calls.
 * @param owner as for `spanNameOf`
 * @param siblings names of all functions of the owner, the function's own among them, in the order of the code
 * @param usual the name that each gets by itself
 */
export function spanNameAmong(
  name: string,
  owner: string,
  siblings: readonly string[],
  usual: (name: string) => string,
): string {
  const wanted = usual(name);
  const rivals = [...new Set([...siblings, name])].filter((one) => usual(one) === wanted);
  const ranked = rivals.sort((a, b) => rankOf(a, wanted) - rankOf(b, wanted));
  const taken = new Set<string>();
  for (const one of ranked) {
    const full = `${owner}.${bare(one)}`;
    const options = RUNS.test(one)
      ? [wanted, camel([bare(one).toLowerCase(), ...withoutRole(owner)])]
      : [wanted];
    const chosen = options.find((option) => !taken.has(option)) ?? full;
    if (one === name) return chosen;
    taken.add(chosen);
  }
  return wanted;
}

/** Who keeps the name: what is called so, what others may call, what begins the work. */
function rankOf(name: string, wanted: string): number {
  const isLiteral = bare(name).toLowerCase() === wanted.toLowerCase();
  const access = /^[#_]/.test(name) ? 2 : /^[A-Z]/.test(name) ? 0 : 1;
  return (isLiteral ? 0 : 100) + access * 10 + (/^process$/i.test(name) ? 1 : 0);
}

const bare = (name: string): string => name.replace(/^#|^_+/, '');

const camel = ([first = '', ...rest]: readonly string[]): string =>
  first + rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');

/** `DownvoteComment` does, `PaymentOrderHandler` does not: its first word is a thing. */
function saysWhatIsDone(owner: string): boolean {
  const [first = '', ...rest] = withoutRole(owner);
  // `OrderUpdatedEventHandler`, `OrderPlacedHandler`: what has happened is no deed.
  if (/^events?$|[^e]ed$/.test(rest.at(-1) ?? '')) return false;
  const { verbs, nouns } = businessTerms(first);
  // `order` is both: with more behind it, it is done to that.
  return (
    (verbs.length > 0 && (nouns.length === 0 || rest.length > 0)) || (rest.length > 0 && nouns.length === 0)
  );
}

/** `LoginUserUseCase` → `login`, `user`. */
const withoutRole = (owner: string): string[] => {
  const [verb = '', ...rest] = splitWords(owner);
  return [verb, ...rest.filter((word) => !ROLES.test(word))];
};
