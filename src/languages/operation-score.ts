/** How much a function looks like a business operation worth a span of its own, for every language. */
import { businessTerms, isIdOrAmount } from './business-vocabulary.js';

/** What is known of a function, whatever its language. */
export interface OperationTraits {
  /** Function name without its type, for example `charge`. */
  name: string;
  /** Type, class or module that the function belongs to, for example `PaymentService`; empty when there is none. */
  owner: string;
  /** A database, broker, HTTP or RPC call in the body. */
  doesIo: boolean;
  /** How many first-party functions it calls that do I/O or are business functions themselves. */
  callsOperations: number;
  parameterNames: readonly string[];
  /** Statements in the body, nested ones included. */
  statements: number;
  /** A route, RPC or message handler reaches it. */
  onRequestPath: boolean;
  /** Its body starts a span already. */
  hasSpan: boolean;
}

export interface OperationScore {
  /** Between 0 and 1. */
  score: number;
  /** Why, most important first; empty when the score is 0. */
  reasons: string[];
}

/** Candidates below this are not worth showing. */
export const CANDIDATE_SCORE = 0.5;

/** Statements from which a body is more than a delegation. */
const SUBSTANTIAL_BODY = 4;

/** Scores a function; 0 for what must not get a span: trivial, plumbing, or spanned already. */
export function scoreOperation(traits: OperationTraits): OperationScore {
  const name = businessTerms(traits.name);
  const owner = businessTerms(traits.owner);
  const trivial = traits.statements < 2 && !traits.doesIo && traits.callsOperations === 0;
  if (traits.hasSpan || trivial) return { score: 0, reasons: [] };

  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    score += points;
    reasons.push(reason);
  };

  const nouns = name.nouns.length > 0 ? name.nouns : owner.nouns;
  const verb = name.verbs[0];
  const noun = nouns.find((word) => word !== verb) ?? nouns[0];
  // A verb alone, such as that of `createConnection`, says nothing of the business.
  const isBusiness = name.critical.length > 0 || (verb !== undefined && noun !== undefined);
  if (!isBusiness || (name.plumbing && name.critical.length === 0)) return { score: 0, reasons: [] };

  if (verb !== undefined && noun !== undefined) {
    add(0.25, `names a business action: ${verb === noun ? verb : `${verb} ${noun}`}`);
  } else add(0.1, `uses a business word: ${verb ?? name.critical[0]}`);
  const flow = name.critical[0] ?? owner.critical[0];
  if (flow !== undefined) add(0.2, `belongs to a critical flow: ${flow}`);
  if (traits.onRequestPath) add(0.2, 'is on the path of a request or message');
  if (traits.doesIo) add(0.15, 'does I/O');
  if (traits.callsOperations >= 2) add(0.1, `coordinates ${traits.callsOperations} other operations`);
  const telling = traits.parameterNames.find(isIdOrAmount);
  if (telling !== undefined) add(0.05, `takes an id or an amount: ${telling}`);
  if (traits.statements >= SUBSTANTIAL_BODY) add(0.05, `has a body of ${traits.statements} statements`);
  if (name.plumbing) score -= 0.3;
  return { score: Math.max(0, Math.min(1, Math.round(score * 100) / 100)), reasons };
}
