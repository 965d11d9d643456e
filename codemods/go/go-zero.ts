import type { GoIntegration } from '#src/model/integration.js';

export const goZero: GoIntegration = {
  id: 'go-zero',
  title: 'go-zero',
  language: 'go',
  role: 'server',
  summary: 'HTTP and RPC servers, clients and stores of go-zero.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/zeromicro/go-zero/rest', calls: ['MustNewServer', 'NewServer'] },
    { package: 'github.com/zeromicro/go-zero/zrpc', calls: ['MustNewServer', 'NewServer'], kind: 'grpc' },
    { package: 'github.com/zeromicro/go-zero/zrpc', role: 'client', calls: ['MustNewClient', 'NewClient'] },
    {
      package: 'github.com/zeromicro/go-zero/core/stores/sqlx',
      role: 'client',
      calls: ['NewMysql', 'NewSqlConn', 'NewSqlConnFromDB'],
    },
    { package: 'github.com/zeromicro/go-zero/core/stores/postgres', role: 'client', calls: ['New'] },
    {
      package: 'github.com/zeromicro/go-zero/core/stores/redis',
      role: 'client',
      calls: ['New', 'NewRedis', 'MustNewRedis'],
    },
    {
      package: 'github.com/zeromicro/go-zero/core/stores/mon',
      role: 'client',
      calls: ['NewModel', 'MustNewModel'],
    },
    { package: 'github.com/zeromicro/go-queue/kq', role: 'consumer', calls: ['NewQueue', 'MustNewQueue'] },
    { package: 'github.com/zeromicro/go-queue/kq', role: 'producer', calls: ['NewPusher'] },
    { package: 'github.com/zeromicro/go-queue/dq', role: 'consumer', calls: ['NewConsumer'] },
    { package: 'github.com/zeromicro/go-queue/dq', role: 'producer', calls: ['NewProducer'] },
  ],
  builtIn: { by: 'go-zero', setting: 'Telemetry' },
  instrumentedBy: [],
};
