/** The business functions of a service that deserve a span of their own, ranked. */
import type { NodeIntegration } from '../../../model/integration.js';
import type { Operation } from '../../../model/scan-report.js';
import { bestOperations } from '../../best-operations.js';
import { isFlaggedOperation } from '../../flagged-operation.js';
import type { FlaggedOperation } from '../../language.js';
import { mainSubjects } from '../../main-subjects.js';
import { CANDIDATE_SCORE, scoreOperation } from '../../operation-score.js';
import { spanNameOf } from '../../span-name.js';
import type { FunctionFact } from '../facts/facts.js';
import { moduleName } from '../module-name.js';
import { isTestFile } from '../modules/module-graph.js';
import type { LoadedCode } from '../verdict/loaded-code.js';
import { createCallGraph, type FunctionKey, keyOf, type PlacedFunction } from './call-graph.js';
import { type FoundRoute, qualifiedName } from './routes.js';

const MAX_OPERATIONS = 25;

/** Names that a framework calls or that say nothing of business. */
const NOT_OPERATIONS =
  /^(?:constructor|default|on(?:Module|Application)\w+|beforeApplicationShutdown|configure|canActivate|handle(?:Get|Post|Put|Patch|Delete|Request)?|intercept|toString|toJSON|render\w*)$/;

const ownerOf = ({ owner }: FunctionFact, file: string): string => (owner === '' ? moduleName(file) : owner);

const spanNameAt = (placed: PlacedFunction | null): string =>
  placed === null || placed.fact.name === ''
    ? ''
    : spanNameOf(placed.fact.name, ownerOf(placed.fact, placed.file));

/** Whether a function answers requests, by what it takes or by what it belongs to. */
const takesRequest = ({ owner, parameters }: FunctionFact, file: string): boolean =>
  /controller|resolver|router?s?$/i.test(`${owner} ${moduleName(file)}`) ||
  (/^(?:req|request)$/.test(parameters[0] ?? '') && /^(?:res|response|reply)$/.test(parameters[1] ?? ''));

export interface FoundOperations {
  operations: Operation[];
  /** Those that have their span. */
  spannedOperations: Operation[];
}

/** Finds the operations; inline handlers of a route take the route's name. */
export function findOperations(
  code: LoadedCode,
  routes: readonly FoundRoute[],
  integrations: readonly NodeIntegration[],
  flagged: readonly FlaggedOperation[],
  service: { name: string; path: string },
): FoundOperations {
  const graph = createCallGraph(code, integrations);
  const reached = graph.reachableFrom(routes.flatMap(({ handlers }) => handlers));
  const routeOf = new Map(
    routes.flatMap(({ route, handlers, isInProcess }) =>
      handlers.flatMap(({ value, file }) =>
        value.is === 'function' && isInProcess !== true ? [[keyOf(file, value.fn), route] as const] : [],
      ),
    ),
  );
  /** A handler that calls an operation of its own name would be the same span twice. */
  const handsOver = (key: FunctionKey): boolean => {
    const own = spanNameAt(graph.functionOf(key));
    return [...graph.callees(key)].some(
      (callee) => callee !== key && own !== '' && spanNameAt(graph.functionOf(callee)) === own,
    );
  };
  const subjects = mainSubjects(routes.map(({ route }) => route));
  const found: Operation[] = [];
  const spanned: Operation[] = [];
  for (const file of code.files) {
    if (isTestFile(file) || code.graph.outline(file)?.generated === true || file.endsWith('x')) continue;
    code.linker.facts(file)?.functions.forEach((fact, index) => {
      const key = keyOf(file, index);
      const isNamed = fact.name !== '' && !NOT_OPERATIONS.test(fact.name);
      const name = isNamed ? qualifiedName(fact) : routeOf.get(key);
      if (name === undefined || name === '' || (isNamed && fact.parent >= 0 && !fact.flagged)) return;
      if (!isNamed && !fact.flagged && fact.parameters.at(-1) === 'next') return;
      const isHandler = routeOf.has(key) || takesRequest(fact, file);
      const { score, reasons } = scoreOperation({
        name: isNamed ? fact.name : name,
        owner: ownerOf(fact, file),
        doesIo: graph.doesIo(key),
        callsOperations: graph.operationsCalled(key),
        parameterNames: fact.parameters,
        statements: fact.statements,
        onRequestPath: reached.has(key),
        isHandler,
        place: file,
        subjects,
      });
      const wanted = fact.flagged || isFlaggedOperation(flagged, [fact.name, qualifiedName(fact)], service);
      if (!wanted && (score < CANDIDATE_SCORE || (isHandler && handsOver(key)))) return;
      // What no route of Next.js reaches runs in the browser.
      if (!wanted && code.framework === 'next' && !reached.has(key)) return;
      const operation = {
        name,
        file,
        line: fact.line,
        flagged: wanted,
        score,
        reasons: wanted ? ['is flagged', ...reasons] : reasons,
      };
      (graph.hasSpan(key) && !wanted ? spanned : found).push(operation);
    });
  }
  return {
    operations: bestOperations(found, MAX_OPERATIONS),
    spannedOperations: bestOperations(spanned, MAX_OPERATIONS),
  };
}
