import { describe, expect, test } from 'vitest';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { collector, memoryWorkspace } from '../memory-workspace.js';

const deployment = (name: string, { namespace = '', extra = '' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === '' ? '' : `  namespace: ${namespace}\n`}spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: registry/${name}:1
          readinessProbe: { httpGet: { path: /ready, port: 80 } }
          livenessProbe: { httpGet: { path: /ready, port: 80 } }
${extra}`;

async function read(files: Record<string, string>) {
  const { report, diagnostics } = collector();
  return { ...(await readDeployments(memoryWorkspace(files), report)), diagnostics };
}

async function namespacesOf(files: Record<string, string>) {
  const { workloads } = await read(files);
  return workloads.map(({ kubernetes }) => kubernetes?.namespaces);
}

describe('where Kubernetes puts a container', () => {
  test('controller, container, labels and probes are told', async () => {
    const { workloads } = await read({ 'k8s/cart.yaml': deployment('cart', { namespace: 'shop' }) });
    expect(workloads[0]?.kubernetes).toEqual({
      controller: 'Deployment',
      namespaces: ['shop'],
      container: 'main',
      labels: { app: 'cart' },
      probes: ['/ready'],
      configMaps: [],
      templated: false,
    });
  });

  test('without a namespace anywhere it is left open', async () => {
    expect(await namespacesOf({ 'k8s/cart.yaml': deployment('cart') })).toEqual([[]]);
  });

  test('the kustomization beside it overrides what it states', async () => {
    const files = {
      'k8s/cart.yaml': deployment('cart', { namespace: 'other' }),
      'k8s/kustomization.yaml': 'namespace: shop\nresources: [cart.yaml]\n',
    };
    expect(await namespacesOf(files)).toEqual([['shop']]);
  });

  test('a base has the namespaces of all its overlays', async () => {
    const files = {
      'base/cart.yaml': deployment('cart'),
      'base/kustomization.yaml': 'resources: [cart.yaml]\n',
      'overlays/prod/kustomization.yaml': 'namespace: shop\nresources: [../../base]\n',
      'overlays/stage/kustomization.yml': 'namespace: shop-stage\nbases: [../../base]\n',
    };
    expect(await namespacesOf(files)).toEqual([['shop', 'shop-stage']]);
  });

  test('kustomizations that list each other end', async () => {
    const files = {
      'a/cart.yaml': deployment('cart', { namespace: 'shop' }),
      'a/kustomization.yaml': 'resources: [cart.yaml, ../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    };
    expect(await namespacesOf(files)).toEqual([['shop']]);
  });

  test.each([
    ['from an action', '{{ include "cart.fullname" . }}', true],
    ['that is written out', 'cart', false],
  ])('a name of a Helm template %s is a guess or not', async (_, name, templated) => {
    const text = `{{- if .Values.enabled }}\n${deployment(name)}{{- end }}\n`;
    const { workloads } = await read({ 'cart/templates/deployment.yaml': text });
    expect(workloads[0]).toMatchObject({ name: 'cart', kubernetes: { templated, namespaces: [] } });
  });
});

describe('environment from ConfigMaps', () => {
  const uses =
    '          envFrom: [{ configMapRef: { name: urls } }]\n          env: [{ name: A, value: own }]\n';
  const map = (data: string, namespace = '') =>
    `kind: ConfigMap\nmetadata: { name: urls${namespace && `, namespace: ${namespace}`} }\ndata: ${data}\n`;

  test('its variables are there, and what the container states wins', async () => {
    const { workloads } = await read({
      'k8s/cart.yaml': deployment('cart', { extra: uses }),
      'k8s/config.yaml': map('{ A: map, B: "http://pay:80" }'),
    });
    expect(workloads[0]?.env).toEqual({ A: 'own', B: 'http://pay:80' });
  });

  test('of two by one name the one in its namespace counts', async () => {
    const { workloads } = await read({
      'k8s/cart.yaml': deployment('cart', { namespace: 'shop', extra: uses }),
      'k8s/config.yaml': map('{ B: right }', 'shop'),
      'other/config.yaml': map('{ B: wrong }', 'elsewhere'),
    });
    expect(workloads[0]?.env).toMatchObject({ B: 'right' });
  });

  test('of two that could both be meant none counts', async () => {
    const { workloads } = await read({
      'k8s/cart.yaml': deployment('cart', { extra: uses }),
      'one/config.yaml': map('{ B: one }'),
      'two/config.yaml': map('{ B: two }'),
    });
    expect(workloads[0]?.env).toEqual({ A: 'own' });
  });
});

test('a Service is read with its selector, one without a selector is not', async () => {
  const { kubernetesServices } = await read({
    'k8s/cart.yaml':
      'kind: Service\nmetadata: { name: cart, namespace: shop }\nspec: { selector: { app: cart } }\n---\nkind: Service\nmetadata: { name: external }\nspec: { type: ExternalName }\n',
  });
  expect(kubernetesServices).toEqual([
    { name: 'cart', namespaces: ['shop'], selector: { app: 'cart' }, file: 'k8s/cart.yaml', line: 2 },
  ]);
});
