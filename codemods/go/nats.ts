import type { GoIntegration } from '#src/model/integration.js';

export const nats: GoIntegration = {
  id: 'nats',
  title: 'NATS',
  language: 'go',
  role: 'client',
  summary: 'Messages through nats.go.',
  instrumentation: null,
  manual: 'There is no maintained instrumentation; trace headers go into nats.Header by hand.',
  sites: [{ package: 'github.com/nats-io/nats.go', calls: ['Connect'] }],
  consumes: [
    'Subscribe',
    'QueueSubscribe',
    'ChanSubscribe',
    'ChanQueueSubscribe',
    'SubscribeSync',
    'QueueSubscribeSync',
    'PullSubscribe',
    'Fetch',
  ],
  instrumentedBy: [],
};
