import { describe, expect, it } from 'vitest';
import type { ListedPackage } from '#src/engine/go/packages.js';
import { programsAmong, programsToLink } from '#src/engine/go/programs.js';
import type { FileChange } from '../../../src/model/change.js';

const ROOT = '/src/shop';
const CACHE = '/home/go/pkg/mod';

const program = (name: string, ...Imports: string[]): ListedPackage => ({
  ImportPath: `example.com/shop/cmd/${name}`,
  Name: 'main',
  Dir: `${ROOT}/cmd/${name}`,
  Imports,
});
const library = (ImportPath: string, place: string, ...Imports: string[]): ListedPackage => ({
  ImportPath,
  Name: 'lib',
  Dir: `${CACHE}/${place}`,
  DepOnly: true,
  Imports,
});
const changed = (file: string): FileChange => ({ file, before: 'old', after: 'new' });

function link(after: readonly ListedPackage[], before: readonly ListedPackage[], files: FileChange[] = []) {
  const programs = programsAmong(
    after,
    after.map((one) => one.ImportPath),
  );
  return programsToLink(after, before, programs, files, ROOT).map((path) => path.replace(/.*\//, ''));
}

const OTEL = library('otel', 'otel@v1.45.0', 'otel/trace');
const TRACE = library('otel/trace', 'otel@v1.45.0/trace');
const SQL = library('otelsql', 'otelsql@v0.43.0', 'otel');

describe('programs that are linked', () => {
  it('one stands for all that get the same new packages', () => {
    const after = [OTEL, TRACE, program('api', 'otel'), program('mail', 'otel')];
    expect(link(after, [program('api'), program('mail')])).toEqual(['api']);
  });

  it('the one with the most comes first, and those that have nothing of their own are left', () => {
    const after = [OTEL, TRACE, SQL, program('api', 'otel'), program('stock', 'otelsql')];
    expect(link(after, [program('api'), program('stock')])).toEqual(['stock']);
  });

  it('as many as it takes to hold every new package', () => {
    const kafka = library('otelkafka', 'otelkafka@v1.0.0');
    const after = [OTEL, TRACE, kafka, program('api', 'otel'), program('stock', 'otelkafka')];
    expect(link(after, [program('api'), program('stock')])).toEqual(['api', 'stock']);
  });

  it('a package of another version counts, one that is as it was does not', () => {
    const grpc = (version: string) => library('grpc', `grpc@${version}`);
    const programs = [program('api', 'otel'), program('stock', 'grpc')];
    const after = [OTEL, TRACE, grpc('v1.83.0'), ...programs];
    expect(link(after, [OTEL, TRACE, grpc('v1.60.0'), ...programs])).toEqual(['stock']);
  });

  it('none when only our own source and the standard library are new', () => {
    const http: ListedPackage = { ImportPath: 'net/http', Dir: '/go/src/net/http', Standard: true };
    const telemetry: ListedPackage = {
      ImportPath: 'example.com/shop/internal/telemetry',
      Dir: `${ROOT}/internal/telemetry`,
      Imports: ['net/http'],
    };
    const after = [http, telemetry, program('api', 'example.com/shop/internal/telemetry')];
    const files = [changed('internal/telemetry/telemetry.go'), changed('cmd/api/main.go')];
    expect(link(after, [program('api')], files)).toEqual([]);
  });

  it('a package that is vendored anew counts although it stays where it is', () => {
    const vendored: ListedPackage = { ImportPath: 'grpc', Dir: `${ROOT}/vendor/grpc`, DepOnly: true };
    const tree = [vendored, program('api', 'grpc')];
    expect(link(tree, tree, [changed('vendor/grpc/server.go')])).toEqual(['api']);
    expect(link(tree, tree, [changed('cmd/api/main.go')])).toEqual([]);
  });
});
