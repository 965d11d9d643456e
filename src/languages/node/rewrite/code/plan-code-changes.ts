/** Code changes where the hooks of instrumentations do not reach. */
import type { Change } from '#src/model/change.js';
import { openNodeRuleFile } from '../../lint/node-rule-file.js';
import type { NodeScene, NodeService, PlanCodeChanges } from '../node-service.js';
import { namespaceImports } from './namespace-imports.js';
import { prismaPreview } from './prisma-preview.js';

export const planCodeChanges: PlanCodeChanges = (service, wanted, scene) => {
  const wants = (name: string) => wanted.some((one) => one.package === name);
  const prisma = wants('@prisma/instrumentation') ? prismaPreview(service, scene) : null;
  const grpc = wants('@opentelemetry/instrumentation-grpc') ? grpcImports(service, scene) : [];
  return { changes: [...grpc, ...(prisma === null ? [] : [prisma])], skips: [] };
};

const GRPC = '@grpc/grpc-js';

/** In ES modules the default import of gRPC is a copy that the instrumentation of clients does not see. */
function grpcImports(service: NodeService, scene: NodeScene): Change[] {
  const { code } = service.program;
  return code.files.flatMap((path) => {
    const runsAsModule = /\.m[jt]s$/.test(path) || (service.modules === 'esm' && !/\.c[jt]s$/.test(path));
    if (!runsAsModule || !code.graph.edges(path).some(({ external }) => external === GRPC)) return [];
    const text = scene.workspace.read(path);
    const file = text === null ? null : openNodeRuleFile(path, text, { wrappers: [] });
    return (file === null ? [] : namespaceImports(file, GRPC)).map(({ line, edit }) => ({
      id: `node:grpc-js-client:${path}:${line}`,
      title: `Import ${GRPC} as a namespace in ${path}`,
      services: [service.name],
      subject: 'grpc-js-client',
      edits: [{ file: path, ...edit }],
      creates: [],
      requires: [],
      notes: [],
    }));
  });
}
