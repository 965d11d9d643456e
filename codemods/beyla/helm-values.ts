/** Values for the official charts `grafana/beyla` (or OBI's) and `grafana/alloy`, instead of plain manifests. */
import type { BundleFile, Layer1Input } from '#src/model/layer1.js';
import { beylaSections } from './beyla-config.js';
import { GATEWAY } from './gateway-manifests.js';
import { versions } from './versions.js';
import { yamlBlock } from './yaml-block.js';

export function helmValues(input: Layer1Input, gateway: { grpc: string }, pipeline: string): BundleFile[] {
  const { distribution, privileged } = input.settings;
  const data = Object.assign({}, ...beylaSections(input, gateway).map(({ value }) => value));
  const agent = {
    image: { tag: versions[distribution].image.split(':').at(-1) },
    privileged,
    ...(privileged
      ? {}
      : { securityContext: { privileged: false, runAsUser: 0, readOnlyRootFilesystem: true } }),
    ...(privileged ? {} : { extraCapabilities: ['SYS_ADMIN', 'SYS_RESOURCE'] }),
    // The chart mounts what propagation needs; the configuration is what switches it on.
    contextPropagation: { enabled: true },
    config: { data },
  };
  const port = (name: string, number: number) => ({
    name,
    port: number,
    targetPort: number,
    protocol: 'TCP',
  });
  const alloy = {
    fullnameOverride: GATEWAY,
    controller: { type: 'deployment', replicas: 2 },
    alloy: {
      configMap: { content: pipeline },
      extraPorts: [port('otlp-grpc', 4317), port('otlp-http', 4318)],
    },
  };
  return [
    {
      path: `values-${distribution}.yaml`,
      kind: 'blocks',
      comment: '#',
      blocks: [yamlBlock('values', agent)],
    },
    { path: 'values-alloy.yaml', kind: 'blocks', comment: '#', blocks: [yamlBlock('values', alloy)] },
  ];
}
