import type { GoBootstrap } from '#src/model/go-wrap.js';

const STATE = `
// @@State is what @@Start has set up.
var @@State struct {
	shutdowns []func(@{context}.Context) error
	stopped   @{sync}.Once
}

`;

const START = `// @@Start sets up OpenTelemetry for a service. Telemetry that cannot be set up is reported and left out; it never
// stops the service.
func @@Start(service string) {
	@{go.opentelemetry.io/otel}.SetTextMapPropagator(@{go.opentelemetry.io/otel/propagation}.NewCompositeTextMapPropagator(@{go.opentelemetry.io/otel/propagation}.TraceContext{}, @{go.opentelemetry.io/otel/propagation}.Baggage{}))
	if @{strings}.EqualFold(@{os}.Getenv("OTEL_SDK_DISABLED"), "true") {
		return
	}
	ctx := @{context}.Background()

	// The environment comes last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
	res, err := @{go.opentelemetry.io/otel/sdk/resource}.New(ctx,
		@{go.opentelemetry.io/otel/sdk/resource}.WithAttributes(@{go.opentelemetry.io/otel/attribute}.String("service.name", service)),
		@{go.opentelemetry.io/otel/sdk/resource}.WithTelemetrySDK(),
		@{go.opentelemetry.io/otel/sdk/resource}.WithHost(),
		@{go.opentelemetry.io/otel/sdk/resource}.WithContainer(),
		@{go.opentelemetry.io/otel/sdk/resource}.WithFromEnv(),
	)
	if err != nil {
		@{go.opentelemetry.io/otel}.Handle(err)
	}

	if exporter, err := @{go.opentelemetry.io/contrib/exporters/autoexport}.NewSpanExporter(ctx); err != nil {
		@{go.opentelemetry.io/otel}.Handle(err)
	} else {
		provider := @{sdktrace=go.opentelemetry.io/otel/sdk/trace}.NewTracerProvider(@{sdktrace=go.opentelemetry.io/otel/sdk/trace}.WithBatcher(exporter), @{sdktrace=go.opentelemetry.io/otel/sdk/trace}.WithResource(res))
		@{go.opentelemetry.io/otel}.SetTracerProvider(provider)
		@@State.shutdowns = append(@@State.shutdowns, provider.Shutdown)
	}
	if reader, err := @{go.opentelemetry.io/contrib/exporters/autoexport}.NewMetricReader(ctx); err != nil {
		@{go.opentelemetry.io/otel}.Handle(err)
	} else {
		provider := @{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.NewMeterProvider(@{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.WithReader(reader), @{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.WithResource(res))
		@{go.opentelemetry.io/otel}.SetMeterProvider(provider)
		@@State.shutdowns = append(@@State.shutdowns, provider.Shutdown)
	}
}

`;

const startBy = (
  body: string,
) => `// @@Start sets up OpenTelemetry for a service as the module does it for others.
func @@Start(service string) {
${body}}

`;

const REST = `// @@Stop sends what is left and stops telemetry. It comes before each exit that runs no deferred calls, such as
// os.Exit and log.Fatal; a second call does nothing.
func @@Stop() {
	@@State.stopped.Do(func() {
		ctx, cancel := @{context}.WithTimeout(@{context}.Background(), 5*@{time}.Second)
		defer cancel()
		for _, shutdown := range @@State.shutdowns {
			if err := shutdown(ctx); err != nil {
				@{go.opentelemetry.io/otel}.Handle(err)
			}
		}
	})
}

// @@Flush stops telemetry before a signal ends the program, as it does without this: SIGINT and SIGTERM, or those
// that are given.
func @@Flush(signals ...@{os}.Signal) {
	if len(signals) == 0 {
		signals = []@{os}.Signal{@{os}.Interrupt, @{syscall}.SIGTERM}
	}
	received := make(chan @{os}.Signal, 1)
	@{os/signal}.Notify(received, signals...)
	go func() {
		last := <-received
		@@Stop()
		@{os/signal}.Stop(received)
		if self, err := @{os}.FindProcess(@{os}.Getpid()); err != nil || self.Signal(last) != nil {
			@{os}.Exit(1)
		}
	}()
}
`;

/** Exporters by the standard environment variables, W3C propagation, a resource, and a way to flush. */
export const goBootstrap: GoBootstrap = {
  present:
    /\b(?:SetTracerProvider|NewTracerProvider|otelconf\.NewSDK|ConfigureOpen[tT]elemetry|ddotel\.\w+)\(/,
  text: (_otel, ownSetup) => `${STATE}${ownSetup === undefined ? START : startBy(ownSetup)}${REST}`,
};
