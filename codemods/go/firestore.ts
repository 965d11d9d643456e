import type { GoIntegration } from '#src/model/integration.js';

export const firestore: GoIntegration = {
  id: 'firestore',
  title: 'Firestore',
  language: 'go',
  role: 'client',
  summary: 'Documents in Google Cloud Firestore.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'cloud.google.com/go/firestore', calls: ['NewClient', 'NewClientWithDatabase'] }],
  instrumentedBy: [],
};
