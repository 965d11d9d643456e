import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import { at, attribute, codes, otel, trace } from './packages.js';
import { passesRedisClient } from './redis-client.js';

const LIBRARY = 'github.com/go-redis/redis/v8';
const redis = at(LIBRARY);

/** redisotel for v8 records every command with its values and cannot be told not to. */
const hook: GoHelper = {
  name: 'redisHook',
  text: `
// @@ gives commands spans; they are recorded without their values.
type @@ struct {
	tracer ${trace}.Tracer
}

func (h @@) start(ctx @{context}.Context, name string) @{context}.Context {
	ctx, _ = h.tracer.Start(ctx, name,
		${trace}.WithSpanKind(${trace}.SpanKindClient),
		${trace}.WithAttributes(
			${attribute}.String("db.system.name", "redis"),
			${attribute}.String("db.operation.name", name),
		))
	return ctx
}

func (h @@) end(ctx @{context}.Context, commands ...${redis}.Cmder) {
	span := ${trace}.SpanFromContext(ctx)
	defer span.End()
	for _, command := range commands {
		if err := command.Err(); err != nil && err != ${redis}.Nil {
			span.RecordError(err)
			span.SetStatus(${codes}.Error, err.Error())
			return
		}
	}
}

func (h @@) BeforeProcess(ctx @{context}.Context, command ${redis}.Cmder) (@{context}.Context, error) {
	return h.start(ctx, @{strings}.ToUpper(command.Name())), nil
}

func (h @@) AfterProcess(ctx @{context}.Context, command ${redis}.Cmder) error {
	h.end(ctx, command)
	return nil
}

func (h @@) BeforeProcessPipeline(ctx @{context}.Context, _ []${redis}.Cmder) (@{context}.Context, error) {
	return h.start(ctx, "PIPELINE"), nil
}

func (h @@) AfterProcessPipeline(ctx @{context}.Context, commands []${redis}.Cmder) error {
	h.end(ctx, commands...)
	return nil
}`,
};

export function traceRedisV8(site: GoWrapSite): GoHelper {
  const { name, signature } = passesRedisClient(site);
  return {
    name,
    uses: [hook],
    text: `
// @@ adds tracing to a client.
func @@${signature} {
	client.AddHook(@(redisHook){tracer: ${otel}.Tracer("${LIBRARY}")})
	return client
}`,
  };
}
