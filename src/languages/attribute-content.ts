/** Names of values that do not belong into a trace, for every language. */
import { splitWords } from './business-vocabulary.js';

export interface SensitiveName {
  /** Secret: whoever reads it can use it. Personal: it tells who somebody is. */
  kind: 'secret' | 'personal';
  /** What it is, with an article. */
  what: string;
}

/** Matched against the end of a name, its words joined by `_`. */
const NAMES: readonly (readonly [SensitiveName['kind'], string, RegExp])[] = [
  ['secret', 'a password', /(?:^|_)(?:password|passwd|passphrase|passcode)$/],
  [
    'secret',
    'a secret',
    /(?:^|_)(?:(?:client|api|app|shared|webhook|signing|jwt|encryption|consumer)_secret|secret_key|secret_access_key|private_key)$/,
  ],
  ['secret', 'an API key', /(?:^|_)(?:api_?key|apikey)$/],
  [
    'secret',
    'a token that gives access',
    /(?:^|_)(?:access|refresh|auth|bearer|id|jwt|session|csrf|api|oauth|reset|login)_token$/,
  ],
  ['secret', 'an authorization header', /(?:^|_)(?:header_authorization|authorization_header)$/],
  ['secret', 'a cookie', /(?:^|_)(?:header_(?:set_)?cookie|session_cookie|auth_cookie)$/],
  ['secret', 'card data', /(?:^|_)(?:(?:credit_|debit_|payment_)?card_(?:number|no|num|pan)|cvv|cvc|cvv2)$/],
  ['secret', 'a social security number', /(?:^|_)(?:ssn|social_security_number)$/],
  ['personal', 'an e-mail address', /(?:^|_)e?_?mail(?:_address)?$/],
  ['personal', 'a phone number', /(?:^|_)(?:phone|mobile|telephone)(?:_(?:number|no))?$/],
  [
    'personal',
    "a person's name",
    /(?:^|_)(?:first_name|last_name|full_name|surname|given_name|family_name)$/,
  ],
  ['personal', 'a date of birth', /(?:^|_)(?:date_of_birth|birth_?date|birthday|dob)$/],
  [
    'personal',
    'an address',
    /(?:^|_)(?:street|street_address|home_address|postal_address|billing_address|shipping_address)$/,
  ],
  ['personal', 'an identity number', /(?:^|_)(?:passport(?:_number)?|tax_id|national_id|iban)$/],
];

/** Words that say that it is about such a value, or what is left of it. */
const HARMLESS =
  /(?:^|_)(?:hash(?:ed)?|mask(?:ed)?|redact(?:ed)?|encrypt(?:ed)?|obfuscate[d]?|anonymi[sz]e[d]?|scrub(?:bed)?|saniti[sz]ed?|truncated?|digest|hmac|sha\d*|len|length|size|count|total|domain|type|kind|valid|is|has|present|provided|set|status|suffix|last\d*|fingerprint|prefix|expires?|expiry|url|policy|verified|template)(?:_|$)/;

/** What a name says that its value is; null where that may be written down. */
export function sensitiveName(name: string): SensitiveName | null {
  const words = splitWords(name).join('_');
  if (words === '' || HARMLESS.test(words)) return null;
  const found = NAMES.find(([, , pattern]) => pattern.test(words));
  return found === undefined ? null : { kind: found[0], what: found[1] };
}

/** Whether a function of this name leaves nothing of its argument that could be misused. */
export function isHarmlessName(name: string): boolean {
  return HARMLESS.test(splitWords(name).join('_'));
}

/** Attributes that are there to hold what goes into and comes out of models. */
export function holdsModelContent(attribute: string): boolean {
  return /^(?:gen_ai|ai|llm|openinference|traceloop|langfuse|langsmith|lmnr|mlflow|resource\.name)(?:\.|$)|^(?:input|output)\.(?:value|messages)|^(?:tool|retrieval|embedding)\./.test(
    attribute,
  );
}

export function describeSensitive(name: string, { kind, what }: SensitiveName): string {
  return kind === 'secret'
    ? `\`${name}\` puts ${what} into the span, where everybody who may read traces finds it. Leave it out, or say only that it was there.`
    : `\`${name}\` puts ${what} into the span: personal data that is kept, copied and searched with the traces. Use an identifier instead, or a hash.`;
}

export function describePayload(name: string, what: string): string {
  return `\`${name}\` holds ${what}, whose size and content nothing bounds: it makes spans large, is cut off, and may hold secrets. Take the fields that are needed.`;
}
