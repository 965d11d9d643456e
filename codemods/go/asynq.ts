import type { GoIntegration } from '#src/model/integration.js';

export const asynq: GoIntegration = {
  id: 'asynq',
  title: 'Asynq',
  language: 'go',
  role: 'client',
  summary: 'Background jobs over Redis.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/hibiken/asynq', calls: ['NewClient'] },
    { package: 'github.com/hibiken/asynq', role: 'consumer', calls: ['NewServer'] },
    { package: 'github.com/hibiken/asynq', role: 'producer', calls: ['NewScheduler'] },
  ],
  instrumentedBy: [],
};
