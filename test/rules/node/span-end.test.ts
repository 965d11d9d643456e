import { spanEnd } from '#rules/span-end.js';
import { ruleTable } from '../support/rule-table.js';

const HEAD = `import { context, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');
`;
const file = (body: string): string => `${HEAD}\n${body}\n`;

const SOME =
  '`span` is not ended on every way out, so it is never exported from those. End it in a `finally`.';
const NEVER = '`span` is never ended, so it is never exported. Call `span.end()` in a `finally`.';

ruleTable(spanEnd, 'node', {
  valid: {
    "tRPC's next, which gives errors back": file(`const traced = procedure.use(({ path, type, next }) =>
  tracer.startActiveSpan(path, async (span) => {
    const result = await next();
    if (!result.ok) span.recordException(result.error);
    span.end();
    return result;
  }),
);`),
    'what it waits for catches its own errors': file(`async function read(): Promise<string | null> {
  try {
    return await load();
  } catch (error) {
    console.error(error);
    return null;
  }
}

async function charge() {
  const span = tracer.startSpan('charge card');
  await read();
  span.end();
}`),
    'what it waits for catches its own errors, in other files': {
      'receipts/mail.service.ts': `export class Mail {
  async send(order: Order): Promise<boolean> {
    try {
      await this.client.post(order);
      return true;
    } catch (error) {
      logger.error('not sent', { error });
      return false;
    }
  }
}

export const print = async (order: Order) => {
  try {
    await printer.print(order);
  } catch {
    return null;
  }
};
`,
      'main.ts': `import { Mail, print } from '~/receipts/mail.service';
${file(`async function charge(order: Order) {
  const span = tracer.startSpan('charge card');
  const mail = new Mail();
  await mail.send(order);
  await print(order);
  span.end();
}`)}`,
    },
    'a tracer of another kind beside it': `import { trace } from '@opentelemetry/api';
import dd from 'dd-trace';

export const charge = () => dd.startSpan('charge card');
`,
    'ended in a finally': file(`async function charge() {
  const span = tracer.startSpan('charge card');
  try {
    return await pay();
  } catch (error) {
    span.recordException(error as Error);
    throw error;
  } finally {
    span.end();
  }
}`),
    'ended on each way by hand': file(`function charge(amount: number) {
  const span = tracer.startSpan('charge card');
  if (amount === 0) {
    span.end();
    return;
  }
  pay(amount);
  span.end();
}`),
    'a tracer of a library that ends its spans itself': `import { getTracer } from '@dagger.io/dagger/telemetry';

export const build = () => getTracer().startActiveSpan('build', async () => compile());
`,
    'in the context that is returned': file(`function begin(parent: Context) {
  const span = tracer.startSpan('charge card', {}, parent);
  return { ctx: trace.setSpan(parent, span) };
}`),
    'kept right after it is put into a context': file(`let current: Span | null = null;

function begin(parent: Context) {
  try {
    const span = tracer.startSpan('charge card', {}, parent);
    const own = trace.setSpan(parent, span);
    current = span;
    return handle(own);
  } catch {
    return null;
  }
}`),
    'a pause that cannot fail': file(`async function charge() {
  const span = tracer.startSpan('charge card');
  await new Promise((resolve) => setTimeout(resolve, 100));
  span.end();
}`),
    'a callback of startActiveSpan with a finally': file(`const charge = () =>
  tracer.startActiveSpan('charge card', async (span) => {
    try {
      await pay();
    } finally {
      span.end();
    }
  });`),
    'given back to the caller': file(`function begin(name: string) {
  const span = tracer.startSpan(name);
  span.setAttribute('app.kind', 'job');
  return span;
}`),
    'kept in a field': file(`class Job {
  private span?: Span;
  begin() {
    const span = tracer.startSpan('run job');
    this.span = span;
  }
}`),
    'ended when a stream finishes': file(`function serve(res: Response) {
  const span = tracer.startSpan('serve file');
  res.on('finish', () => span.end());
}`),
    'ended when a promise settles': file(`function serve() {
  const span = tracer.startSpan('serve file');
  return load().finally(() => {
    span.end();
  });
}`),
    'end itself is the callback': file(`function serve(res: Response) {
  const span = tracer.startSpan('serve file');
  res.on('finish', span.end.bind(span));
}`),
    'inside context.with': file(`async function charge() {
  const span = tracer.startSpan('charge card');
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await pay();
    } finally {
      span.end();
    }
  });
}`),
    'ended after context.with': file(`async function charge() {
  const span = tracer.startSpan('charge card');
  try {
    return await context.with(trace.setSpan(context.active(), span), () => pay());
  } finally {
    span.end();
  }
}`),
    'ended by a helper of the file': file(`const finish = (span: Span, error?: Error) => {
  if (error) span.recordException(error);
  span.end();
};

function charge() {
  const span = tracer.startSpan('charge card');
  pay();
  finish(span);
}`),
    'ended by a local function': file(`function charge(done: () => void) {
  const span = tracer.startSpan('charge card');
  const finish = () => {
    span.setAttribute('app.done', true);
    span.end();
  };
  if (cached()) {
    finish();
    return;
  }
  finish();
}`),
    'only when there is one': file(`function charge(traced: boolean) {
  let span: Span | undefined;
  if (traced) span = tracer.startSpan('charge card');
  pay();
  span?.end();
}`),
    'asked for by a condition': file(`function charge(traced: boolean) {
  const span = traced ? tracer.startSpan('charge card') : undefined;
  pay();
  if (span) {
    span.end();
  }
}`),
    'handed to something that is not known': file(`function charge() {
  const span = tracer.startSpan('charge card');
  registry.track(span);
}`),
    'ended in each turn of a loop': file(`function charge(cards: Card[]) {
  for (const card of cards) {
    const span = tracer.startSpan('charge card');
    if (!card.valid) {
      span.end();
      continue;
    }
    pay(card);
    span.end();
  }
}`),
    'a switch that ends it everywhere': file(`function charge(kind: string) {
  const span = tracer.startSpan('charge card');
  switch (kind) {
    case 'visa':
      payVisa();
      break;
    default:
      payOther();
  }
  span.end();
}`),
    'two blocks with a span each': file(`function charge(kind: string) {
  if (kind === 'visa') {
    const span = tracer.startSpan('charge visa');
    span.end();
  } else {
    const span = tracer.startSpan('charge other');
    span.end();
  }
}`),
    'the process ends': file(`function charge() {
  const span = tracer.startSpan('charge card');
  if (!ready()) process.exit(1);
  span.end();
}`),
    'a wrapper that ends what it starts':
      file(`export async function withSpan<T>(name: string, fn: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await fn(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}`),
    'a tracer of the own kind, which ends its spans': {
      'src/charge.ts': `import { tracer } from './tracing';

export const charge = () => tracer.startActiveSpan('charge card', async (span) => pay(span));
`,
      'src/tracing.ts': `import { KitTracer } from '@acme/kit';

export const tracer = new KitTracer('shop');
`,
    },
    'a finalizer that waits': file(`async function charge() {
  try {
    const span = tracer.startSpan('charge card');
    seen.add(span.spanContext().spanId);
    span.end();
  } finally {
    await flush();
  }
}`),
    'another file ends it': {
      'src/charge.ts': `${HEAD}import { finish } from './tracing';

export function charge() {
  const span = tracer.startSpan('charge card');
  finish(span);
}
`,
      'src/tracing.ts': 'export const finish = (span: Span) => {\n  span.end();\n};\n',
    },
  },
  invalid: {
    'what it waits for catches some of its errors': {
      code: file(`async function read(): Promise<string | null> {
  await connect();
  try {
    return await load();
  } catch {
    return null;
  }
}

async function charge() {
  const span = tracer.startSpan('charge card');
  await read();
  span.end();
}`),
      findings: [`15:33-15:46 ${SOME}`, '  16:3 left open when this `await` rejects'],
    },
    'what it waits for raises its error again, in another file': {
      code: {
        'receipts/mail.service.ts': `export const print = async (order: Order) => {
  try {
    return await printer.print(order);
  } catch (error) {
    if (error.code === 'empty') return null;
    throw error;
  }
};
`,
        'main.ts': `import { print } from '~/receipts/mail.service';
${file(`async function charge(order: Order) {
  const span = tracer.startSpan('charge card');
  await print(order);
  span.end();
}`)}`,
      },
      findings: [`7:33-7:46 ${SOME}`, '  8:3 left open when this `await` rejects'],
    },
    'a tracer of another kind is used beside it': {
      code: `import { trace } from '@opentelemetry/api';
import dd from 'dd-trace';

export function charge() {
  dd.startSpan('pay');
  const span = trace.getTracer('shop').startSpan('charge card');
  return span.spanContext();
}
`,
      findings: [`6:50-6:63 ${NEVER}`, '  7:3 left open by this `return`'],
    },
    'the next of something that is no tRPC middleware': {
      code: file(`async function charge({ next }: Chain) {
  const span = tracer.startSpan('charge card');
  await next();
  span.end();
}`),
      findings: [`6:33-6:46 ${SOME}`, '  7:3 left open when this `await` rejects'],
    },
    'a promise that may be rejected': {
      code: file(`async function charge() {
  const span = tracer.startSpan('charge card');
  await new Promise((resolve, reject) => pay(resolve, reject));
  span.end();
}`),
      findings: [`6:33-6:46 ${SOME}`, '  7:3 left open when this `await` rejects'],
    },
    'never ended': {
      code: file(`function charge() {
  const span = tracer.startSpan('charge card');
  pay();
}`),
      findings: [`6:33-6:46 ${NEVER}`, '  8:1 left open at the end of the function'],
    },
    'an early return': {
      code: file(`function charge(amount: number) {
  const span = tracer.startSpan('charge card');
  if (amount === 0) return;
  span.end();
}`),
      findings: [`6:33-6:46 ${SOME}`, '  7:21 left open by this `return`'],
    },
    'a throw': {
      code: file(`function charge(amount: number) {
  const span = tracer.startSpan('charge card');
  if (amount === 0) throw new Error('nothing to charge');
  span.end();
}`),
      findings: [`6:33-6:46 ${SOME}`, '  7:21 left open by this `throw`'],
    },
    'an await that may fail': {
      code: file(`const charge = () =>
  tracer.startActiveSpan('charge card', async (span) => {
    const result = await pay();
    span.end();
    return result;
  });`),
      findings: [`6:26-6:39 ${SOME}`, '  7:20 left open when this `await` rejects'],
    },
    'a catch that forgets it': {
      code: file(`async function charge() {
  const span = tracer.startSpan('charge card');
  try {
    await pay();
    span.end();
  } catch (error) {
    span.recordException(error as Error);
  }
}`),
      findings: [`6:33-6:46 ${SOME}`, '  13:1 left open at the end of the function'],
    },
    'inside context.with, on one way': {
      code: file(`function charge() {
  const span = tracer.startSpan('charge card');
  context.with(trace.setSpan(context.active(), span), () => {
    if (cached()) return;
    span.end();
  });
}`),
      findings: [`6:33-6:46 ${SOME}`, '  11:1 left open at the end of the function'],
    },
    'a continue in a loop': {
      code: file(`function charge(cards: Card[]) {
  for (const card of cards) {
    const span = tracer.startSpan('charge card');
    if (!card.valid) continue;
    span.end();
  }
}`),
      findings: [
        `7:35-7:48 ${SOME}`,
        '  7:11 left open when the loop comes here again',
        '  11:1 left open at the end of the function',
      ],
    },
    'replaced while open': {
      code: file(`function charge() {
  let span = tracer.startSpan('charge card');
  span = tracer.startSpan('send receipt');
  span.end();
}`),
      findings: [
        '6:31-6:44 `span` is not ended on every way out, so it is never exported from those. End it in a `finally`.',
        '  7:3 left open when the variable gets another span',
      ],
    },
    'a callback that takes no span': {
      code: file(`const charge = () => tracer.startActiveSpan('charge card', () => pay());`),
      findings: [
        '5:45-5:58 The callback does not take the span, so the span is never ended: `startActiveSpan` does not end it. Take it as a parameter and call `span.end()` in a `finally`.',
      ],
    },
    'handed to a function of the file that leaves it open': {
      code: file(`const label = (span: Span) => {
  span.setAttribute('app.kind', 'card');
};

function charge() {
  const span = tracer.startSpan('charge card');
  label(span);
}`),
      findings: [`10:33-10:46 ${NEVER}`, '  12:1 left open at the end of the function'],
    },
    'handed to a function of another file that leaves it open': {
      code: {
        'src/charge.ts': `${HEAD}import { label } from './tracing';

export function charge() {
  const span = tracer.startSpan('charge card');
  label(span);
}
`,
        'src/tracing.ts':
          "export const label = (span: Span) => {\n  span.setAttribute('app.kind', 'card');\n};\n",
      },
      findings: [`7:33-7:46 ${NEVER}`, '  9:1 left open at the end of the function'],
    },
    'started by a function of another file': {
      code: {
        'src/charge.ts': `import { begin } from './tracing';

export function charge() {
  const span = begin('charge card');
  span.setAttribute('app.kind', 'card');
}
`,
        'src/tracing.ts': `${HEAD}
export function begin(name: string) {
  return tracer.startSpan(name);
}
`,
      },
      findings: [`4:16-4:36 ${NEVER}`, '  6:1 left open at the end of the function'],
    },
  },
});
