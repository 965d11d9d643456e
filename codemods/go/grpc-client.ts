import type { GoIntegration } from '#src/model/integration.js';

export const grpcClient: GoIntegration = {
  id: 'grpc-client',
  title: 'gRPC client',
  language: 'go',
  role: 'client',
  summary: 'RPCs sent by grpc-go.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc',
  sites: [
    { package: 'google.golang.org/grpc', calls: ['NewClient', 'Dial', 'DialContext'] },
    // A gateway's generated code dials its backend with the options that it is given.
    { package: 'github.com/grpc-ecosystem/grpc-gateway', generated: ['Register*HandlerFromEndpoint'] },
  ],
  instrumentedBy: [
    {
      by: 'otelgrpc',
      package: 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc',
      funcs: ['NewClientHandler', 'UnaryClientInterceptor', 'StreamClientInterceptor'],
    },
    {
      by: 'grpc stats/opentelemetry',
      package: 'google.golang.org/grpc/stats/opentelemetry',
      funcs: ['DialOption'],
    },
  ],
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc'],
};
