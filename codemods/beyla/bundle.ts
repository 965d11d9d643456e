/** The whole Layer 1 bundle. */
import type { BundleFile, Layer1Input } from '#src/model/layer1.js';
import { beylaConfig } from './beyla-config.js';
import { daemonSetManifest, namespaceManifest, rightsManifest } from './daemon-set.js';
import { overviewDashboard, provisioning, serviceDashboard } from './dashboards.js';
import { gatewayConfig } from './gateway-config.js';
import { gatewayEndpoints, gatewayManifests } from './gateway-manifests.js';
import { helmValues } from './helm-values.js';
import { kustomization } from './kustomization.js';
import { readme } from './readme.js';
import { ruleFile } from './rules.js';

/** @returns the files, relative to the bundle's directory; the same input gives the same text */
export function layer1Bundle(input: Layer1Input): BundleFile[] {
  const { settings } = input;
  const endpoints = gatewayEndpoints(settings);
  const pipeline = gatewayConfig(settings);
  return [
    ...(settings.packaging === 'helm'
      ? helmValues(input, endpoints, textOf(pipeline))
      : [
          kustomization(settings),
          namespaceManifest(settings),
          rightsManifest(settings),
          daemonSetManifest(settings),
          beylaConfig(input, endpoints),
          gatewayManifests(settings),
          pipeline,
        ]),
    overviewDashboard(),
    ...input.services.map(serviceDashboard),
    provisioning(),
    ruleFile(),
    readme(input),
  ];
}

function textOf(file: BundleFile): string {
  return file.kind === 'whole' ? file.text : file.blocks.map(({ text }) => text).join('\n');
}
