import { gte } from 'semver';
import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otel, redisotel } from './shared/packages.js';
import { passesRedisClient } from './shared/redis-client.js';
import { traceRedisV8 } from './shared/redis-v8-hook.js';

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
  context: {
    takenFirst: ['github.com/redis/go-redis', 'github.com/go-redis/redis'],
    spans: { packages: /^github\.com\/(?:redis\/go-redis|go-redis\/redis)/, calls: /./ },
  },
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
    // A hook of the module's own, with a tracer of OpenTelemetry's.
    { by: 'manual', package: 'go.opentelemetry.io/otel', funcs: ['Tracer'] },
  ],
  hooks: ['ProcessHook', 'BeforeProcess'],
  wrap(site) {
    if (site.symbol === 'NewSentinelClient') {
      return leftToUser(
        'unsupported-version',
        'redisotel does not take a sentinel client.',
        'Its commands are few: trace the client that the sentinels lead to.',
      );
    }
    if (site.package === 'github.com/go-redis/redis/v8') return { kind: 'pass', helper: traceRedisV8(site) };
    if (site.package !== 'github.com/redis/go-redis/v9') {
      return leftToUser(
        'unsupported-version',
        'This version of the client has no hooks that get a context.',
        'Move to `github.com/redis/go-redis/v9`, then run again.',
      );
    }
    return { kind: 'pass', helper: traceRedis(site) };
  },
  links: ['https://pkg.go.dev/github.com/redis/go-redis/extra/redisotel/v9'],
};

/** redisotel lets what a new connection does be left out since this version. */
const FILTERS_SINCE = 'v9.16.0';

function traceRedis(site: GoWrapSite): GoHelper {
  const redis = at(site.package);
  const hasFilters = gte(site.requires.get('github.com/redis/go-redis/v9') ?? FILTERS_SINCE, FILTERS_SINCE);
  const handshake: GoHelper = {
    name: 'isRedisHandshake',
    text: `
// @@ tells the commands of a new connection, which belong to no request; servers refuse some of them by design.
func @@(cmd ${redis}.Cmder) bool {
	return cmd.Name() == "hello" || cmd.Name() == "client" || ${redisotel}.DefaultCommandFilter(cmd)
}`,
  };
  const filters = `
		${redisotel}.WithDialFilter(true),
		${redisotel}.WithCommandFilter(@(isRedisHandshake)),
		${redisotel}.WithCommandsFilter(func(cmds []${redis}.Cmder) bool {
			for _, cmd := range cmds {
				if @(isRedisHandshake)(cmd) {
					return true
				}
			}
			return false
		}),`;
  const statement = `${redisotel}.WithDBStatement(false)`;
  const options = hasFilters ? `\n\t\t${statement},${filters}\n\t` : `, ${statement}`;
  const { name, signature } = passesRedisClient(site);
  return {
    name,
    text: `
// @@ adds tracing to a client; commands are recorded without their values.
func @@${signature} {
	if err := ${redisotel}.InstrumentTracing(client${hasFilters ? ',' : ''}${options}); err != nil {
		${otel}.Handle(err)
	}
	return client
}`,
    uses: hasFilters ? [handshake] : [],
  };
}
