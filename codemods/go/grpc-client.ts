import type { GoIntegration } from '#src/model/integration.js';
import { at, otelgrpc } from './shared/packages.js';

const GRPC = at('google.golang.org/grpc');

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
  context: {
    takenFirst: ['google.golang.org/grpc'],
    spans: { packages: /^google\.golang\.org\/grpc$/, calls: /^(?:Invoke|NewStream)$/ },
  },
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
  hooks: ['TagRPC'],
  wrap(site) {
    const handler = `${GRPC}.WithStatsHandler(${otelgrpc}.NewClientHandler())`;
    if (site.package === 'google.golang.org/grpc')
      return { kind: 'append', value: handler, element: `${GRPC}.DialOption` };
    const options = `[]${GRPC}.DialOption{${handler}}`;
    return { kind: 'argument', index: 3, before: `append(${options}, `, after: '...)', absent: options };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc'],
};
