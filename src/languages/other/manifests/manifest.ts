/** What the manifests of other ecosystems have in common. */

/** A family shares manifests, frameworks and OpenTelemetry packages; the language itself shows in the sources. */
export type Family =
  | 'python'
  | 'jvm'
  | 'dotnet'
  | 'ruby'
  | 'php'
  | 'rust'
  | 'beam'
  | 'cpp'
  | 'swift'
  | 'dart'
  | 'haskell';

export interface Dependency {
  name: string;
  /** 1-based line in the manifest. */
  line: number;
}

/**
 * What else a manifest says: `test` a test project, `client` runs on a user's device or in a browser, `library` is
 * packaged for others, `tool` runs on a developer's machine, `aggregator` only lists modules, `web` and `worker` state it.
 */
export type Trait = 'test' | 'client' | 'library' | 'tool' | 'aggregator' | 'web' | 'worker';

export interface Manifest {
  family: Family;
  /** Direct dependencies of the program, not those of its tests. */
  dependencies: Dependency[];
  traits: Trait[];
  /** Manifests of other projects in the repository that are linked in, as written. */
  references?: string[];
}

export interface ManifestReader {
  /** Tells by the file name alone. */
  matches(name: string): boolean;
  /** Never throws: what cannot be read is absent. */
  read(text: string, name: string): Manifest;
}

/** The first group of every match, with its line; a pattern needs the `g` flag. */
export function dependenciesMatching(text: string, pattern: RegExp): Dependency[] {
  const found: Dependency[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(pattern)) {
    const name = match.slice(1).find((group) => group !== undefined);
    if (name === undefined) continue;
    const at = match.index + match[0].indexOf(name);
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++;
    found.push({ name, line });
  }
  return found;
}

/** The text with every match blanked out, so that lines keep their numbers. */
export function without(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, ' '));
}
