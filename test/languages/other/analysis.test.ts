import { describe, expect, test } from 'vitest';
import { analyzeOtherLanguages } from '#src/languages/other/analysis.js';
import { isStockImage } from '#src/workspace/deployments/image-reference.js';
import { matchWorkloads } from '#src/workspace/deployments/match.js';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { memoryWorkspace } from '../../workspace/memory-workspace.js';

async function analyze(texts: Record<string, string>, taken: string[] = []) {
  const workspace = memoryWorkspace(texts);
  const deployments = await readDeployments(workspace, () => {});
  const facts = { get: () => Promise.resolve(new Map()) };
  return analyzeOtherLanguages(
    { workspace, deployments, facts, flagged: [], report: () => {} },
    (directory) => taken.includes(directory),
    { matchWorkloads, isStockImage },
  );
}

const python = 'FROM python:3.13\nCOPY . .\nCMD ["python", "main.py"]\n';

describe('a service', () => {
  test.each<[string, Record<string, string>, object]>([
    [
      'in Python with a Dockerfile',
      { 'a/requirements.txt': 'flask', 'a/app.py': '', 'a/Dockerfile': 'FROM python\nCMD gunicorn app:api' },
      { name: 'a', path: 'a', language: 'python', kind: 'http', entrypoints: ['a/app.py'] },
    ],
    [
      'in Python with a framework and no deployment',
      { 'a/pyproject.toml': '[project]\ndependencies = ["fastapi"]', 'a/src/main.py': '' },
      { path: 'a', kind: 'http', entrypoints: ['a/src/main.py'] },
    ],
    [
      'in Python that serves gRPC',
      {
        'a/requirements.txt': 'grpcio',
        'a/server.py': 'server = grpc.server(pool)',
        'a/Dockerfile': 'FROM python\nCMD ["python", "server.py"]',
      },
      { kind: 'grpc' },
    ],
    [
      'in Python that only calls gRPC and consumes',
      {
        'a/requirements.txt': 'grpcio\nconfluent-kafka',
        'a/main.py': 'stub(channel)',
        'a/Dockerfile': python,
      },
      { kind: 'worker' },
    ],
    [
      'in Java',
      {
        'a/pom.xml': '<dependency><artifactId>spring-boot-starter-web</artifactId></dependency>',
        'a/src/main/java/x/CartApplication.java': 'SpringApplication.run()',
      },
      { language: 'java', kind: 'http', entrypoints: ['a/src/main/java/x/CartApplication.java'] },
    ],
    [
      'in Kotlin',
      {
        'a/build.gradle.kts': 'implementation("org.apache.kafka:kafka-clients:4")',
        'a/src/main/kotlin/x/main.kt': 'fun main()',
        'a/Dockerfile':
          'FROM gradle AS b\nFROM gcr.io/distroless/java17-debian12\nCMD ["java", "-jar", "a.jar"]',
      },
      { language: 'kotlin', kind: 'worker' },
    ],
    [
      'in C#',
      { 'a/A.csproj': '<Project Sdk="Microsoft.NET.Sdk.Worker"></Project>', 'a/Program.cs': '' },
      { language: 'csharp', kind: 'worker' },
    ],
    [
      'in C# with the Dockerfile above',
      {
        'a/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet\nENTRYPOINT ["dotnet", "A.dll"]',
        'a/src/A.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
        'a/src/Program.cs': '',
      },
      { name: 'a', path: 'a', kind: 'http' },
    ],
    [
      'in Ruby',
      { 'a/Gemfile': "gem 'sinatra'", 'a/app.rb': "require 'sinatra'" },
      { language: 'ruby', kind: 'http' },
    ],
    [
      'in PHP',
      { 'a/composer.json': '{\n "require": {\n  "slim/slim": "4"\n }\n}', 'a/public/index.php': '' },
      { language: 'php', kind: 'http', entrypoints: ['a/public/index.php'] },
    ],
    [
      'in Rust',
      { 'a/Cargo.toml': '[package]\n[dependencies]\naxum = "1"', 'a/src/main.rs': '' },
      { language: 'rust', kind: 'http' },
    ],
    [
      'in Elixir',
      { 'a/mix.exs': '{:phoenix, "1"}', 'a/lib/a/application.ex': '' },
      { language: 'elixir', kind: 'http' },
    ],
    [
      'in C++',
      {
        'a/CMakeLists.txt': 'find_package(gRPC)\nadd_executable(a a.cc)',
        'a/a.cc': 'ServerBuilder b; int main() {}',
        'a/Dockerfile': 'FROM alpine\nENTRYPOINT ["/a"]',
      },
      { language: 'cpp', kind: 'grpc' },
    ],
    [
      'without a manifest',
      { 'a/main.py': '', 'a/Dockerfile': python },
      { path: 'a', language: 'python', entrypoints: ['a/main.py'] },
    ],
    [
      'under examples with a Dockerfile',
      { 'examples/a/main.py': '', 'examples/a/Dockerfile': python },
      { path: 'examples/a' },
    ],
    [
      'that runs as a job',
      {
        'a/requirements.txt': 'requests',
        'a/main.py': '',
        'k8s.yaml':
          'kind: Job\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers: [{ image: shop/a }]\n',
      },
      { kind: 'job' },
    ],
    [
      'named by compose',
      {
        'services/a/requirements.txt': 'flask',
        'services/a/app.py': '',
        'services/a/Dockerfile': python,
        'compose.yml': 'services: { ledger: { build: services/a } }',
      },
      { name: 'ledger', path: 'services/a' },
    ],
  ])('%s', async (_, texts, expected) => {
    const { services } = await analyze(texts);
    expect(services).toMatchObject([{ supported: false, sites: [], ...expected }]);
  });
});

