/** What a service is about, as its routes tell it. */
import { businessTerms, isPlumbing, singular, splitWords } from './business-vocabulary.js';

/** How many of the most frequent words count. */
const MOST = 6;
/** Words of many routes that say nothing of the business, and those of identity, which every application has. */
const GENERAL = new Set(
  (
    'action add admin api app auth bulk callback client create dashboard delete edit email graphql health home internal list login ' +
    'logout management oauth password public register remove rpc save search service session settings signin signup ' +
    'status token update upload user webhook'
  ).split(' '),
);

/**
 * The words that most routes of a service have in common, singular and in lower case: `question` and `answer` for
 * `POST /v1/questions/{id}/answers`. A word of a single route is none.
 * @param routes such as `GET /orders/:id` or `OrderService/CreateOrder`
 */
export function mainSubjects(routes: readonly string[]): ReadonlySet<string> {
  const count = new Map<string, number>();
  for (const route of new Set(routes)) {
    for (const word of new Set(wordsOf(route))) count.set(word, (count.get(word) ?? 0) + 1);
  }
  const frequent = [...count].filter(([, times]) => times > 1).sort(([, a], [, b]) => b - a);
  return new Set(frequent.slice(0, MOST).map(([word]) => word));
}

function wordsOf(route: string): string[] {
  const path = route.replace(/^[A-Z]+ /, '');
  const fixed = path.split('/').filter((segment) => !/^[:*[({$]|[{<]/.test(segment));
  return fixed
    .flatMap(splitWords)
    .filter((word) => word !== singular(word) || !isDeed(word))
    .map(singular)
    .filter((word) => word.length > 2 && !GENERAL.has(word) && !isPlumbing(word));
}

/** `verify`, but not `posts`, which are things. */
function isDeed(word: string): boolean {
  const { verbs, nouns } = businessTerms(word);
  return verbs.length > 0 && nouns.length === 0;
}
