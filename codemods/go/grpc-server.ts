import type { GoIntegration } from '#src/model/integration.js';
import { at, otelgrpc } from './shared/packages.js';

export const grpcServer: GoIntegration = {
  id: 'grpc-server',
  title: 'gRPC server',
  language: 'go',
  role: 'server',
  summary: 'RPCs served by grpc-go.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc',
  sites: [
    { package: 'google.golang.org/grpc', calls: ['NewServer'], kind: 'grpc' },
    { package: 'google.golang.org/grpc/xds', calls: ['NewGRPCServer'], kind: 'grpc' },
  ],
  context: {
    sources: Object.fromEntries(
      ['ServerStream', 'ServerStreamingServer', 'ClientStreamingServer', 'BidiStreamingServer'].map(
        (type) => [`google.golang.org/grpc.${type}`, '.Context()'],
      ),
    ),
  },
  instrumentedBy: [
    {
      by: 'otelgrpc',
      package: 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc',
      funcs: ['NewServerHandler', 'UnaryServerInterceptor', 'StreamServerInterceptor'],
    },
    {
      by: 'grpc stats/opentelemetry',
      package: 'google.golang.org/grpc/stats/opentelemetry',
      funcs: ['ServerOption'],
    },
  ],
  hooks: ['TagRPC'],
  wrap: () => ({
    kind: 'append',
    value: `${at('google.golang.org/grpc')}.StatsHandler(${otelgrpc}.NewServerHandler())`,
    element: `${at('google.golang.org/grpc')}.ServerOption`,
  }),
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc'],
};
