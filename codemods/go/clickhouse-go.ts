import type { GoIntegration } from '#src/model/integration.js';

export const clickhouseGo: GoIntegration = {
  id: 'clickhouse-go',
  title: 'clickhouse-go',
  language: 'go',
  role: 'client',
  summary: 'ClickHouse through the official client.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/ClickHouse/clickhouse-go', calls: ['Open', 'OpenDB'] }],
  instrumentedBy: [],
};
