import { dotnet } from './manifests/dotnet.js';
import { jvm } from './manifests/jvm.js';
import type { Family, ManifestReader } from './manifests/manifest.js';
import { beam, cpp, dart, haskell, php, ruby, rust, swift } from './manifests/others.js';
import { python } from './manifests/python.js';

export const MANIFEST_READERS: readonly ManifestReader[] = [
  python,
  jvm,
  dotnet,
  ruby,
  php,
  rust,
  beam,
  cpp,
  swift,
  dart,
  haskell,
];

/** Source extensions and the language that each shows; a family with several takes the most frequent. */
export const EXTENSIONS: Readonly<Record<string, { language: string; family: Family }>> = {
  py: { language: 'python', family: 'python' },
  java: { language: 'java', family: 'jvm' },
  kt: { language: 'kotlin', family: 'jvm' },
  scala: { language: 'scala', family: 'jvm' },
  groovy: { language: 'groovy', family: 'jvm' },
  clj: { language: 'clojure', family: 'jvm' },
  cs: { language: 'csharp', family: 'dotnet' },
  fs: { language: 'fsharp', family: 'dotnet' },
  vb: { language: 'visualbasic', family: 'dotnet' },
  rb: { language: 'ruby', family: 'ruby' },
  php: { language: 'php', family: 'php' },
  rs: { language: 'rust', family: 'rust' },
  ex: { language: 'elixir', family: 'beam' },
  exs: { language: 'elixir', family: 'beam' },
  erl: { language: 'erlang', family: 'beam' },
  cpp: { language: 'cpp', family: 'cpp' },
  cc: { language: 'cpp', family: 'cpp' },
  cxx: { language: 'cpp', family: 'cpp' },
  c: { language: 'c', family: 'cpp' },
  swift: { language: 'swift', family: 'swift' },
  dart: { language: 'dart', family: 'dart' },
  hs: { language: 'haskell', family: 'haskell' },
};

/** Families whose toolchain or runtime an image carries, by the words of its name. */
const IMAGES: readonly (readonly [RegExp, Family | 'go' | 'node'])[] = [
  [/(^|[/-])(golang|go)([:-]|$)|go-toolset/, 'go'],
  [/(^|[/-])(node|nodejs\d*(-debian\d+)?|bun|deno)([:@-]|$)/, 'node'],
  [/python|pypy|uvicorn|tiangolo|\/uv:|anaconda|jupyter|locust/, 'python'],
  [
    /openjdk|jdk|jre|java|temurin|corretto|maven|gradle|graalvm|liberica|zulu|tomcat|jetty|wildfly|sbt|clojure|quarkus|native-micro/,
    'jvm',
  ],
  [/dotnet|aspnet/, 'dotnet'],
  [/ruby|rails|jruby|passenger/, 'ruby'],
  [/php|composer|laravel|frankenphp/, 'php'],
  [/rust|cargo-chef|clux\/muslrust/, 'rust'],
  [/elixir|erlang|hexpm/, 'beam'],
  [/(^|\/)(gcc|clang|conan)|cpp|grpc\/cxx/, 'cpp'],
  [/(^|\/)swift/, 'swift'],
  [/(^|\/)dart|flutter/, 'dart'],
  [/haskell|fpco\/stack/, 'haskell'],
];

/** The families that the images of a Dockerfile are made for; empty when they say nothing (alpine, distroless/static). */
export function familiesOfImages(references: readonly string[]): Set<Family | 'go' | 'node'> {
  const names = references.map((reference) => reference.replace(/@.*$/, '').toLowerCase());
  return new Set(names.flatMap((name) => IMAGES.find(([pattern]) => pattern.test(name))?.[1] ?? []));
}
