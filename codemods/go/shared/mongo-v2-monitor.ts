import type { GoHelper } from '#src/model/go-wrap.js';
import { attribute, codes, otel, trace } from './packages.js';

const LIBRARY = 'go.mongodb.org/mongo-driver/v2';
const mongo = `@{${LIBRARY}/mongo}`;
const options = `@{${LIBRARY}/mongo/options}`;
const event = `@{${LIBRARY}/event}`;

/** The instrumentation of driver v2 has no release. */
const monitor: GoHelper = {
  name: 'mongoMonitor',
  text: `
// @@ gives commands spans, named by operation and collection; they are recorded without their values.
type @@ struct {
	tracer ${trace}.Tracer
	// Spans of running commands, by connection and request.
	spans @{sync}.Map
}

type @@Key struct {
	connection string
	request    int64
}

func (m *@@) started(ctx @{context}.Context, e *${event}.CommandStartedEvent) {
	name := e.CommandName
	collection, ok := e.Command.Lookup(e.CommandName).StringValueOK()
	if ok {
		name += " " + collection
	}
	_, span := m.tracer.Start(ctx, name,
		${trace}.WithSpanKind(${trace}.SpanKindClient),
		${trace}.WithAttributes(
			${attribute}.String("db.system.name", "mongodb"),
			${attribute}.String("db.namespace", e.DatabaseName),
			${attribute}.String("db.operation.name", e.CommandName),
			${attribute}.String("db.collection.name", collection),
		))
	m.spans.Store(@@Key{e.ConnectionID, e.RequestID}, span)
}

func (m *@@) succeeded(_ @{context}.Context, e *${event}.CommandSucceededEvent) {
	m.finish(e.CommandFinishedEvent, nil)
}

func (m *@@) failed(_ @{context}.Context, e *${event}.CommandFailedEvent) {
	m.finish(e.CommandFinishedEvent, e.Failure)
}

func (m *@@) finish(e ${event}.CommandFinishedEvent, err error) {
	value, ok := m.spans.LoadAndDelete(@@Key{e.ConnectionID, e.RequestID})
	if !ok {
		return
	}
	span := value.(${trace}.Span)
	if err != nil {
		span.RecordError(err)
		span.SetStatus(${codes}.Error, err.Error())
	}
	span.End()
}`,
};

export const connectMongoV2: GoHelper = {
  name: 'connectTraced',
  uses: [monitor],
  text: `
// @@ is mongo.Connect with traced commands.
func @@(opts ...*${options}.ClientOptions) (*${mongo}.Client, error) {
	monitor := &@(mongoMonitor){tracer: ${otel}.Tracer("${LIBRARY}")}
	traced := ${options}.Client().SetMonitor(&${event}.CommandMonitor{
		Started:   monitor.started,
		Succeeded: monitor.succeeded,
		Failed:    monitor.failed,
	})
	return ${mongo}.Connect(append(append([]*${options}.ClientOptions(nil), opts...), traced)...)
}`,
};
