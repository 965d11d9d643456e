import type { GoIntegration } from '#src/model/integration.js';

export const mgo: GoIntegration = {
  id: 'mgo',
  title: 'mgo',
  language: 'go',
  role: 'client',
  summary: 'MongoDB through the archived mgo driver.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'gopkg.in/mgo.v2', calls: ['Dial', 'DialWithInfo', 'DialWithTimeout'] },
    { package: 'github.com/globalsign/mgo', calls: ['Dial', 'DialWithInfo', 'DialWithTimeout'] },
  ],
  instrumentedBy: [],
};
