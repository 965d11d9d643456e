import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otel, redisotel } from './shared/packages.js';

export const goRedis: GoIntegration = {
  id: 'go-redis',
  title: 'go-redis',
  language: 'go',
  role: 'client',
  summary: 'Redis commands through redis/go-redis.',
  instrumentation: 'github.com/redis/go-redis/extra/redisotel',
  sites: [
    {
      package: 'github.com/redis/go-redis',
      calls: [
        'NewClient',
        'NewClusterClient',
        'NewFailoverClient',
        'NewFailoverClusterClient',
        'NewRing',
        'NewUniversalClient',
        'NewSentinelClient',
      ],
    },
    {
      package: 'github.com/go-redis/redis',
      calls: [
        'NewClient',
        'NewClusterClient',
        'NewFailoverClient',
        'NewFailoverClusterClient',
        'NewRing',
        'NewUniversalClient',
        'NewSentinelClient',
      ],
    },
  ],
  instrumentedBy: [
    {
      by: 'redisotel',
      package: 'github.com/redis/go-redis/extra/redisotel',
      funcs: ['InstrumentTracing', 'NewTracingHook'],
    },
    {
      by: 'redisotel',
      package: 'github.com/go-redis/redis/extra/redisotel',
      funcs: ['InstrumentTracing', 'NewTracingHook'],
    },
  ],
  wrap(site) {
    if (site.package !== 'github.com/redis/go-redis/v9' || site.symbol === 'NewSentinelClient') {
      return leftToUser(
        'unsupported-version',
        site.symbol === 'NewSentinelClient'
          ? 'redisotel does not take a sentinel client.'
          : 'The tracing hook of this version records every command with its values.',
        'Move to `github.com/redis/go-redis/v9`, or add the hook by hand: `rdb.AddHook(redisotel.NewTracingHook())`.',
      );
    }
    return {
      kind: 'pass',
      helper: {
        name: 'traceRedis',
        text: `
// @@ adds tracing to a client; commands are recorded without their values.
func @@[C ${at(site.package)}.UniversalClient](client C) C {
	if err := ${redisotel}.InstrumentTracing(client, ${redisotel}.WithDBStatement(false)); err != nil {
		${otel}.Handle(err)
	}
	return client
}`,
      },
    };
  },
  links: ['https://pkg.go.dev/github.com/redis/go-redis/extra/redisotel/v9'],
};
