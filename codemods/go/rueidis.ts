import type { GoIntegration } from '#src/model/integration.js';

export const rueidis: GoIntegration = {
  id: 'rueidis',
  title: 'rueidis',
  language: 'go',
  role: 'client',
  summary: 'Redis commands through rueidis.',
  instrumentation: 'github.com/redis/rueidis/rueidisotel',
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/redis/rueidis', calls: ['NewClient'] }],
  instrumentedBy: [
    { by: 'rueidisotel', package: 'github.com/redis/rueidis/rueidisotel', constructs: ['NewClient'] },
  ],
};
