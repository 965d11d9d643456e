import type { GoIntegration } from '#src/model/integration.js';

export const redigo: GoIntegration = {
  id: 'redigo',
  title: 'redigo',
  language: 'go',
  role: 'client',
  summary: 'Redis commands through redigo.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'github.com/gomodule/redigo/redis',
      calls: ['Dial', 'DialURL', 'DialContext', 'NewPool'],
      literals: ['Pool'],
    },
    {
      package: 'github.com/garyburd/redigo/redis',
      calls: ['Dial', 'DialURL', 'NewPool'],
      literals: ['Pool'],
    },
  ],
  instrumentedBy: [],
};
