import type { GoIntegration } from '#src/model/integration.js';

export const bun: GoIntegration = {
  id: 'bun',
  title: 'bun',
  language: 'go',
  role: 'client',
  summary: 'Queries through uptrace/bun.',
  instrumentation: 'github.com/uptrace/bun/extra/bunotel',
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/uptrace/bun', calls: ['NewDB'] }],
  instrumentedBy: [
    { by: 'bunotel', package: 'github.com/uptrace/bun/extra/bunotel', funcs: ['NewQueryHook'] },
  ],
};
