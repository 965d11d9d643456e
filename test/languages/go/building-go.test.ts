import { expect, it } from 'vitest';
import { oldestBuildingGo } from '#src/languages/go/building-go.js';
import { memoryWorkspace } from '../../workspace/memory-workspace.js';

const oldest = (files: Record<string, string>, directory = '.') =>
  oldestBuildingGo(memoryWorkspace(files), directory);

it.each([
  ['Dockerfile', 'FROM --platform=linux/amd64 docker.io/library/golang:1.17-alpine AS build\nFROM scratch\n'],
  ['deploy/api.Dockerfile', 'from golang:1.17.3\n'],
  ['.github/workflows/test.yml', 'steps:\n  - uses: actions/setup-go\n    with:\n      go-version: "1.17"\n'],
  ['.github/workflows/matrix.yaml', 'matrix:\n  go-version: [1.17, 1.18]\n'],
  ['.tool-versions', 'nodejs 20.1.0\ngolang 1.17.2\n'],
  ['.go-version', '1.17.13\n'],
])('reads the Go that builds from %s', (file, text) => {
  expect(oldest({ [file]: text })).toEqual({ minor: 17, file });
});

it('takes the oldest of several', () => {
  const files = { Dockerfile: 'FROM golang:1.22\n', 'build/Dockerfile': 'FROM golang:1.19\n' };
  expect(oldest(files)).toEqual({ minor: 19, file: 'build/Dockerfile' });
});

it('leaves out other modules’ files, variables, and images that are not Go’s', () => {
  expect(oldest({ 'orders/Dockerfile': 'FROM golang:1.17\n' }, 'payments')).toBeNull();
  expect(oldest({ Dockerfile: 'FROM golang:1.17\n' }, 'payments')).toEqual({ minor: 17, file: 'Dockerfile' });
  expect(oldest({ Dockerfile: 'ARG GO=1.17\nFROM golang:${GO}\nFROM my/golang-tools:1.9\n' })).toBeNull();
});
