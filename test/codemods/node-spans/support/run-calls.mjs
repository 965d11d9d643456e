/**
 * Runs the calls of a fixture against a compiled tree, in a process of its own: prints what they gave and which spans
 * ended, as JSON. Arguments: the module of the calls, the directory of the compiled modules.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { pathToFileURL } from 'node:url';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const storage = new AsyncLocalStorage();
const manager = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (ctx, fn, thisArg, ...args) => storage.run(ctx, () => fn.apply(thisArg, args)),
  bind: (ctx, target) =>
    typeof target === 'function' ? (...args) => storage.run(ctx, () => target(...args)) : target,
  enable: () => manager,
  disable: () => manager,
};
const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(manager);
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
);

const [, , calls, directory] = process.argv;
const { default: run } = await import(pathToFileURL(calls).href);

/** What a call gave, an error included, as plain data. */
async function outcomeOf(call) {
  let isPromise = false;
  try {
    const given = call();
    isPromise = given instanceof Promise;
    return { gave: describe(await given), isPromise };
  } catch (error) {
    return { threw: `${error?.name}: ${error?.message ?? error}`, isPromise };
  }
}

const describe = (value) =>
  value === undefined
    ? 'undefined'
    : JSON.parse(
        JSON.stringify(value, (_key, inner) =>
          typeof inner === 'function' ? `function ${inner.name}/${inner.length}` : inner,
        ) ?? 'null',
      );

const results = [];
await run(
  (path) => import(pathToFileURL(`${directory}/${path}`).href),
  async (call) => results.push(await outcomeOf(call)),
);
const spans = exporter.getFinishedSpans().map((span) => ({
  id: span.spanContext().spanId,
  trace: span.spanContext().traceId,
  parent: span.parentSpanContext?.spanId ?? null,
  name: span.name,
  attributes: span.attributes,
  status: span.status,
  events: span.events.map(({ name }) => name),
}));
console.log(JSON.stringify({ results, spans }));
