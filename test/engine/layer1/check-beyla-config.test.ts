import { describe, expect, it } from 'vitest';
import { checkBeylaConfig } from '#src/engine/layer1/check-beyla-config.js';

const EXPORT = 'otel_traces_export: { endpoint: "http://gateway:4317" }\n';

const found = (text: string) =>
  checkBeylaConfig(text + EXPORT).map(({ code, line, path }) => `${line} ${code} ${path}`);

describe('fine', () => {
  it.each([
    ['ports as a text', 'discovery: { instrument: [{ open_ports: "80,8000-8999" }] }\n'],
    ['ports as numbers', 'discovery: { instrument: [{ open_ports: [80, 443] }] }\n'],
    ['one port', 'discovery: { instrument: [{ open_ports: 80 }] }\n'],
    ['true without quotes', 'attributes: { kubernetes: { enable: true } }\n'],
    ['labels of any name', 'discovery: { instrument: [{ k8s_pod_labels: { app: cart } }] }\n'],
    ['a variable', 'discovery: { min_process_age: "${AGE}" }\n'],
    ['a long duration', 'discovery: { min_process_age: 1m30s }\n'],
    ['nothing in a section', 'discovery:\n'],
    ['both kinds of propagation', 'ebpf: { context_propagation: "headers,tcp" }\n'],
    ['an alias', 'x: &a 1\n'.replace('x: &a 1', 'log_level: &a INFO')],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('wrong', () => {
  it.each([
    ['a misspelt section', 'discovry: {}\n', '1 unknown-key discovry'],
    [
      'a misspelt key in a list',
      'discovery:\n  instrument:\n    - k8s_namespce: shop\n',
      '3 unknown-key discovery.instrument[0].k8s_namespce',
    ],
    [
      'a key of an older release',
      'ebpf: { enable_context_propagation: true }\n',
      '1 unknown-key ebpf.enable_context_propagation',
    ],
    ['a list where a section belongs', 'discovery: []\n', '1 wrong-value discovery'],
    ['a section where a text belongs', 'log_level: {}\n', '1 wrong-value log_level'],
    ['a number without a unit', 'discovery: { poll_interval: 5 }\n', '1 wrong-value discovery.poll_interval'],
    ['an unknown feature', 'metrics: { features: [aplication] }\n', '1 wrong-value metrics.features[0]'],
    ['a wildcard of two characters', 'routes: { wildcard_char: "**" }\n', '1 conflict routes.wildcard_char'],
    [
      'services beside instrument',
      'discovery:\n  services: []\n  instrument: []\n',
      '2 conflict discovery.services',
    ],
  ])('%s', (_, text, problem) => {
    expect(found(text)).toEqual([problem]);
  });

  it('YAML that does not parse is told with its line', () => {
    expect(checkBeylaConfig('a: [1\nb: 2\n')[0]).toMatchObject({ code: 'invalid-yaml' });
  });

  it('a configuration that exports nothing does not start', () => {
    expect(checkBeylaConfig('log_level: INFO\n').map(({ code }) => code)).toEqual(['conflict']);
  });
});
