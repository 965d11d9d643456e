import type { Page } from './page.js';

/** The strategy's three layers side by side, and how to choose. */
export const layersPage: Page = {
  id: 'layers',
  group: 'Strategy',
  title: 'The three instrumentation layers',
  blocks: [
    {
      kind: 'paragraph',
      text: 'Instrument everything automatically, important things deeply, and critical things by hand. Each layer stands on the ones below it: a service at Layer 3 has all three.',
    },
    {
      kind: 'table',
      head: ['', 'Layer 1: Beyla', 'Layer 2: libraries', 'Layer 3: manual spans'],
      rows: [
        [
          'What',
          'eBPF probes in the kernel',
          'OpenTelemetry wrappers of frameworks and clients',
          'spans that you start in your own functions',
        ],
        [
          'How',
          'one DaemonSet for all nodes',
          '`otelhttp`, `otelgrpc`, `otelsql`, … or the Node.js SDK',
          '`tracer.Start(ctx, "chargePayment")`',
        ],
        ['Code changes', 'none', 'one or two lines per library', 'some in each operation'],
        ['Rollout', 'minutes', 'hours per service', 'days or weeks per flow'],
        ['Languages', 'any', 'those with libraries', 'those with an SDK'],
        [
          'Depth',
          'request in, response out',
          'each call to a dependency',
          'each business step, with its attributes',
        ],
        ['Attributes', 'protocol only', 'what the library knows', 'whatever you set: order.id, risk.score'],
        ['Errors', 'status codes', 'errors of the library', 'your own messages and reasons'],
        ['Cost', 'about 1 %', 'about 2–3 %', 'about 3–5 %, and upkeep with the code'],
        ['Needs', 'Linux 5.8+, privileges', 'an SDK and an exporter', 'an SDK and an exporter'],
        [
          'Cannot see',
          'which dependency is slow, business logic, internal functions',
          'business logic, your own attributes',
          'what you did not instrument',
        ],
        [
          'Enough for',
          'simple request and response, third-party and legacy services, a first rollout',
          'gateways, services with several dependencies',
          'payment, checkout, auth, pricing, audit',
        ],
      ],
    },
    { kind: 'heading', text: 'One request, seen by each layer' },
    {
      kind: 'paragraph',
      text: 'Layer 1 tells that it was slow, Layer 2 which call was, Layer 3 what the service was doing.',
    },
    {
      kind: 'code',
      language: 'text',
      text: [
        'POST /api/checkout 200                     450 ms   1',
        '├── validateCart  cart.items=3               5 ms   3',
        '├── SELECT cart                             12 ms   2',
        '├── chargePayment  order.id=ORD-98765      400 ms   3',
        '│   └── PaymentService/Charge              395 ms   2',
        '└── INSERT orders                           30 ms   2',
      ].join('\n'),
    },
    { kind: 'heading', text: 'How to choose' },
    {
      kind: 'list',
      ordered: true,
      items: [
        'Every service gets Layer 1; a new one is covered as soon as it runs.',
        'Do you need to know which dependency is slow? No: stay at Layer 1. Yes: add Layer 2.',
        'Do you need business context, such as an order total or a risk score? No: stay at Layer 2.',
        'Is it part of a critical business flow? No: stay at Layer 2. Yes: add Layer 3 to its few important operations.',
      ],
    },
    { kind: 'heading', text: 'What to expect' },
    {
      kind: 'paragraph',
      text: 'Of some fifty services, about 70 % need no more than Layer 1, about 20 % need Layer 2, and about 10 % need all three. More than that is effort without insight.',
    },
  ],
};
