import { type Dependency, dependenciesMatching, type Manifest, type ManifestReader } from './manifest.js';
import { keysOfTables, requirementsIn } from './toml-sections.js';

const REQUIREMENTS = /^requirements[\w.-]*\.(txt|in)$|^(base|prod|production|common|main)\.(txt|in)$/;
const FOR_DEVELOPMENT = /(dev|test|lint|doc|ci|local|typing)/;

/** A Python list in setup.py, indented lines in setup.cfg. */
const INSTALL_REQUIRES = /install_requires\s*=\s*(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|(?:\r?\n[ \t]+.*)+)/;

/** requirements*.txt and .in, pyproject.toml (PEP 621, Poetry), Pipfile, setup.py and setup.cfg. */
export const python: ManifestReader = {
  matches: (name) =>
    (REQUIREMENTS.test(name) && !FOR_DEVELOPMENT.test(name)) ||
    /^(pyproject\.toml|Pipfile|setup\.py|setup\.cfg)$/.test(name),
  read(text, name): Manifest {
    if (REQUIREMENTS.test(name)) return manifest(requirements(text), false);
    if (name === 'Pipfile') return manifest(keysOfTables(text, /^packages$/), false);
    if (name === 'pyproject.toml') return manifest(pyproject(text), false);
    const required = INSTALL_REQUIRES.exec(text);
    const above = required ? text.slice(0, required.index).split('\n').length - 1 : 0;
    const found = dependenciesMatching(
      required?.[0] ?? '',
      /(?:["']|^[ \t]+)([A-Za-z][\w.-]*)[^"'\n]*["']?/gm,
    );
    return manifest(
      found.map(({ name: each, line }) => ({ name: each, line: line + above })),
      true,
    );
  },
};

function manifest(found: Dependency[], library: boolean): Manifest {
  const dependencies = found.map(({ name, line }) => ({
    name: name.toLowerCase().replaceAll('_', '-'),
    line,
  }));
  return {
    family: 'python',
    dependencies: dependencies.filter(({ name }) => name !== 'python'),
    traits: library ? ['library'] : [],
  };
}

function pyproject(text: string): Dependency[] {
  return [
    ...requirementsIn(text, /^project$/, /^dependencies$/),
    ...requirementsIn(text, /^project\.optional-dependencies$/, /^(?!.*(dev|test|doc|lint))/),
    ...keysOfTables(text, /^tool\.poetry\.dependencies$/),
  ];
}

/** A compiled file says `# via` whom each package came; only what `-r` or nobody brought is direct. */
function requirements(text: string): Dependency[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const name = /^([A-Za-z][\w.-]*)/.exec(line)?.[1];
    if (name === undefined) return [];
    let via = /#\s*via\b(.*)/.exec(line)?.[1] ?? '';
    for (let next = index + 1; /^\s+(#|--hash)/.test(lines[next] ?? ''); next++) via += ` ${lines[next]} `;
    const transitive =
      /#\s*via\b/.test(`#via ${via}`) &&
      /[a-z]/.test(via.replace(/--hash\S*|\bvia\b/g, '')) &&
      !/-r |-c |\(pyproject|\(setup/.test(via);
    return transitive ? [] : [{ name, line: index + 1 }];
  });
}
