import type { GoIntegration } from '#src/model/integration.js';

export const jinzhuGorm: GoIntegration = {
  id: 'jinzhu-gorm',
  title: 'GORM v1',
  language: 'go',
  role: 'client',
  summary: 'Queries through jinzhu/gorm.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/jinzhu/gorm', calls: ['Open'] }],
  instrumentedBy: [],
};
