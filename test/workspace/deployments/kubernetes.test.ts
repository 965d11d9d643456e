import { describe, expect, test } from 'vitest';
import { readKubernetes } from '#src/workspace/deployments/kubernetes.js';
import { collector, memoryWorkspace } from '../memory-workspace.js';

function read(text: string, path = 'k8s/cart.yaml', others: Record<string, string> = {}) {
  const { diagnostics, report } = collector();
  return {
    workloads: readKubernetes(path, memoryWorkspace({ [path]: text, ...others }), report),
    diagnostics,
  };
}

const container = (indent: string) =>
  [
    'containers:',
    '- name: app',
    '  image: registry/shop/cart:1.2',
    '  command: ["node"]',
    '  args: ["server.js"]',
    '  ports: [{ containerPort: 8080 }]',
    '  env:',
    '  - { name: MODE, value: fast }',
    '  - { name: SECRET, valueFrom: { secretKeyRef: { name: x, key: y } } }',
  ]
    .map((line) => indent + line)
    .join('\n');

const podTemplate = `template:\n    metadata: { annotations: { team: shop } }\n    spec:\n${container('      ')}`;

describe('kinds', () => {
  test.each([
    ['Deployment', 'service'],
    ['StatefulSet', 'service'],
    ['DaemonSet', 'service'],
    ['ReplicaSet', 'service'],
    ['Rollout', 'service'],
    ['Service', 'service'],
    ['Job', 'job'],
  ])('%s is a %s', (kind, expected) => {
    const { workloads } = read(
      `apiVersion: v1\nkind: ${kind}\nmetadata: { name: cart }\nspec:\n  ${podTemplate}\n`,
    );
    expect(workloads).toMatchObject([
      {
        name: 'cart',
        kind: expected,
        image: 'registry/shop/cart:1.2',
        command: ['node', 'server.js'],
        ports: [8080],
        env: { MODE: 'fast' },
        annotations: { team: 'shop' },
      },
    ]);
    expect(workloads[0]?.env).not.toHaveProperty('SECRET');
  });

  test('CronJob is a job', () => {
    const text = `kind: CronJob\nmetadata: { name: nightly }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${container('          ')}`;
    expect(read(text).workloads).toMatchObject([{ name: 'nightly', kind: 'job' }]);
  });

  test('Pod', () => {
    expect(read(`kind: Pod\nmetadata: { name: one }\nspec:\n${container('  ')}`).workloads).toHaveLength(1);
  });

  test.each(['ConfigMap', 'CustomResourceDefinition', 'Unknown'])('%s starts nothing', (kind) => {
    expect(read(`kind: ${kind}\nspec:\n  ${podTemplate}\n`).workloads).toEqual([]);
  });
});

test('several documents, with the line of each container', () => {
  const one = `kind: Deployment\nmetadata: { name: a }\nspec:\n  ${podTemplate}\n`;
  const { workloads } = read(
    `# first\n---\n${one}---\nkind: ConfigMap\n---\n${one.replace('name: a', 'name: b')}`,
  );
  expect(workloads.map(({ name, line }) => [name, line])).toEqual([
    ['a', 10],
    ['b', 28],
  ]);
});

test('objects of a List', () => {
  const item = `- kind: Pod\n  metadata: { name: a }\n  spec:\n${container('    ')}`;
  expect(read(`kind: List\nitems:\n${item}\n`).workloads).toMatchObject([{ name: 'a' }]);
});

test('one workload for each container of a pod', () => {
  const { workloads } = read(
    'kind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n  - { name: x, image: x }\n  - { name: y, image: y }\n',
  );
  expect(workloads.map(({ image }) => image)).toEqual(['x', 'y']);
});

test('a broken document gives a diagnostic with its line in the file, the others are read', () => {
  const good = 'kind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ image: x }]\n';
  const { workloads, diagnostics } = read(`${good}---\nkind: Pod\nspec:\n  containers: [\n`);
  expect(workloads).toHaveLength(1);
  expect(diagnostics).toMatchObject([{ code: 'invalid-yaml', file: 'k8s/cart.yaml' }]);
  expect(diagnostics[0]?.line).toBeGreaterThanOrEqual(8);
});

describe('Helm templates', () => {
  const template = `
{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "cart.fullname" . }}
  labels:
    {{- include "cart.labels" . | nindent 4 }}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            - name: NODE_OPTIONS
              value: "--require ./tracing.js"
{{- end }}
`;

  test('are read with the values of their chart', () => {
    const values = 'image:\n  repository: ghcr.io/shop/cart\n';
    const { workloads, diagnostics } = read(template, 'charts/cart/templates/deployment.yaml', {
      'charts/cart/values.yaml': values,
    });
    expect(diagnostics).toEqual([]);
    expect(workloads).toMatchObject([
      {
        name: 'cart',
        image: 'ghcr.io/shop/cart:',
        env: { NODE_OPTIONS: '--require ./tracing.js' },
        line: 13,
      },
    ]);
  });

  test('that are hopeless are passed over in silence', () => {
    const { workloads, diagnostics } = read(`kind: Pod\ncontainers:\n{{ range . }}\n}: [\n{{ end }}`);
    expect([workloads, diagnostics]).toEqual([[], []]);
  });
});