describe('no service', () => {
  test.each<[string, Record<string, string>, object[]]>([
    [
      'a library',
      { 'a/setup.py': "install_requires=['flask']", 'a/app.py': '' },
      [{ path: 'a', why: 'library' }],
    ],
    [
      'tools',
      { 'scripts/requirements.txt': 'requests', 'scripts/release.py': '' },
      [{ path: 'scripts', why: 'tool' }],
    ],
    [
      'an example without deployment',
      { 'examples/a/requirements.txt': 'flask', 'examples/a/app.py': '' },
      [{ why: 'example' }],
    ],
    [
      'tests with a Dockerfile',
      { 'test/a/requirements.txt': 'pytest', 'test/a/main.py': '', 'test/a/Dockerfile': python },
      [{ why: 'test' }],
    ],
    [
      'a mobile app',
      { 'a/build.gradle': "id 'com.android.application'", 'a/src/main/java/x/App.java': '' },
      [{ why: 'browser' }],
    ],
    [
      'a library module of a Gradle build',
      {
        'build.gradle': "implementation 'org.springframework.boot:spring-boot-starter-web:3'",
        'lib/build.gradle': '',
        'lib/src/main/java/x/Money.java': '',
      },
      [{ path: 'lib', why: 'library' }],
    ],
    [
      'a configured stock image',
      { 'proxy/Dockerfile': 'FROM nginx\nCOPY a.conf /\n', 'proxy/reload.py': '' },
      [],
    ],
    [
      'a build image that starts nothing',
      {
        'a/gen/requirements.txt': 'grpcio-tools',
        'a/gen/gen.py': '',
        'a/gen/Dockerfile': 'FROM python\nRUN pip install -r requirements.txt',
      },
      [{ path: 'a/gen' }],
    ],
    ['a manifest without source', { Gemfile: "gem 'fastlane'" }, []],
    [
      'Python tooling of a Go service',
      {
        'pyproject.toml': '[tool.black]\n',
        'fmt.py': '',
        'go.mod': 'module x',
        'main.go': '',
        Dockerfile: 'FROM golang AS b\nFROM alpine\nCMD ["/app"]',
      },
      [],
    ],
    ['nothing at all', {}, []],
  ])('%s', async (_, texts, expected) => {
    const { services, packages } = await analyze(texts);
    expect(services).toEqual([]);
    expect(packages).toMatchObject(expected);
    expect(packages).toHaveLength(expected.length);
  });
});

