import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Answer, Order } from './child/transact.js';

export interface Ended {
  /** Null when it died before it could answer. */
  answer: Answer | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

export interface Child {
  run(order: Order): Promise<Ended>;
  dispose(): void;
}

/** Compiles `child/transact.ts` with what it imports: Node 20 runs no TypeScript. */
export function compileChild(): Child {
  const directory = mkdtempSync(join(tmpdir(), 'instrument-child-'));
  const config = {
    extends: resolve('tsconfig.json'),
    compilerOptions: {
      outDir: directory,
      rootDir: resolve('.'),
      noCheck: true,
      typeRoots: [resolve('node_modules/@types')],
    },
    files: [resolve('test/editing/child/transact.ts')],
    include: [],
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', directory], {
    stdio: 'inherit',
  });
  const script = join(directory, 'test/editing/child/transact.js');
  return {
    run: (order) => runChild(script, order),
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function runChild(script: string, order: Order): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', fail).on('close', (_, signal) => {
      done({ answer: stdout === '' ? null : (JSON.parse(stdout) as Answer), signal, stderr });
    });
  });
}
