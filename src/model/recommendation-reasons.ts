/** Why a layer is recommended. The codes are part of the report; the texts are what `instrument explain <code>` prints. */
export interface ReasonText {
  title: string;
  text: string;
}

export const recommendationReasons = {
  configured: {
    title: 'Set in instrument.yaml',
    text: 'The configuration names a layer for this service. Configuration outranks what the code suggests.',
  },
  'any-language': {
    title: 'Layer 1 covers any language',
    text: 'Beyla watches the kernel, so it covers this service without a library for its language.',
  },
  'simple-service': {
    title: 'Few dependencies',
    text: 'A simple request and response with at most one dependency: entry spans and RED metrics tell what is wrong.',
  },
  'many-dependencies': {
    title: 'Several dependencies',
    text: 'The service calls several databases, brokers or services. Only a span per call tells which one is slow.',
  },
  gateway: {
    title: 'Gateway',
    text: 'Requests enter here and fan out to other services. Its spans are the roots that all others join.',
  },
  'calls-services': {
    title: 'Calls other services',
    text: 'It takes requests or messages and passes them on. Without propagated context the trace ends here.',
  },
  'layer-2-present': {
    title: 'Has Layer 2 already',
    text: 'Instrumentation libraries are in use. Completing them costs less than explaining half a trace.',
  },
  'critical-flow': {
    title: 'Critical business flow',
    text: 'Payment, checkout, orders, identity, pricing or the like: when it fails, the question is which order, which amount, which customer, and no library knows that.',
  },
  'critical-configured': {
    title: 'Declared critical in instrument.yaml',
    text: 'The configuration calls this service critical or names operations of it.',
  },
  'flagged-operations': {
    title: 'Operations are flagged',
    text: 'Functions of this service are flagged for manual spans, in a comment or in the configuration.',
  },
  'layer-3-present': {
    title: 'Has manual spans already',
    text: 'Somebody found business spans worth writing here. They stay.',
  },
} as const satisfies Record<string, ReasonText>;

export type ReasonCode = keyof typeof recommendationReasons;