test('a directory that Go or Node claimed is theirs, unless an image shows another program', async () => {
  const texts = { 'a/package.json': '{}', 'a/requirements.txt': 'requests', 'a/main.py': '' };
  expect(await analyze(texts, ['a'])).toEqual({ services: [], packages: [] });
  expect((await analyze({ ...texts, 'a/Dockerfile': python }, ['a'])).services).toHaveLength(1);
});

describe('OpenTelemetry', () => {
  const base = { 'a/main.py': '', 'a/Dockerfile': python };
  test.each<[string, Record<string, string>, string | undefined]>([
    [
      'by a distribution',
      { ...base, 'a/requirements.txt': 'flask\nopentelemetry-distro' },
      'a/requirements.txt:2',
    ],
    [
      'not by the API alone',
      { ...base, 'a/requirements.txt': 'opentelemetry-api\nopentelemetry-exporter-otlp' },
      undefined,
    ],
    [
      'by the start command',
      { ...base, 'a/Dockerfile': 'FROM python\nCMD ["opentelemetry-instrument", "python", "main.py"]' },
      'a/Dockerfile:2',
    ],
    [
      'by a start script',
      {
        ...base,
        'a/start.sh': '#!/bin/sh\n\nopentelemetry-instrument python main.py\n',
        'a/Dockerfile': 'FROM python\nCMD ["./start.sh"]',
      },
      'a/start.sh:3',
    ],
    [
      'by a Java agent',
      {
        'a/pom.xml': '',
        'a/src/main/java/x/Main.java': '',
        'a/Dockerfile':
          'FROM openjdk\nENV JAVA_TOOL_OPTIONS=-javaagent:/otel/opentelemetry-javaagent.jar\nCMD ["java"]',
      },
      'a/Dockerfile:2',
    ],
    [
      'not by an agent that is only there',
      {
        'a/pom.xml': '',
        'a/src/main/java/x/Main.java': '',
        'a/Dockerfile': 'FROM openjdk\nADD https://x/opentelemetry-javaagent.jar /\nCMD ["java"]',
      },
      undefined,
    ],
    [
      'by the environment in compose',
      {
        ...base,
        'compose.yml':
          'services:\n  a:\n    build: a\n    environment:\n      JAVA_OPTS: -javaagent:/x/opentelemetry-javaagent.jar\n',
      },
      'compose.yml:2',
    ],
    [
      'by the operator',
      {
        ...base,
        'k8s.yaml':
          'kind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    metadata:\n      annotations: { instrumentation.opentelemetry.io/inject-python: "true" }\n    spec:\n      containers: [{ image: shop/a }]\n',
      },
      'k8s.yaml:8',
    ],
    [
      'by a project that is linked in',
      {
        'a/A.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><ProjectReference Include="..\\b\\B.csproj" /></Project>',
        'a/Program.cs': '',
        'b/B.csproj':
          '<Project Sdk="Microsoft.NET.Sdk">\n<PackageReference Include="OpenTelemetry.Extensions.Hosting" /></Project>',
        'b/X.cs': '',
      },
      'b/B.csproj:2',
    ],
  ])('%s', async (_, texts, expected) => {
    const { services } = await analyze(texts);
    expect(services).toHaveLength(1);
    expect(services[0]?.manifestOtel).toBe(expected);
  });

  test('other tracers are told apart', async () => {
    const { services } = await analyze({ ...base, 'a/requirements.txt': 'py_zipkin\nddtrace\nopentracing' });
    expect(services[0]?.otherTracers).toEqual(['opentracing', 'zipkin', 'dd-trace']);
  });
});
