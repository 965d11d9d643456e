import type { IntegrationUse, Layer, Role, ScanReport, ServiceReport } from '#src/model/scan-report.js';

/** A small company as a scan might see it: every state that a reporter has to show. */
export function sampleReport(): ScanReport {
  const services = [
    checkout(),
    service('auth', 'typescript', 2, 3, {
      path: 'services/auth',
      layer2: 'full',
      integrations: [
        use('express', 'server', 'express', 'services/auth/src/server.ts', 8),
        use('pg', 'client', 'pg', 'services/auth/src/db.ts', 4),
      ],
      reason: ['auth-flow', 'Decides who may do what: login, refreshToken'],
    }),
    service('gateway', 'typescript', 2, 2, {
      path: 'services/gateway',
      layer2: 'partial',
      integrations: [
        use('fastify', 'server', '@fastify/otel', 'services/gateway/src/app.ts', 12),
        use('fetch/undici', 'client', null, 'services/gateway/src/upstream.ts', 31),
      ],
      reason: ['gateway', 'Forwards requests to 5 other services'],
      otherTracers: ['dd-trace'],
    }),
    service('catalog', 'go', 1, 2, {
      path: 'commerce/catalog',
      integrations: [
        use('net/http-server', 'server', null, 'commerce/catalog/main.go', 44),
        use('database/sql', 'client', null, 'commerce/catalog/store.go', 19),
        use('go-redis', 'client', null, 'commerce/catalog/cache.go', 23),
      ],
      reason: ['many-dependencies', 'Calls 3 dependencies: PostgreSQL, Redis, search'],
    }),
    service('search', 'go', 2, 2, {
      path: 'commerce/search',
      layer2: 'full',
      integrations: [use('grpc-server', 'server', 'otelgrpc', 'commerce/search/main.go', 30)],
      reason: ['cross-service', 'Serves other services over gRPC'],
    }),
    service('notifications-and-mailing-worker', 'javascript', 1, 1, {
      path: 'services/notifications',
      integrations: [use('kafkajs', 'consumer', null, 'services/notifications/index.js', 17)],
      reason: ['simple', 'One consumer and one dependency: Layer 1 tells enough'],
    }),
    service('注文サービス', 'go', 1, 1, {
      path: 'services/注文',
      integrations: [],
      reason: ['simple', 'Simple requests and responses: Layer 1 tells enough'],
    }),
    service('recommender', 'python', null, 1, {
      path: 'services/recommender',
      supported: false,
      integrations: [],
      reason: ['unsupported-language', 'Beyla sees any language; rewriting covers Go and Node.js'],
    }),
  ];
  const uses = services.flatMap((one) => one.integrations);
  return {
    schemaVersion: 1,
    tool: { name: 'instrument', version: '0.0.0' },
    root: '.',
    services,
    packages: [
      { path: 'kit/tracing', language: 'go', why: 'library' },
      { path: 'web', language: 'typescript', why: 'browser' },
    ],
    calls: [],
    summary: {
      services: services.length,
      byLayer: { '1': 4, '2': 3, '3': 0 },
      recommended: { '1': 3, '2': 3, '3': 2 },
      integrations: { total: uses.length, instrumented: uses.filter((one) => one.instrumented).length },
    },
    diagnostics: [
      diagnostic('syntax-error', 'error', 'commerce/legacy/old.go', 12, 'unexpected `}`'),
      diagnostic('syntax-error', 'error', 'commerce/legacy/older.go', 3, 'unexpected end of file'),
      diagnostic(
        'sdk-loaded-late',
        'warning',
        'services/auth/src/server.ts',
        1,
        'the SDK starts after `express` is imported',
      ),
    ],
  };
}

/** A report of a directory without any service. */
export function emptyReport(): ScanReport {
  return {
    ...sampleReport(),
    services: [],
    summary: {
      services: 0,
      byLayer: { '1': 0, '2': 0, '3': 0 },
      recommended: { '1': 0, '2': 0, '3': 0 },
      integrations: { total: 0, instrumented: 0 },
    },
    diagnostics: [],
  };
}

