import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithGo, goFilesBelow } from './oracle/compare-with-go.js';

const hasGo = spawnSync('go', ['version']).status === 0;

const PACKAGES = [
  'net/http',
  'go',
  'internal/types/testdata',
  'cmd/compile/internal/syntax',
  'encoding/json',
  'slices',
  'sync',
  'text/template',
];

test.skipIf(!hasGo)(
  'every node agrees with go/parser in a part of the standard library',
  () => {
    const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const paths = PACKAGES.flatMap((name) => goFilesBelow(join(root, 'src', name)));
    const outcome = compareWithGo([...paths, join(import.meta.dirname, 'samples/everything.go')]);
    expect(outcome.differences).toEqual([]);
    expect(outcome.declarations).toBeGreaterThan(10_000);
  },
  600_000,
);
