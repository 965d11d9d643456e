import type { GoIntegration } from '#src/model/integration.js';

export const fasthttp: GoIntegration = {
  id: 'fasthttp',
  title: 'fasthttp',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by fasthttp.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'github.com/valyala/fasthttp',
      calls: ['ListenAndServe', 'Serve', 'ListenAndServeTLS'],
      literals: ['Server'],
    },
  ],
  instrumentedBy: [],
};
