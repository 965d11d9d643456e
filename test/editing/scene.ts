import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../../src/model/change.js';
import { snapshot, workTree } from './tree.js';

/** One of each: replaced, executable, CRLF with BOM, read-only, created in new directories, removed. */
export const sceneChanges: readonly FileChange[] = [
  { file: 'cmd/api/main.go', before: 'package main\n', after: 'package main\n\nimport "otel"\n' },
  { file: 'run.sh', before: '#!/bin/sh\n', after: '#!/bin/sh\nexec node\n' },
  { file: 'server größe.ts', before: '\uFEFFa\r\nb', after: '\uFEFFa\r\nwrapped\r\nb' },
  { file: 'go.sum', before: 'x\n', after: 'x\ny\n' },
  { file: 'internal/telemetry/sdk/setup.go', before: null, after: 'package sdk\n' },
  { file: 'internal/telemetry/doc.go', before: null, after: 'package telemetry\n' },
  { file: 'old/tracing.go', before: 'package old\n', after: null },
];

export interface Scene {
  root: string;
  stateHome: string;
  old: Record<string, string>;
}

/** A tree to which `sceneChanges` fit. */
export function sceneTree(): Scene {
  const files = sceneChanges.flatMap(({ file, before }) =>
    before === null ? [] : [[file, before] as const],
  );
  const tree = workTree({ ...Object.fromEntries(files), 'README.md': 'untouched\n' });
  chmodSync(join(tree.root, 'run.sh'), 0o755);
  chmodSync(join(tree.root, 'go.sum'), 0o444);
  return { ...tree, old: snapshot(tree.root) };
}

/** Whatever the engine has left in its state directory besides the history. */
export function stateLeftovers(stateHome: string): string[] {
  return readdirSync(stateHome).flatMap((name) =>
    readdirSync(join(stateHome, name)).filter((entry) => entry !== 'history'),
  );
}
