import { describe, expect, it } from 'vitest';
import { layOutLine } from '#src/languages/node/rewrite/lay-out-line.js';

const within = (width: number) => (line: string) => layOutLine(line, (one) => one.length <= width).join('\n');

describe('a line that is too long', () => {
  it.each([
    [
      "import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';",
      "import {\n  defaultResource,\n  resourceFromAttributes,\n} from '@opentelemetry/resources';",
    ],
    [
      "const { defaultResource, resourceFromAttributes } = require('@opentelemetry/resources');",
      "const {\n  defaultResource,\n  resourceFromAttributes,\n} = require('@opentelemetry/resources');",
    ],
    [
      '  instrumentations: [new HttpInstrumentation({ hook: (a, b) => a }), new PgInstrumentation()],',
      '  instrumentations: [\n    new HttpInstrumentation({ hook: (a, b) => a }),\n    new PgInstrumentation(),\n  ],',
    ],
    [
      'const IGNORED = /^(?:health|ready|live|ping|metrics|and some more)$/;',
      'const IGNORED =\n  /^(?:health|ready|live|ping|metrics|and some more)$/;',
    ],
    [
      '  ignoreIncomingRequestHook: (request) => IGNORED.test(String(request.url)),',
      '  ignoreIncomingRequestHook: (request) =>\n    IGNORED.test(String(request.url)),',
    ],
  ])('%s is broken as formatters do', (line, broken) => {
    expect(within(60)(line)).toBe(broken);
  });

  it('is broken further where a member is too long itself', () => {
    const line =
      '  instrumentations: [new KoaInstrumentation({ ignoreLayersType: [KoaLayerType.MIDDLEWARE] })],';
    expect(within(60)(line)).toBe(
      [
        '  instrumentations: [',
        '    new KoaInstrumentation({',
        '      ignoreLayersType: [KoaLayerType.MIDDLEWARE],',
        '    }),',
        '  ],',
      ].join('\n'),
    );
  });

  it.each([
    "  return text.replace(values, (token, name) => name ?? (/^[-/#]/.test(token) ? '' : '?')).trim();",
    '// A comment says what it says on one line, however long it is, since nothing knows where to break it.',
    "import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';",
  ])('%s stays, where it is none of the forms that are written here', (line) => {
    expect(within(60)(line)).toBe(line);
  });

  it('keeps commas in texts and brackets', () => {
    expect(within(20)("  names: ['a, b', of(c, d)],")).toBe("  names: [\n    'a, b',\n    of(c, d),\n  ],");
  });
});

it('a line that fits stays', () => {
  const line = "import { NodeSDK } from '@opentelemetry/sdk-node';";
  expect(within(60)(line)).toBe(line);
});
