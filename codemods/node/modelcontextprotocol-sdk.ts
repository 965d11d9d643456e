import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const modelcontextprotocolSdk: NodeIntegration = {
  id: '@modelcontextprotocol/sdk',
  title: 'MCP SDK',
  language: 'node',
  role: 'client',
  summary: 'Tools served or called over the Model Context Protocol.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: '@modelcontextprotocol/sdk' }],
  sites: [
    {
      kind: 'new',
      module: '@modelcontextprotocol/sdk/server/mcp.js',
      exports: ['McpServer'],
      role: 'server',
    },
    { kind: 'new', module: '@modelcontextprotocol/sdk/server/index.js', exports: ['Server'], role: 'server' },
    { kind: 'new', module: '@modelcontextprotocol/sdk/client/index.js', exports: ['Client'], role: 'client' },
  ],
  instrumentedBy: [],
  also: [httpInstrumentation],
  inAutoInstrumentations: false,
};
