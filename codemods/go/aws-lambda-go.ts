import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { at, otel, otellambda } from './shared/packages.js';

const LAMBDA = 'github.com/aws/aws-lambda-go/lambda';

const options: GoHelper = {
  name: 'lambdaOptions',
  text: `
// @@ lets what an invocation recorded be sent before the function is frozen.
func @@() []${otellambda}.Option {
	if flusher, ok := ${otel}.GetTracerProvider().(${otellambda}.Flusher); ok {
		return []${otellambda}.Option{${otellambda}.WithFlusher(flusher)}
	}
	return nil
}`,
};

const traceFunction: GoHelper = {
  name: 'traceLambda',
  text: `
// @@ gives each invocation a span.
func @@(handler interface{}) interface{} {
	if whole, ok := handler.(${at(LAMBDA)}.Handler); ok {
		return ${otellambda}.WrapHandler(whole, @(lambdaOptions)()...)
	}
	return ${otellambda}.InstrumentHandler(handler, @(lambdaOptions)()...)
}`,
  uses: [options],
};

const traceHandler: GoHelper = {
  name: 'traceLambdaHandler',
  text: `
// @@ gives each invocation a span.
func @@(handler ${at(LAMBDA)}.Handler) ${at(LAMBDA)}.Handler {
	return ${otellambda}.WrapHandler(handler, @(lambdaOptions)()...)
}`,
  uses: [options],
};

const NOTES = [
  'An invocation ends when its spans are sent: run a collector beside the function, such as OpenTelemetry’s Lambda layer.',
  'Events carry no trace context by themselves: each invocation begins a trace, until `otellambda.WithEventToCarrier` says where theirs is.',
];

export const awsLambdaGo: GoIntegration = {
  id: 'aws-lambda-go',
  title: 'AWS Lambda for Go',
  language: 'go',
  role: 'server',
  summary: 'Invocations of a Lambda function.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda',
  sites: [
    {
      package: LAMBDA,
      calls: ['Start', 'StartWithOptions', 'StartWithContext', 'StartHandler', 'StartHandlerWithContext'],
      kind: 'unknown',
    },
  ],
  instrumentedBy: [
    {
      by: 'otellambda',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda',
      funcs: ['InstrumentHandler', 'WrapHandler'],
    },
  ],
  wrap({ symbol }) {
    const index = symbol.endsWith('Context') ? 1 : 0;
    const helper = symbol.startsWith('StartHandler') ? traceHandler : traceFunction;
    return { kind: 'argument-helper', index, helper, notes: NOTES };
  },
  links: [
    'https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda',
  ],
};
