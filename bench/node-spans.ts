/** What a span of the helper costs a function of Node.js: without an SDK, and with one that records and keeps nothing. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type Context, type ContextManager, context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { renderHelper } from '#src/languages/node/spans/helper-file.js';

const CALLS = 100_000;
const ROUNDS = 5;
const STYLE = { quote: "'", semicolons: true, unit: '  ', trailingComma: true, width: 100 } as const;

type WithSpan = <T>(name: string, details: Record<string, unknown>, fn: () => T) => T;

/** Nanoseconds for a call, median of the rounds. */
async function nanoseconds(call: (id: string, amount: number) => unknown, isAsync: boolean): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) {
      const given = call('o1', i);
      if (isAsync) await given;
    }
    rounds.push(((performance.now() - start) / CALLS) * 1e6);
  }
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

function startRecording(): void {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (ctx, fn, thisArg, ...args) => storage.run(ctx, () => fn.apply(thisArg, args)),
    bind: (_ctx, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  const nothing = { onStart() {}, onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} };
  context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [nothing] }));
}

export async function measureNodeSpans(): Promise<void> {
  const file = new URL('./with-span-measured.mjs', import.meta.url);
  writeFileSync(file, renderHelper(nodeSpanHelpers.call, 'esm', 'bench', STYLE));
  const { withSpan } = (await import(file.href)) as { withSpan: WithSpan };
  rmSync(file);
  const work = (id: string, amount: number): number => id.length + amount;
  const attributes = (id: string, amount: number) => ({ 'order.id': id, 'order.amount': amount });
  const print = async (label: string, call: (id: string, amount: number) => unknown, isAsync: boolean) =>
    console.log(`${label.padEnd(28)} ${(await nanoseconds(call, isAsync)).toFixed(0).padStart(7)} ns`);
  const inSpan = async (sdk: string) => {
    await print(`span, ${sdk}`, (id, n) => withSpan('add', attributes(id, n), () => work(id, n)), false);
    await print(
      `span, async, ${sdk}`,
      async (id, n) => withSpan('add', attributes(id, n), async () => work(id, n)),
      true,
    );
  };
  console.log('\nA span of Layer 3 in Node.js, per call');
  await print('bare', work, false);
  await print('bare, async', async (id, n) => work(id, n), true);
  await inSpan('no SDK');
  startRecording();
  await inSpan('recording');
}
