import type { GoIntegration } from '#src/model/integration.js';

export const etcd: GoIntegration = {
  id: 'etcd',
  title: 'etcd client',
  language: 'go',
  role: 'client',
  summary: 'Calls of etcd.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'go.etcd.io/etcd/client', calls: ['New', 'NewFromURL'] },
    { package: 'github.com/coreos/etcd/clientv3', calls: ['New'] },
    { package: 'go.etcd.io/etcd/clientv3', calls: ['New'] },
  ],
  instrumentedBy: [],
};
