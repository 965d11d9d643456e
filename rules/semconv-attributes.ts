import {
  checkGoSemconvAttributes,
  MENTIONS_GO_ATTRIBUTE_NAMES,
} from '#src/languages/go/lint/check-semconv-attributes.js';
import {
  checkNodeSemconvAttributes,
  MENTIONS_NODE_ATTRIBUTE_NAMES,
} from '#src/languages/node/lint/check-semconv-attributes.js';
import { SEMCONV_RELEASE } from '#src/languages/semconv/registry.js';
import type { Rule } from './rule.js';

export const semconvAttributes: Rule = {
  id: 'semconv-attributes',
  severity: 'warning',
  preset: 'recommended',
  fixable: 'safe',
  docs: {
    summary: 'Call attributes by their names in the semantic conventions.',
    why: 'Dashboards, alerts and backends look for `http.request.method`. A span that says `http.method`, or `http.request.metod`, is not in their results.',
    limits: `Judged by release ${SEMCONV_RELEASE}, or by an older one that \`semconv\` in instrument.yaml names: what was deprecated later is fine then. Only attributes that code sets are read, not those that it asks for. \`--fix\` makes renames that are one to one; a name that depends on the kind of span, or has no successor, is explained. A misspelling has to be one letter, or only separators, away from one name of the same namespace. Code that sets the old and the new name is left alone, as are names that now belong to other conventions, such as those for generative AI.`,
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"go.opentelemetry.io/otel/attribute"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc describe(span trace.Span, method string) {\n\tspan.SetAttributes(attribute.String("http.method", method))\n}\n',
        good: 'package checkout\n\nimport (\n\t"go.opentelemetry.io/otel/attribute"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc describe(span trace.Span, method string) {\n\tspan.SetAttributes(attribute.String("http.request.method", method))\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport function describe(method: string) {\n  trace.getActiveSpan()?.setAttribute('http.method', method);\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nexport function describe(method: string) {\n  trace.getActiveSpan()?.setAttribute('http.request.method', method);\n}\n",
      },
    ],
    links: [
      'https://opentelemetry.io/docs/specs/semconv/registry/attributes/',
      'https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/',
    ],
  },
  go: { mentions: MENTIONS_GO_ATTRIBUTE_NAMES, run: checkGoSemconvAttributes },
  node: { mentions: MENTIONS_NODE_ATTRIBUTE_NAMES, run: checkNodeSemconvAttributes },
};
