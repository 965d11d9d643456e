/** What Go says about the untouched tree, asked for only where somebody wants to compare, and once. */
import type { CheckFailure } from '../../editing/bisect.js';
import {
  compilePackages,
  type GoLook,
  linkPrograms,
  listFailures,
  listPackages,
  vetPackages,
} from './check.js';
import type { GoModule } from './module-set.js';
import type { ListedPackage } from './packages.js';

export interface GoBaseline {
  /** A text says why Go cannot list the module's packages at all. */
  list(module: GoModule): Promise<ListedPackage[] | string>;
  listFailures(module: GoModule): Promise<CheckFailure[]>;
  compile: UntouchedCheck;
  link: UntouchedCheck;
  vet: UntouchedCheck;
  /** How many errors were found so far. */
  errors(): number;
}

/** Failures of these packages, as far as the untouched module has them; others may be among them. */
type UntouchedCheck = (module: GoModule, packages: readonly string[]) => Promise<readonly CheckFailure[]>;

type Check = (look: GoLook, packages: readonly string[]) => Promise<CheckFailure[]>;

/** @param withLook gives a look at the untouched module */
export function openBaseline(
  withLook: <R>(module: GoModule, use: (look: GoLook) => Promise<R>) => Promise<R>,
): GoBaseline {
  const lists = new Map<GoModule, Promise<ListedPackage[] | string>>();
  const listErrors = new Map<GoModule, CheckFailure[]>();
  const list = (module: GoModule) => {
    const known = lists.get(module) ?? withLook(module, listPackages);
    lists.set(module, known);
    return known;
  };
  const [compile, link, vet] = [
    remember(compilePackages, list, withLook),
    remember(linkPrograms, list, withLook),
    remember(vetPackages, list, withLook),
  ];
  return {
    list,
    async listFailures(module) {
      const packages = await list(module);
      const failures =
        listErrors.get(module) ?? (await withLook(module, (look) => listFailures(look, packages)));
      listErrors.set(module, failures);
      return failures;
    },
    compile: compile.failures,
    link: link.failures,
    vet: vet.failures,
    errors: () => [...listErrors.values(), ...compile.found(), ...link.found(), ...vet.found()].flat().length,
  };
}

/** Runs a check anew only for packages that it has not seen. */
function remember(
  check: Check,
  list: GoBaseline['list'],
  withLook: <R>(module: GoModule, use: (look: GoLook) => Promise<R>) => Promise<R>,
) {
  const seen = new Map<GoModule, { packages: ReadonlySet<string>; failures: readonly CheckFailure[] }>();
  return {
    found: () => [...seen.values()].map(({ failures }) => failures),
    async failures(module: GoModule, packages: readonly string[]): Promise<readonly CheckFailure[]> {
      const listed = await list(module);
      const known = seen.get(module);
      if (known && packages.every((path) => known.packages.has(path))) return known.failures;
      const wanted = new Set([...(known?.packages ?? []), ...packages]);
      const present = typeof listed === 'string' ? [] : listed.filter(loads).map((one) => one.ImportPath);
      const failures = await withLook(module, (look) =>
        check(
          look,
          present.filter((path) => wanted.has(path)),
        ),
      );
      seen.set(module, { packages: wanted, failures });
      return failures;
    },
  };
}

function loads(one: ListedPackage): boolean {
  return !one.DepOnly && !one.ForTest && !one.Error && !one.DepsErrors?.length;
}
