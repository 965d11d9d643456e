import { expect, it } from 'vitest';
import { raisedModules } from '#src/engine/go/raised-modules.js';

const mod = (grpc: string, otel: string, indirect: string) =>
  `module example.com/orders\n\ngo 1.25.0\n\nrequire (\n\tgoogle.golang.org/grpc ${grpc}\n\tgo.opentelemetry.io/otel ${otel}\n\tgolang.org/x/sys ${indirect} // indirect\n)\n\nrequire github.com/lib/pq v1.10.9\n`;

it('names a direct requirement that comes out newer, but neither what is asked for nor what is indirect', () => {
  const wanted = [
    { ecosystem: 'go' as const, name: 'go.opentelemetry.io/otel', version: 'v1.45.0', directory: 'orders' },
  ];
  const before = mod('v1.60.0', 'v1.40.0', 'v0.1.0');
  const after = mod('v1.83.0', 'v1.45.0', 'v0.2.0');
  expect(raisedModules([{ file: 'orders/go.mod', before, after }], wanted)).toEqual([
    { name: 'google.golang.org/grpc', from: 'v1.60.0', to: 'v1.83.0', directory: 'orders' },
  ]);
});
