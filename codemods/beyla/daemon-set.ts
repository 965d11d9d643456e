/** Beyla on every node: namespace, rights, DaemonSet. */
import type { BundleFile, Layer1Settings } from '#src/model/layer1.js';
import { versions } from './versions.js';
import { yamlDocuments } from './yaml-block.js';

/**
 * What the probes need, each for its own reason: docs/sources/security.md of grafana/beyla. SYS_ADMIN is for uprobes on
 * nodes whose `perf_event_paranoid` is above 1 (AKS, EKS, Debian); NET_ADMIN for context propagation; SYS_RESOURCE for
 * kernels before 5.11.
 */
const CAPABILITIES = [
  'BPF',
  'CHECKPOINT_RESTORE',
  'DAC_READ_SEARCH',
  'NET_ADMIN',
  'NET_RAW',
  'PERFMON',
  'SYS_ADMIN',
  'SYS_PTRACE',
  'SYS_RESOURCE',
];

export const AGENT = 'beyla';

export function namespaceManifest({ namespace }: Layer1Settings): BundleFile {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  const value = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
  return {
    path: 'namespace.yaml',
    kind: 'blocks',
    comment: '#',
    blocks: yamlDocuments([{ id: 'namespace', value }]),
  };
}

export function rightsManifest({ namespace }: Layer1Settings): BundleFile {
  const subject = { kind: 'ServiceAccount', name: AGENT, namespace };
  const documents = [
    {
      id: 'service-account',
      value: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: AGENT, namespace } },
    },
    {
      id: 'cluster-role',
      value: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: AGENT },
        rules: [
          { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['list', 'watch'] },
          { apiGroups: [''], resources: ['pods', 'services', 'nodes'], verbs: ['list', 'watch'] },
        ],
      },
    },
    {
      id: 'cluster-role-binding',
      value: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: AGENT },
        subjects: [subject],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: AGENT },
      },
    },
  ];
  return { path: 'rbac.yaml', kind: 'blocks', comment: '#', blocks: yamlDocuments(documents) };
}

export function daemonSetManifest(settings: Layer1Settings): BundleFile {
  const labels = { 'app.kubernetes.io/name': AGENT };
  const value = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: AGENT, namespace: settings.namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: AGENT,
          // Processes of other pods are seen from the node's own process tree.
          hostPID: true,
          // Context propagation writes headers on the node's own interfaces.
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [
            { effect: 'NoSchedule', operator: 'Exists' },
            { effect: 'NoExecute', operator: 'Exists' },
          ],
          containers: [container(settings)],
          volumes: [
            { name: 'config', configMap: { name: 'beyla-config' } },
            { name: 'run', emptyDir: {} },
            { name: 'cgroup', hostPath: { path: '/sys/fs/cgroup' } },
            { name: 'tracing', hostPath: { path: '/sys/kernel/tracing' } },
            { name: 'security', hostPath: { path: '/sys/kernel/security' } },
          ],
        },
      },
    },
  };
  return {
    path: 'daemonset.yaml',
    kind: 'blocks',
    comment: '#',
    blocks: yamlDocuments([{ id: 'daemonset', value }]),
  };
}

function container({ distribution, privileged }: Layer1Settings): unknown {
  const path = '/config/beyla.yaml';
  return {
    name: AGENT,
    image: versions[distribution].image,
    env: [{ name: distribution === 'obi' ? 'OTEL_EBPF_CONFIG_PATH' : 'BEYLA_CONFIG_PATH', value: path }],
    securityContext: privileged
      ? { privileged: true, runAsUser: 0, readOnlyRootFilesystem: true }
      : {
          runAsUser: 0,
          readOnlyRootFilesystem: true,
          appArmorProfile: { type: 'Unconfined' },
          capabilities: { drop: ['ALL'], add: CAPABILITIES },
        },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    volumeMounts: [
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'run', mountPath: '/var/run/beyla' },
      { name: 'cgroup', mountPath: '/sys/fs/cgroup' },
      { name: 'tracing', mountPath: '/sys/kernel/tracing', readOnly: true },
      { name: 'security', mountPath: '/sys/kernel/security', readOnly: true },
    ],
  };
}