/** Names as an attacker would choose them: terminal sequences, markup, mentions, pipes. */
export function hostileReport(): ScanReport {
  const name = '\u001b[31mred\u001b[0m<script>alert(1)</script>|`x` @acme/team \u202ebidi';
  const hostile = service(name, 'go', 1, 3, {
    path: '"><img src=x onerror=alert(1)>',
    integrations: [use('net/http-server', 'server', null, `a|b\u0007\n</details>.go`, 1)],
    reason: ['many-dependencies', `</style></details><b>*bold*</b> ${name}`],
    otherTracers: [name],
  });
  hostile.spans = [{ name, file: name, line: 1 }];
  hostile.operations = [{ name, file: name, line: 1, flagged: true, score: 1, reasons: [name] }];
  return {
    ...emptyReport(),
    services: [hostile],
    diagnostics: [diagnostic('syntax-error', 'error', name, 1, name)],
  };
}

interface Traits {
  path: string;
  integrations: IntegrationUse[];
  reason: [code: string, text: string];
  layer2?: ServiceReport['layer2'];
  supported?: boolean;
  otherTracers?: string[];
}

function service(
  name: string,
  language: string,
  layer: Layer | null,
  recommended: Layer,
  traits: Traits,
): ServiceReport {
  const [code, text] = traits.reason;
  return {
    name,
    path: traits.path,
    language,
    supported: traits.supported ?? true,
    kind: 'http',
    entrypoints: [`${traits.path}/main`],
    layer,
    layer2: traits.layer2 ?? 'none',
    layer3: false,
    integrations: traits.integrations,
    spans: [],
    operations: [],
    otherTracers: traits.otherTracers ?? [],
    routes: [],
    workloads: [],
    recommendation: { layer: recommended, reasons: [{ code, text, evidence: [`${traits.path}/main:1`] }] },
  };
}

function use(id: string, role: Role, by: string | null, file: string, line: number): IntegrationUse {
  const instrumented = by !== null;
  const why = instrumented ? `wrapped by ${by}` : 'no known instrumentation wraps it';
  return { id, role, instrumented, by, sites: [{ file, line, column: 2, instrumented, why }] };
}

function checkout(): ServiceReport {
  const database = use(
    'database/sql',
    'client',
    'otelsql',
    'commerce/checkout/internal/storage/postgres.go',
    31,
  );
  database.instrumented = false;
  database.sites.push({
    file: 'commerce/checkout/internal/storage/audit/audit_log_database.go',
    line: 27,
    column: 15,
    instrumented: false,
    why: '`sql.Open` of the standard library',
  });
  const found = service('checkout', 'go', 1, 3, {
    path: 'commerce/checkout',
    layer2: 'partial',
    integrations: [
      use('net/http-server', 'server', null, 'commerce/checkout/main.go', 88),
      database,
      use('grpc-client', 'client', null, 'commerce/checkout/payments.go', 21),
    ],
    reason: [
      'critical-flow',
      'Part of a critical business flow: chargePayment, priceCart, checkFraud and placeOrder are served here',
    ],
  });
  found.recommendation.reasons.push({
    code: 'many-dependencies',
    text: 'Calls 3 dependencies: PostgreSQL, payments, Kafka',
    evidence: ['commerce/checkout/internal/storage/postgres.go:31', 'commerce/checkout/payments.go:21'],
  });
  found.spans = [
    { name: 'validateCart', file: 'commerce/checkout/cart.go', line: 40 },
    { name: null, file: 'commerce/checkout/cart.go', line: 71 },
  ];
  found.operations = Array.from({ length: 12 }, (_, index) => ({
    name: index === 0 ? 'chargePayment' : `Checkout.step${index}`,
    file: 'commerce/checkout/flow.go',
    line: 10 + index * 20,
    flagged: index === 1,
    score: Math.round((0.9 - index * 0.05) * 100) / 100,
    reasons: ['verb and noun of the business: charge, payment', 'on the path of POST /checkout', 'does I/O'],
  }));
  return found;
}

function diagnostic(
  code: string,
  severity: 'error' | 'warning',
  file: string,
  line: number,
  message: string,
) {
  return { code, severity, file, line, message, help: 'Correct the file.' };
}
