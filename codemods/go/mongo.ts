import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { connectMongoV2 } from './shared/mongo-v2-monitor.js';
import { otelmongo } from './shared/packages.js';

export const mongo: GoIntegration = {
  id: 'mongo',
  title: 'MongoDB driver',
  language: 'go',
  role: 'client',
  summary: 'Commands through the official MongoDB driver.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
  sites: [{ package: 'go.mongodb.org/mongo-driver/mongo', calls: ['Connect', 'NewClient'] }],
  context: {
    takenFirst: ['go.mongodb.org/mongo-driver'],
    spans: { packages: /^go\.mongodb\.org\/mongo-driver\//, calls: /./ },
  },
  instrumentedBy: [
    {
      by: 'otelmongo',
      package: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
      funcs: ['NewMonitor'],
    },
    // A monitor of the module's own, with a tracer of OpenTelemetry's.
    { by: 'manual', package: 'go.opentelemetry.io/otel', funcs: ['Tracer'] },
  ],
  wrap(site) {
    if (/\bSetMonitor\(|\bMonitor\b\s*[:=]/.test(site.text)) {
      return leftToUser(
        'has-monitor',
        'The client has room for one monitor, and the file sets one.',
        'Call `otelmongo.NewMonitor()` from your own monitor.',
      );
    }
    if (site.major === 2) return { kind: 'replace', helper: connectMongoV2 };
    return {
      kind: 'append',
      value: `@{go.mongodb.org/mongo-driver/mongo/options}.Client().SetMonitor(${otelmongo}.NewMonitor())`,
      element: '*@{go.mongodb.org/mongo-driver/mongo/options}.ClientOptions',
    };
  },
};
