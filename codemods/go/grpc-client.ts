import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelgrpc } from './shared/packages.js';

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
  context: { takenFirst: ['google.golang.org/grpc'] },
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
  wrap(site) {
    if (site.package !== 'google.golang.org/grpc') {
      return leftToUser(
        'generated-dial',
        'The gateway dials with the options that it is given.',
        'Add `grpc.WithStatsHandler(otelgrpc.NewClientHandler())` to the slice of dial options.',
      );
    }
    return {
      kind: 'append',
      value: `${at(site.package)}.WithStatsHandler(${otelgrpc}.NewClientHandler())`,
      element: `${at(site.package)}.DialOption`,
    };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc'],
};
