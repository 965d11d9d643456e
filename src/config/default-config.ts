import type { InstrumentConfig } from './instrument-config.js';

/** What holds without a configuration file. Written out so that such a run need not load the schema library. */
export const defaultConfig: InstrumentConfig = {
  ignore: [],
  services: {},
  operations: [],
  lint: { preset: 'recommended', tests: false, overrides: [] },
  rules: {},
  spanWrappers: [],
  layer1: { namespace: 'observability', sampling: 1, tenants: {}, endpoints: {} },
  layer3: { nodeSpans: 'helper' },
};
