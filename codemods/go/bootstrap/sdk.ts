import type { GoBootstrap } from '#src/model/go-wrap.js';

/** Exporters by the standard environment variables, W3C propagation, a resource, and a way to flush. */
export const goBootstrap: GoBootstrap = {
  present:
    /\b(?:SetTracerProvider|NewTracerProvider|otelconf\.NewSDK|ConfigureOpen[tT]elemetry|ddotel\.\w+)\(/,
  text: () => `
// @@Start sets up OpenTelemetry for a service and returns what flushes and stops it. Telemetry that
// cannot be set up is reported and left out; it never stops the service.
func @@Start(service string) (stop func()) {
	@{go.opentelemetry.io/otel}.SetTextMapPropagator(@{go.opentelemetry.io/otel/propagation}.NewCompositeTextMapPropagator(@{go.opentelemetry.io/otel/propagation}.TraceContext{}, @{go.opentelemetry.io/otel/propagation}.Baggage{}))
	if @{strings}.EqualFold(@{os}.Getenv("OTEL_SDK_DISABLED"), "true") {
		return func() {}
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

	var shutdowns []func(@{context}.Context) error
	if exporter, err := @{go.opentelemetry.io/contrib/exporters/autoexport}.NewSpanExporter(ctx); err != nil {
		@{go.opentelemetry.io/otel}.Handle(err)
	} else {
		provider := @{sdktrace=go.opentelemetry.io/otel/sdk/trace}.NewTracerProvider(@{sdktrace=go.opentelemetry.io/otel/sdk/trace}.WithBatcher(exporter), @{sdktrace=go.opentelemetry.io/otel/sdk/trace}.WithResource(res))
		@{go.opentelemetry.io/otel}.SetTracerProvider(provider)
		shutdowns = append(shutdowns, provider.Shutdown)
	}
	if reader, err := @{go.opentelemetry.io/contrib/exporters/autoexport}.NewMetricReader(ctx); err != nil {
		@{go.opentelemetry.io/otel}.Handle(err)
	} else {
		provider := @{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.NewMeterProvider(@{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.WithReader(reader), @{sdkmetric=go.opentelemetry.io/otel/sdk/metric}.WithResource(res))
		@{go.opentelemetry.io/otel}.SetMeterProvider(provider)
		shutdowns = append(shutdowns, provider.Shutdown)
	}

	var once @{sync}.Once
	return func() {
		once.Do(func() {
			ctx, cancel := @{context}.WithTimeout(@{context}.Background(), 5*@{time}.Second)
			defer cancel()
			for _, shutdown := range shutdowns {
				if err := shutdown(ctx); err != nil {
					@{go.opentelemetry.io/otel}.Handle(err)
				}
			}
		})
	}
}

// @@Flush stops telemetry before SIGINT or SIGTERM ends the program, as they do without it.
func @@Flush(stop func()) {
	signals := make(chan @{os}.Signal, 1)
	@{os/signal}.Notify(signals, @{os}.Interrupt, @{syscall}.SIGTERM)
	go func() {
		received := <-signals
		stop()
		@{os/signal}.Stop(signals)
		if self, err := @{os}.FindProcess(@{os}.Getpid()); err != nil || self.Signal(received) != nil {
			@{os}.Exit(1)
		}
	}()
}
`,
};
