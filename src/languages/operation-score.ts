/** How much a function looks like a business operation worth a span of its own, for every language. */
import { businessTerms, isIdOrAmount, isPlumbing, singular, splitWords } from './business-vocabulary.js';

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
  /** It answers a request or takes a message itself, so that the span of the server or consumer is around it already. */
  isHandler?: boolean;
  /** It is given the context of a request, or needs none in its language; absent: not known. */
  takesContext?: boolean;
  /** Path of its file, which may say that it is data access: `data-access/order-repository.ts`. */
  place?: string;
  /** What the service is about: see `mainSubjects`. */
  subjects?: ReadonlySet<string>;
}

export interface OperationScore {
  /** Between 0 and 1. */
  score: number;
  /** Why, most important first; empty when the score is 0. */
  reasons: string[];
}

/** Candidates below this are not worth showing; thousandths only put those of equal worth in order. */
export const CANDIDATE_SCORE = 0.49;

/** Statements from which a body is more than a delegation. */
const SUBSTANTIAL_BODY = 4;

/** Statements from which a handler does more than to call a service and answer. */
const SUBSTANTIAL_HANDLER = 7;

/** Functions that give back what is stored: their queries have spans of their own. */
const READS =
  /^(?:all|browse|count|exists?|fetch|find|filter|get|has|index|is|list|load|lookup|query|read|retrieve|search|select|show|view)$/;
/** Code around a database, which the instrumentation of its driver shows. */
const DATA_ACCESS =
  /(?:^|[/._-])(?:data-?access|repositor(?:y|ies)|repos?|daos?|models?|entit(?:y|ies)|schemas?|migrations?|seeds?|seeders?|mappers?|queries|sqlc|sqlstore|mysql|postgres(?:ql)?|sqlite|mongo(?:db)?|persistence|storage|fixtures|mocks?)(?=[/._-]|$)|(?:Repository|Repo|Dao|Model|Entity|Mapper|Schema|Queries|Store)$/;

/** Types that are called after what they keep things in: `RedisSessions`. */
const STORE = /^(?:Dynamo|InMemory|Knex|Mongo|Mysql|Postgres|Prisma|Redis|S3|Sequelize|Sql|TypeOrm|Typeorm)/;
/** Code around requests and helpers that everybody calls. */
const BESIDE =
  /(?:^|[/._-])(?:middlewares?|utils?|helpers?|lib|libs|plugins?|interceptors?|guards?)(?=[/._-]|$)/i;
/** What architectures call the operations of an application; the method is called the same in all of them. */
const USE_CASE = /(?:use-?cases?|interactors?|command-?handlers?|sagas?|workflows?|(?:^|\/)commands?\/)/i;
const RUNS_USE_CASE = /^(?:execute|handle|invoke|perform|process|run)$/i;
/** Such types that are called after what they do, wherever they stand: `CreateBookingHandler`. */
const RUNNER = /(?:Action|Command|Handler|Interactor|Service)(?:Impl)?$/;
/** Where the operations of an application are, whatever they are about. */
const SERVICE = /(?:Facade|Interactor|Manager|Service|UseCase|Usecase)(?:Impl)?$|(?:^|[.-])service$/;
const SERVICES = /(?:^|\/)(?:application|biz|services?|use-?cases?)\//;

/** What such types are called beside what they do. */
const ROLE =
  /^(?:action|command|facade|handler|impl|interactor|manager|saga|service|use|case|usecase|workflow)s?$/;
/** Whether a type is called after its part in the architecture alone: `service`. */
export const isRoleAlone = (type: string): boolean => splitWords(type).every((word) => ROLE.test(word));

/** Several writes that hold together: more than the single query that a driver shows. */
const TRANSACTION = /(?:Tx|Transaction)$/;
/** Work that is worth a span although it reaches nothing: the rules of the business. */
const COMPUTES =
  /^(?:allocate|assess|calculate|compute|detect|discount|eligibility|estimate|evaluate|fraud|match|price|pricing|quote|rank|rate|recommend|reconcile|risk|score|scoring|settle|simulate|tax)$/;

/** What is done to keep records, beside the business itself. */
const UPKEEP = /^(?:delete|remove|reset|save|update)$/;

const NONE: OperationScore = { score: 0, reasons: [] };

/** Points above this are worth less and less, so that the score stays below 1 and nobody is cut off to the same one. */
const LEVEL = 0.8;

const levelled = (points: number): number =>
  points <= LEVEL ? points : 1 - (1 - LEVEL) * Math.exp((LEVEL - points) / 0.3);

