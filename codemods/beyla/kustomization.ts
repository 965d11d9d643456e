import type { BundleFile, Layer1Settings } from '#src/model/layer1.js';
import { yamlBlock } from './yaml-block.js';

/** The ConfigMaps are made from the files, so that a change of these restarts the pods. */
export function kustomization({ namespace }: Layer1Settings): BundleFile {
  const value = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['namespace.yaml', 'rbac.yaml', 'daemonset.yaml', 'gateway.yaml'],
    configMapGenerator: [
      { name: 'beyla-config', namespace, files: ['beyla.yaml'] },
      { name: 'alloy-config', namespace, files: ['config.alloy'] },
    ],
  };
  return {
    path: 'kustomization.yaml',
    kind: 'blocks',
    comment: '#',
    blocks: [yamlBlock('kustomization', value)],
  };
}
