/** The Alloy gateway: rights to read pods, Deployment, Service. */
import type { BundleFile, Layer1Settings } from '#src/model/layer1.js';
import { versions } from './versions.js';
import { yamlDocuments } from './yaml-block.js';

export const GATEWAY = 'alloy-gateway';

/** OTLP endpoint that agents and SDKs send to. */
export function gatewayEndpoints({ namespace }: Layer1Settings): { grpc: string; http: string } {
  const host = `http://${GATEWAY}.${namespace}.svc.cluster.local`;
  return { grpc: `${host}:4317`, http: `${host}:4318` };
}

export function gatewayManifests({ namespace }: Layer1Settings): BundleFile {
  const labels = { 'app.kubernetes.io/name': GATEWAY };
  const metadata = { name: GATEWAY, namespace, labels };
  const port = (name: string, number: number) => ({ name, port: number, targetPort: name });
  const documents = [
    { id: 'service-account', value: { apiVersion: 'v1', kind: 'ServiceAccount', metadata } },
    {
      id: 'cluster-role',
      value: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: GATEWAY },
        rules: [
          { apiGroups: [''], resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] },
          { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
        ],
      },
    },
    {
      id: 'cluster-role-binding',
      value: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: GATEWAY },
        subjects: [{ kind: 'ServiceAccount', name: GATEWAY, namespace }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: GATEWAY },
      },
    },
    {
      id: 'deployment',
      value: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: podSpec() },
        },
      },
    },
    {
      id: 'service',
      value: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: labels, ports: [port('otlp-grpc', 4317), port('otlp-http', 4318)] },
      },
    },
  ];
  return { path: 'gateway.yaml', kind: 'blocks', comment: '#', blocks: yamlDocuments(documents) };
}

function podSpec(): unknown {
  return {
    serviceAccountName: GATEWAY,
    containers: [
      {
        name: 'alloy',
        image: versions.alloy.image,
        args: [
          'run',
          '/etc/alloy/config.alloy',
          '--server.http.listen-addr=0.0.0.0:12345',
          '--storage.path=/var/lib/alloy/data',
        ],
        ports: [
          { name: 'otlp-grpc', containerPort: 4317 },
          { name: 'otlp-http', containerPort: 4318 },
          { name: 'http', containerPort: 12345 },
        ],
        readinessProbe: { httpGet: { path: '/-/ready', port: 'http' } },
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
        volumeMounts: [
          { name: 'config', mountPath: '/etc/alloy', readOnly: true },
          { name: 'data', mountPath: '/var/lib/alloy/data' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: 'alloy-config' } },
      { name: 'data', emptyDir: {} },
    ],
  };
}
