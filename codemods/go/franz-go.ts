import type { GoIntegration } from '#src/model/integration.js';

export const franzGo: GoIntegration = {
  id: 'franz-go',
  title: 'franz-go',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through twmb/franz-go.',
  instrumentation: 'github.com/twmb/franz-go/plugin/kotel',
  sites: [{ package: 'github.com/twmb/franz-go/pkg/kgo', calls: ['NewClient'] }],
  consumes: ['PollFetches', 'PollRecords'],
  instrumentedBy: [{ by: 'kotel', package: 'github.com/twmb/franz-go/plugin/kotel' }],
  links: ['https://pkg.go.dev/github.com/twmb/franz-go/plugin/kotel'],
};
