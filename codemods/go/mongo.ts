import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { otelmongo } from './shared/packages.js';

export const mongo: GoIntegration = {
  id: 'mongo',
  title: 'MongoDB driver',
  language: 'go',
  role: 'client',
  summary: 'Commands through the official MongoDB driver.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
  sites: [{ package: 'go.mongodb.org/mongo-driver/mongo', calls: ['Connect', 'NewClient'] }],
  instrumentedBy: [
    {
      by: 'otelmongo',
      package: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
      funcs: ['NewMonitor'],
    },
  ],
  wrap(site) {
    if (site.major !== 1) {
      return leftToUser(
        'unsupported-version',
        'The instrumentation of driver v2 has no release.',
        'Require a commit of go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/v2/mongo/otelmongo and call `SetMonitor(otelmongo.NewMonitor())`.',
      );
    }
    if (/\bSetMonitor\(|\bMonitor\b\s*[:=]/.test(site.text)) {
      return leftToUser(
        'has-monitor',
        'The client has room for one monitor, and the file sets one.',
        'Call `otelmongo.NewMonitor()` from your own monitor.',
      );
    }
    return {
      kind: 'append',
      value: `@{go.mongodb.org/mongo-driver/mongo/options}.Client().SetMonitor(${otelmongo}.NewMonitor())`,
      element: '*@{go.mongodb.org/mongo-driver/mongo/options}.ClientOptions',
    };
  },
};
