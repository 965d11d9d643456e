import { describe, expect, test } from 'vitest';
import { MANIFEST_READERS } from '#src/languages/other/families.js';

const reader = (name: string) => MANIFEST_READERS.find((each) => each.matches(name));
const names = (name: string, text: string) =>
  reader(name)
    ?.read(text, name)
    .dependencies.map((each) => each.name);
const traits = (name: string, text: string) => reader(name)?.read(text, name).traits;

describe('direct dependencies', () => {
  test.each<[string, string, string, string[]]>([
    [
      'requirements',
      'requirements.txt',
      '# c\nFlask[async]==3\n-r other.txt\n\ngrpcio_tools>=1\r\n',
      ['flask', 'grpcio-tools'],
    ],
    [
      'what a compiled list got from others',
      'requirements.txt',
      'flask==3\n    # via locust\nlocust==2 \\\n    --hash=sha256:ab\n    # via -r requirements.in\nclick==8  # via flask\n',
      ['locust'],
    ],
    [
      'PEP 621',
      'pyproject.toml',
      '[project]\nname = "x"\ndependencies = [\n  "fastapi[all]>=1",\n  "uvicorn",\n]\n[project.optional-dependencies]\nweb = ["gunicorn"]\ndev = ["pytest"]\n[dependency-groups]\ndev = ["ruff"]\n',
      ['fastapi', 'uvicorn', 'gunicorn'],
    ],
    [
      'Poetry',
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3"\ndjango = { version = "5" }\n[tool.poetry.group.dev.dependencies]\npytest = "8"\n',
      ['django'],
    ],
    ['Pipfile', 'Pipfile', '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n', ['flask']],
    [
      'setup.py',
      'setup.py',
      "setup(name='x',\n  install_requires=['flask>=1', \"celery\"],\n  extras_require={'test': ['pytest']})",
      ['flask', 'celery'],
    ],
    [
      'Maven',
      'pom.xml',
      '<project><parent><artifactId>spring-boot-starter-parent</artifactId></parent><artifactId>cart</artifactId><dependencies><dependency><groupId>g</groupId><artifactId>spring-boot-starter-web</artifactId></dependency><!-- <dependency><artifactId>no</artifactId></dependency> --><dependency><artifactId>junit</artifactId><scope>test</scope></dependency></dependencies></project>',
      ['spring-boot-starter-parent', 'spring-boot-starter-web'],
    ],
    [
      'Gradle',
      'build.gradle.kts',
      `plugins { id("org.springframework.boot") }\ndependencies {\n  implementation("io.grpc:grpc-netty:\${v}")\n  implementation(libs.ktor.server.core)\n  // implementation("no:no:1")\n  testImplementation("no:test:1")\n}\n`,
      ['io.grpc:grpc-netty', 'org.springframework.boot', 'ktor-server-core'],
    ],
    [
      'sbt',
      'build.sbt',
      'libraryDependencies += "com.typesafe.akka" %% "akka-http" % "10"\n"org" %% "specs" % "1" % "test"',
      ['akka-http'],
    ],
    [
      '.NET',
      'Cart.csproj',
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Grpc.AspNetCore" Version="2" /><!-- <PackageReference Include="No" /> --></ItemGroup></Project>',
      ['Microsoft.NET.Sdk.Web', 'Grpc.AspNetCore'],
    ],
    [
      'Bundler',
      'Gemfile',
      "gem 'sinatra', '~> 4'\n# gem 'no'\ngroup :development, :test do\n  gem 'rspec'\nend\ngem \"pry\", group: :development\n",
      ['sinatra'],
    ],
    [
      'Composer',
      'composer.json',
      '{\n  "require": {\n    "slim/slim": "4"\n  },\n  "require-dev": {\n    "phpunit/phpunit": "11"\n  }\n}',
      ['slim/slim'],
    ],
    [
      'Cargo',
      'Cargo.toml',
      '[package]\nname = "x"\n[dependencies]\nactix-web = "4"\nopentelemetry_sdk = { version = "1" }\nserde.workspace = true\n[dependencies.tonic]\nversion = "1"\n[dev-dependencies]\nno = "1"\n',
      ['actix-web', 'opentelemetry-sdk', 'serde', 'tonic'],
    ],
    [
      'Mix',
      'mix.exs',
      'defp deps do\n  [{:phoenix, "~> 1.8"},\n   # {:no, "1"},\n   {:credo, "1", only: [:dev, :test]}]\nend',
      ['phoenix'],
    ],
    [
      'CMake',
      'CMakeLists.txt',
      'find_package(gRPC CONFIG REQUIRED)\n# find_package(No)\nadd_executable(x a.cc)',
      ['gRPC'],
    ],
    ['Swift', 'Package.swift', '.package(url: "https://github.com/vapor/vapor.git", from: "4")', ['vapor']],
    ['Pub', 'pubspec.yaml', 'dependencies:\n  shelf: 1\ndev_dependencies:\n  test: 1\n', ['shelf']],
  ])('%s', (_, name, text, expected) => {
    expect(names(name, text)).toEqual(expected);
  });

  test('have their line', () => {
    expect(
      reader('pyproject.toml')?.read(
        '[build-system]\n\n[project]\ndependencies = [\n\n  "flask",\n]\n',
        'pyproject.toml',
      ).dependencies,
    ).toEqual([{ name: 'flask', line: 6 }]);
  });
});

describe('traits', () => {
  test.each<[string, string, string, string[]]>([
    [
      'a .NET test project',
      'A.csproj',
      '<Project Sdk="Microsoft.NET.Sdk"><PackageReference Include="xunit" /></Project>',
      ['test'],
    ],
    ['a .NET web project', 'A.csproj', '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>', ['web']],
    ['a .NET class library', 'A.csproj', '<Project Sdk="Microsoft.NET.Sdk"></Project>', ['library']],
    [
      'a .NET program',
      'A.csproj',
      '<Project Sdk="Microsoft.NET.Sdk"><OutputType>Exe</OutputType></Project>',
      [],
    ],
    ['an Android app', 'build.gradle', "plugins { id 'com.android.application' }", ['client']],
    ['a Flutter app', 'pubspec.yaml', 'dependencies:\n  flutter:\n    sdk: flutter\n', ['client']],
    ['a Maven aggregator', 'pom.xml', '<project><packaging>pom</packaging></project>', ['aggregator']],
    ['a Cargo workspace', 'Cargo.toml', '[workspace]\nmembers = ["a"]\n', ['aggregator']],
    ['a PHP library', 'composer.json', '{"type": "library"}', ['library']],
  ])('%s', (_, name, text, expected) => {
    expect(traits(name, text)).toEqual(expected);
  });
});

test.each([
  '',
  '\u0000',
  '{',
  '[',
  '<project',
  '[project\ndependencies = ["a',
  'x'.repeat(10_000),
])('nothing makes a reader throw: %#', (text) => {
  for (const name of [
    'requirements.txt',
    'pyproject.toml',
    'setup.py',
    'pom.xml',
    'build.gradle',
    'a.csproj',
    'Gemfile',
    'composer.json',
    'Cargo.toml',
    'mix.exs',
    'CMakeLists.txt',
    'Package.swift',
    'pubspec.yaml',
    'a.cabal',
  ]) {
    expect(() => reader(name)?.read(text, name)).not.toThrow();
  }
});

test.each([
  'requirements-dev.txt',
  'requirements_test.txt',
  'notes.txt',
  'package.json',
])('%s is no manifest', (name) => {
  expect(reader(name)).toBeUndefined();
});
