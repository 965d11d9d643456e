import type { GoIntegration } from '#src/model/integration.js';
import { at, kotel } from './shared/packages.js';

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
  wrap: (site) => ({
    kind: 'append',
    value: `${at(site.package)}.WithHooks(${kotel}.NewKotel(${kotel}.WithTracer(${kotel}.NewTracer())).Hooks()...)`,
    element: `${at(site.package)}.Opt`,
  }),
  links: ['https://pkg.go.dev/github.com/twmb/franz-go/plugin/kotel'],
};
