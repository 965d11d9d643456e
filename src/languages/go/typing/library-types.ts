/** What the integrations say of the types of their libraries, by type and by package. */
import type { GoContextType, GoContextVariant } from '#src/model/go-context.js';
import type { GoIntegration } from '#src/model/integration.js';
import { libraryResult } from '../library-results.js';
import { withoutMajorVersion } from '../symbols.js';
import { namedType, type StaticType } from './static-type.js';

/** A type of a library with the integration that declares it. */
export interface LibraryType extends GoContextType {
  integration: GoIntegration;
}

interface LibraryFunction {
  variant: GoContextVariant | undefined;
  gives: string | undefined;
  /** The variant makes spans by itself. */
  isAlone: boolean;
  integration: GoIntegration;
}

/** Functions that give a context, with the index of that result. */
const CONTEXT_FUNCTIONS: readonly [RegExp, number][] = [
  [/^context\./, 0],
  [/^os\/signal\.NotifyContext$/, 0],
  [/^google\.golang\.org\/grpc\/metadata\.(?:New|AppendTo)\w*Context$/, 0],
  [/^go\.opentelemetry\.io\/otel\/(?:trace|baggage)\.ContextWith/, 0],
  [/^golang\.org\/x\/sync\/errgroup\.WithContext$/, 1],
];

export interface LibraryTypes {
  type(path: string, name: string): LibraryType | null;
  /** The variant with a context of a method, and the type that declares it: the one given or one that it embeds. */
  variant(
    path: string,
    receiver: string,
    method: string,
  ): { variant: GoContextVariant; integration: GoIntegration; isAlone: boolean } | null;
  /** The type of a package's variable. */
  variable(path: string, name: string): StaticType;
  /** The type of a result of a function (`receiver` is `''`) or method. */
  result(path: string, receiver: string, method: string, index: number): StaticType;
  /** The integration of a package whose calls take a context first. */
  takenFirstBy(path: string): string | null;
  /** What follows a value of the type to get a request's context. */
  source(path: string, name: string): string | null;
}

export function createLibraryTypes(integrations: readonly GoIntegration[]): LibraryTypes {
  const types = new Map<string, LibraryType>();
  const functions = new Map<string, LibraryFunction>();
  const sources = new Map<string, string>();
  const variables = new Map<string, StaticType>();
  const takenFirst: [string, string][] = [];
  for (const integration of integrations) {
    const { context } = integration;
    for (const type of context?.types ?? []) types.set(type.type, { ...type, integration });
    for (const {
      package: path,
      variants = {},
      gives = {},
      variables: own = {},
      alone,
    } of context?.functions ?? []) {
      for (const [name, type] of Object.entries(own))
        variables.set(`${path}.${name}`, { kind: 'pointer', to: namedType(type) });
      const isAlone = alone !== undefined;
      for (const name of new Set([...Object.keys(variants), ...Object.keys(gives)]))
        functions.set(`${path}.${name}`, {
          variant: variants[name],
          gives: gives[name],
          isAlone,
          integration,
        });
    }
    for (const path of context?.takenFirst ?? []) takenFirst.push([path, integration.id]);
    for (const [type, accessor] of Object.entries(context?.sources ?? {})) sources.set(type, accessor);
  }

  const library: LibraryTypes = {
    type: (path, name) => types.get(`${withoutMajorVersion(path)}.${name}`) ?? null,
    variant(path, receiver, method) {
      if (receiver === '') {
        const known = functions.get(`${withoutMajorVersion(path)}.${method}`);
        return known?.variant === undefined
          ? null
          : { variant: known.variant, integration: known.integration, isAlone: known.isAlone };
      }
      for (let at = library.type(path, receiver); at; at = embedded(at)) {
        const variant = at.variants?.[method];
        if (variant !== undefined) return { variant, integration: at.integration, isAlone: false };
      }
      return null;
    },
    variable: (path, name) => variables.get(`${withoutMajorVersion(path)}.${name}`) ?? null,
    result(path, receiver, method, index) {
      if (receiver === '') {
        const gives = functions.get(`${withoutMajorVersion(path)}.${method}`)?.gives;
        if (gives !== undefined) return index === 0 ? namedType(gives) : null;
        const symbol = `${path}.${method}`;
        const context = CONTEXT_FUNCTIONS.find(([pattern]) => pattern.test(symbol));
        if (context) return index === context[1] ? namedType('context.Context') : null;
      }
      for (let at = library.type(path, receiver); at; at = embedded(at)) {
        const gives = at.gives?.[method];
        if (gives !== undefined) return index === 0 ? namedType(gives) : null;
      }
      const guess = libraryResult(path, receiver, method, index);
      return guess?.kind === 'named' ? { kind: 'named', path: guess.path, name: guess.name } : null;
    },
    takenFirstBy: (path) =>
      takenFirst.find(([base]) => path === base || path.startsWith(`${base}/`))?.[1] ?? null,
    source: (path, name) =>
      sources.get(`${path}.${name}`) ?? sources.get(`${withoutMajorVersion(path)}.${name}`) ?? null,
  };

  function embedded(type: LibraryType): LibraryType | null {
    return type.embeds === undefined ? null : (types.get(type.embeds) ?? null);
  }
  return library;
}
