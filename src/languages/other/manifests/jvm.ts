import { dependenciesMatching, type Manifest, type ManifestReader, type Trait, without } from './manifest.js';

/** pom.xml, build.gradle(.kts), build.sbt, project.clj, deps.edn. Names are `group:artifact` or the artifact alone. */
export const jvm: ManifestReader = {
  matches: (name) => /^(pom\.xml|build\.gradle(\.kts)?|build\.sbt|project\.clj|deps\.edn)$/.test(name),
  read(text, name): Manifest {
    if (name === 'pom.xml') return readPom(text);
    return name.startsWith('build.gradle') ? readGradle(text) : readOther(text);
  },
};

function readPom(text: string): Manifest {
  const bare = without(text, /<!--[\s\S]*?-->/g);
  const managed = without(bare, /<dependencyManagement>[\s\S]*?<\/dependencyManagement>/g);
  const used = without(
    managed,
    /<dependency>(?:(?!<\/dependency>)[\s\S])*<scope>\s*test\s*<\/scope>[\s\S]*?<\/dependency>/g,
  );
  const own = without(used, /<exclusions>[\s\S]*?<\/exclusions>/g);
  const traits: Trait[] = /<packaging>\s*pom\s*<\/packaging>/.test(bare) ? ['aggregator'] : [];
  const dependencies = dependenciesMatching(
    own,
    /<(?:dependency|plugin|parent|extension)>(?:(?!<\/(?:dependency|plugin|parent|extension)>)[\s\S])*?<artifactId>\s*([\w.-]+)\s*<\/artifactId>/g,
  );
  return { family: 'jvm', dependencies, traits };
}

/** Lines that declare dependencies of tests start with their configuration. */
const TEST_CONFIGURATION = /^[ \t]*(?:test|androidTest|integrationTest|testFixtures)\w*[ (].*$/gm;

function readGradle(text: string): Manifest {
  const bare = without(without(text, /\/\*[\s\S]*?\*\/|(?<![:"'])\/\/.*$/gm), TEST_CONFIGURATION);
  const dependencies = [
    ...dependenciesMatching(bare, /["']([\w.-]+:[\w.-]+)(?::[^"']*)?["']/g),
    ...dependenciesMatching(bare, /\bid\s*\(?\s*["']([\w.-]+)["']/g),
    ...dependenciesMatching(bare, /\bapply\s*\(?\s*plugin\s*[:=]\s*["']([\w.-]+)["']/g),
    ...dependenciesMatching(bare, /\blibs\.([\w.]+)/g).map(({ name, line }) => ({
      name: name.replaceAll('.', '-').replace(/^plugins-/, ''),
      line,
    })),
  ];
  const traits: Trait[] = /com\.android\.(application|library)|android\s*\{/.test(bare) ? ['client'] : [];
  return { family: 'jvm', dependencies, traits };
}

/** sbt: `"org" %% "artifact"`; Leiningen and deps.edn: `[org/artifact "1"]`, `org/artifact {…}`. */
function readOther(text: string): Manifest {
  const bare = without(text, /(^|\s)(\/\/|;).*$/gm);
  const dependencies = [
    ...dependenciesMatching(bare, /(?<!%\s*)"[\w.-]+"\s*%%?%?\s*"([\w.-]+)"(?!.*%\s*(?:"test"|Test))/g),
    ...dependenciesMatching(bare, /[[\s{]([a-z][\w.-]*\/[\w.-]+)\s+[{"]/g),
  ];
  return { family: 'jvm', dependencies, traits: [] };
}