/** Scores a function; 0 for what must not get a span: trivial or plumbing. */
export function scoreOperation(traits: OperationTraits): OperationScore {
  const name = businessTerms(traits.name);
  const owner = businessTerms(traits.owner);
  const trivial = traits.statements < 2 && !traits.doesIo && traits.callsOperations === 0;
  if (trivial) return NONE;

  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    score += points;
    reasons.push(reason);
  };

  const nouns = name.nouns.length > 0 ? name.nouns : owner.nouns;
  const verb = isUseCase(traits) ? (owner.verbs[0] ?? ownWordOf(traits)) : name.verbs[0];
  const subject = mainSubjectOf(traits);
  const known = nouns.find((word) => word !== verb) ?? nouns[0] ?? subject ?? ownWordOf(traits, verb);
  const noun = known ?? subjectOf(traits, verb);
  // A verb alone, such as that of `createConnection`, says nothing of the business.
  const isBusiness = name.critical.length > 0 || (verb !== undefined && noun !== undefined);
  if (!isBusiness || (name.plumbing && name.critical.length === 0)) return NONE;

  const [first, second] = splitWords(RUNS_USE_CASE.test(traits.name) ? traits.owner : traits.name);
  const isRead = READS.test((first === 'admin' ? second : first) ?? '');
  if (verb !== undefined && noun !== undefined && !isRead) {
    add(
      known === undefined ? 0.15 : 0.25,
      `names a business action: ${verb === noun ? verb : `${verb} ${noun}`}`,
    );
  } else add(0.1, `uses a business word: ${verb ?? name.critical[0]}`);
  const flow = name.critical[0] ?? owner.critical[0];
  if (flow !== undefined) add(0.2, `belongs to a critical flow: ${flow}`);
  if (subject !== undefined && !isRead) add(0.1, `is about what the service serves: ${subject}`);
  if (traits.onRequestPath) add(0.2, 'is on the path of a request or message');
  if (traits.doesIo) add(0.15, 'does I/O');
  if (traits.callsOperations >= 2) add(0.1, `coordinates ${traits.callsOperations} other operations`);
  if (isUseCase(traits) && !isRead) add(0.25, `is a use case: ${traits.owner}`);
  const telling = traits.parameterNames.find(isIdOrAmount);
  if (telling !== undefined) add(0.05, `takes an id or an amount: ${telling}`);
  if (traits.statements >= SUBSTANTIAL_BODY) add(0.05, `has a body of ${traits.statements} statements`);
  if (name.plumbing || isRead) score -= 0.3;
  // `deleteTransactionMetadata` and `removeUserCache` are beside the business.
  if (isPlumbing(splitWords(traits.name).at(-1) ?? '')) score -= 0.1;
  if (isDataAccess(traits.owner, traits.place ?? '') && !isOwnWork(traits)) score -= 0.5;
  if (!traits.doesIo && traits.callsOperations === 0 && !computes(traits)) score -= 0.15;
  if (traits.takesContext === false) score -= traits.doesIo || traits.callsOperations > 0 ? 0.05 : 0.2;
  if (BESIDE.test(traits.place ?? '')) score -= 0.15;
  if (traits.isHandler === true && !doesWorkItself(traits)) score -= 0.4;
  if (traits.statements < SUBSTANTIAL_BODY && !traits.doesIo && traits.callsOperations === 0) score -= 0.15;
  if (verb !== undefined && UPKEEP.test(verb)) score -= 0.009;
  score += Math.min(traits.callsOperations, 10) / 1000;
  return { score: Math.max(0, Math.round(levelled(score) * 1000) / 1000), reasons };
}

/** A handler that hands over is inside the span of the server, and what it calls is the operation. */
const doesWorkItself = ({ statements, doesIo }: OperationTraits): boolean =>
  doesIo && statements >= SUBSTANTIAL_HANDLER;

const isUseCase = ({ name, owner, place, isHandler }: OperationTraits): boolean =>
  RUNS_USE_CASE.test(name) &&
  isHandler !== true &&
  (USE_CASE.test(`${owner} ${place ?? ''}`) || (RUNNER.test(owner) && beginsWithVerb(owner)));

function beginsWithVerb(name: string): boolean {
  const [first = '', second = ''] = splitWords(name);
  return second !== '' && !ROLE.test(second) && businessTerms(first).verbs.length > 0;
}

/**
 * What an operation is about need be no word that every business has: `make`, then `hours` of
 * `MakeHoursAvailableHandler`; the `contact` of `ContactService.create`.
 */
function ownWordOf(traits: OperationTraits, verb?: string): string | undefined {
  const own = splitWords(traits.owner).filter((word) => word !== verb && !ROLE.test(word));
  if (isUseCase(traits)) return own[0];
  const { name, owner, place } = traits;
  const [first, ...rest] = splitWords(name);
  if (verb === undefined || first !== verb || !(SERVICE.test(owner) || SERVICES.test(place ?? '')))
    return undefined;
  return (rest.length > 0 ? rest : own).find((word) => word.length > 2 && !isPlumbing(word));
}

/** By its own name, else by that of its type. */
function mainSubjectOf({ name, owner, subjects }: OperationTraits): string | undefined {
  const among = (words: readonly string[]) => words.map(singular).find((word) => subjects?.has(word));
  return (
    among(splitWords(name)) ?? (businessTerms(name).nouns.length > 0 ? undefined : among(splitWords(owner)))
  );
}

/** What a request is about where no word of it is known: the `link` of `postLink`, if it does some work. */
function subjectOf(
  { name, onRequestPath, doesIo, callsOperations }: OperationTraits,
  verb?: string,
): string | undefined {
  const [first, ...rest] = splitWords(name);
  if (verb === undefined || first !== verb || !onRequestPath || !(doesIo || callsOperations >= 2))
    return undefined;
  // `createMcpServer` is about a server.
  if (isPlumbing(rest.at(-1) ?? '')) return undefined;
  return rest.find((word) => word.length > 2 && !isPlumbing(word));
}

/** What a use case reaches lies behind interfaces. */
const computes = (traits: OperationTraits): boolean =>
  isUseCase(traits) ||
  [...splitWords(traits.name), ...splitWords(traits.owner)].some((word) => COMPUTES.test(word));

const isOwnWork = ({ name, callsOperations }: OperationTraits): boolean =>
  TRANSACTION.test(name) && callsOperations > 0;

/** Whether a function stands in the code around a database, by its type or its file. */
export const isDataAccess = (owner: string, place: string): boolean =>
  STORE.test(owner) || DATA_ACCESS.test(owner) || DATA_ACCESS.test(place.replace(/\.\w+$/, ''));
