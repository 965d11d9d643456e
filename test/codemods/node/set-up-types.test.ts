/** What set-up files declare, judged by the compiler under the settings that services have. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { flushAtExit } from '#codemods/node/bootstrap/flush-at-exit.js';
import { mongodbInstrumentation } from '#codemods/node/shared/mongodb.js';
import { mysqlPreamble, postgresHook, postgresPreamble } from '#codemods/node/shared/query-spans.js';

/** The parts of the SDK that it is about, with the types of the real API. */
const KNOWN = `import { trace, type Span, type TracerProvider } from '@opentelemetry/api';
declare const sdk: { shutdown(): Promise<void> };
declare class MySQLInstrumentation {
  setTracerProvider(provider: TracerProvider): void;
}
declare class MongoDBInstrumentation {
  constructor(config: { dbStatementSerializer: (command: Record<string, unknown>) => string });
  setTracerProvider(provider: TracerProvider): void;
}
type RequestHook = (span: Span, info: { query: { text: string } }) => void;
`;

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'set-up-types-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.each([
  ['everything strict', { strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true }],
  ['types of `bind` and `call` not looked at', { strict: true, strictBindCallApply: false }],
  ['nothing strict but what is implicitly any', { strict: false, noImplicitAny: true }],
  ['nothing strict', { strict: false }],
])('has no type error with %s', (_, settings) => {
  const mysql = mysqlPreamble('mysql', 'new MySQLInstrumentation()');
  const mongodb = mongodbInstrumentation.preamble ?? [];
  const declared = [...new Set([...postgresPreamble, ...mysql, ...mongodb])].join('\n');
  const hook = `const hook: RequestHook = ${postgresHook};`;
  const exit = flushAtExit(true).join('\n');
  const text = [KNOWN, declared, hook, 'export { hook };', exit].join('\n');
  writeFileSync(join(directory, 'instrumentation.ts'), text);
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2022', noEmit: true, skipLibCheck: true },
    ...{ types: ['node'], typeRoots: [join(MODULES, '@types')] },
    ...{ paths: { '@opentelemetry/api': [join(MODULES, '@opentelemetry/api')] }, ...settings },
  };
  const config = join(directory, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ['instrumentation.ts'] }));
  const compiler = join(MODULES, 'typescript/bin/tsc');
  const { stdout } = spawnSync('node', [compiler, '-p', config, '--pretty', 'false'], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('has no line that formatters would break, as wide as they let it be by default', () => {
  const declared = [...postgresPreamble, ...mysqlPreamble('mysql2', 'new MySQL2Instrumentation()')];
  const mongodb = mongodbInstrumentation.preamble ?? [];
  const lines = [...declared, ...mongodb, ...flushAtExit(true)].flatMap((text) => text.split('\n'));
  const isUnbreakable = (line: string) => /^\s*(?:\/\/|\/)|^const HEALTH_CHECK/.test(line);
  expect(lines.filter((line) => line.length > 80 && !isUnbreakable(line))).toEqual([]);
});
