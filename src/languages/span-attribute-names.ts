/** Which values of a business function become attributes of its span, told by their names; the same for every language. */
import { businessTerms, isPlumbing, splitWords } from './business-vocabulary.js';

/** What is known of a value's type. `unknown`: nothing, for example in JavaScript. */
export type ValueKind = 'text' | 'number' | 'flag' | 'choice' | 'list' | 'unknown';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Secrets, personal data, card data, and texts that may hold any of them. */
const SENSITIVE = words(
  'access account address apikey auth authorization bank bearer bic birth birthday birthdate body card cc certificate ' +
    'city comment content cookie credential credentials cvc cvv description dob email first firstname fullname gender ' +
    'hash html iban ip jwt key last lastname lat latitude lng lon login longitude mail message mobile name nonce note notes ' +
    'otp pan passcode passphrase passport password passwd payload phone pin postal private query refresh routing salary ' +
    'salt secret session signature sql ssn street surname text token url user-agent username zip',
);
const IDS = words('id ids uuid guid sku');
const AMOUNTS = words(
  'amount cents cost count discount fee percent percentage price qty quantity rate score subtotal tax total',
);
const CHOICES = words(
  'action category channel currency kind method mode plan priority provider state status tier type',
);
/** Names of parameters that only hold what matters. */
const CONTAINERS = words(
  'arg args body cmd command context ctx data dto event info input message model object opts option options param params ' +
    'payload props record req request value values',
);

/** How much a value says about a request; lower is better. */
export type AttributeRank = 'id' | 'amount' | 'list' | 'choice' | 'flag';

export interface NamedAttribute {
  key: string;
  rank: AttributeRank;
}

export const ATTRIBUTE_RANKS: readonly AttributeRank[] = ['id', 'amount', 'list', 'choice', 'flag'];
/** A span with more says no more. */
export const MAX_ATTRIBUTES = 4;

/** `order_ids` counts orders. */
const plural = (field: readonly string[]): readonly string[] =>
  field.length === 1 ? field : [...field.slice(0, -2), `${field.at(-2)}s`];

const snake = (parts: readonly string[]): string => parts.join('_');

/** Whether any word of a name speaks of secrets, personal data or free text. */
export function isSensitiveName(name: string): boolean {
  const parts = splitWords(name);
  return parts.some((word) => SENSITIVE.has(word)) && !isPlainId(parts);
}

/** `accountId` and `userId` name a row and nobody; `sessionId` and `tokenId` open doors. */
function isPlainId(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return IDS.has(last) && parts.slice(0, -1).every((word) => !SENSITIVE.has(word) || word === 'account');
}

/**
 * The attribute that a value becomes, or null when it becomes none.
 * @param path how it is reached from a parameter: `orderId`, or `order` and `id`
 * @param operation the function's name, which says what an `amount` is the amount of
 */
export function nameAttribute(
  path: readonly string[],
  kind: ValueKind,
  operation: string,
): NamedAttribute | null {
  const field = splitWords(path.at(-1) ?? '');
  const owner = path.length > 1 ? splitWords(path.at(-2) ?? '') : [];
  const isHeld = owner.length > 0 && !CONTAINERS.has(owner.at(-1) ?? '');
  if ([path.at(-1) ?? '', isHeld ? (path.at(-2) ?? '') : ''].some(isSensitiveName)) return null;
  const rank = rankOf(field, kind);
  if (rank === null) return null;
  const last = field.at(-1) ?? '';
  const namesThing = rank === 'id' && field.length > 1;
  if (isHeld && !namesThing) return { key: `${snake(owner)}.${snake(field)}`, rank };
  if (rank === 'list') return { key: `${snake(last === 'ids' ? plural(field) : field)}.count`, rank };
  if (rank === 'id') {
    if (namesThing) return { key: `${snake(field.slice(0, -1))}.${last}`, rank };
    const subject = subjectOf(operation);
    return subject === null ? null : { key: `${subject}.${last}`, rank };
  }
  const subject = field.length === 1 || rank === 'amount' ? subjectOf(operation) : null;
  return {
    key: subject === null || field.includes(subject) ? snake(field) : `${subject}.${snake(field)}`,
    rank,
  };
}

function rankOf(field: readonly string[], kind: ValueKind): AttributeRank | null {
  const last = field.at(-1) ?? '';
  if (kind === 'list') return 'list';
  if (kind === 'flag') return 'flag';
  if (kind === 'choice') return 'choice';
  if (IDS.has(last) && last !== 'ids') return 'id';
  if (kind !== 'text' && AMOUNTS.has(last)) return 'amount';
  if (kind !== 'number' && (CHOICES.has(last) || isPublicCode(field))) return 'choice';
  return null;
}

/** `discountCode`, `couponCode`, `currencyCode`: codes that are printed on advertisements. */
const isPublicCode = (field: readonly string[]): boolean =>
  field.at(-1) === 'code' &&
  /^(?:discount|coupon|promo|promotion|currency|voucher|country|status)$/.test(field.at(-2) ?? '');

/** The thing that an operation is about: `payment` for `chargePayment`. */
function subjectOf(operation: string): string | null {
  const [verb, ...rest] = splitWords(operation);
  const { nouns, verbs } = businessTerms(operation);
  // `deleteCategory` says what it is about, too, though few businesses have the word.
  const [own] = verbs[0] === verb && rest.length === 1 && !isPlumbing(rest[0] ?? '') ? rest : [];
  const all = own === undefined || nouns.length > 0 ? nouns : [own];
  return all.find((noun) => noun !== verb && !AMOUNTS.has(noun) && !SENSITIVE.has(noun)) ?? null;
}
