import { semconvAttributes } from '#rules/semconv-attributes.js';
import { ruleTable } from './support/rule-table.js';

const METHOD =
  '`http.method` was renamed in the semantic conventions (by 1.24): dashboards and queries look for `http.request.method`. Write that.';
const PEER =
  '`net.peer.name` is deprecated in the semantic conventions (by 1.24). Replaced by `server.address` on client spans and `client.address` on server spans.';

/** A file whose function `describe` of the given body begins on line 10. */
const go = (body: string, imports = '', declarations = '') => `package checkout

import (
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
${imports})

${declarations}func describe(span trace.Span, r *http.Request) {
	${body}
}
`;

ruleTable(semconvAttributes, 'go', {
  valid: {
    'the new name': go('span.SetAttributes(attribute.String("http.request.method", r.Method))'),
    'a name of ones own': go('span.SetAttributes(attribute.String("order.id", "7"))'),
    'a name of ones own in a namespace of the conventions': go(
      'span.SetAttributes(attribute.Int("db.rows_affected", 7), attribute.String("user.ip", "x"))',
    ),
    'the plural of a name': go('span.SetAttributes(attribute.StringSlice("url.paths", nil))'),
    'a header, whose name is open': go(
      'span.SetAttributes(attribute.String("http.request.header.x_order", "7"))',
    ),
    'a text that is no key': go('span.SetAttributes(attribute.String("order.field", "http.method"))'),
    'a name that is asked for': go('if attribute.Key("http.method") == "x" {\n\t\treturn\n\t}'),
    'the old and the new name together': go(
      'span.SetAttributes(attribute.String("http.method", r.Method), attribute.String("http.request.method", r.Method))',
    ),
    'a word that programs use too': go('span.SetAttributes(attribute.String("message.id", "7"))'),
    'a package of ones own called attribute': go(
      'span.SetAttributes(attribute.String("http.method", r.Method))',
    ).replace('go.opentelemetry.io/otel/attribute', 'example.com/shop/attribute'),
    'a variable called attribute': go('attribute := newTags()\n\tattribute.String("http.method", r.Method)'),
    'a constant that is no key': go('log(method)', '', 'const method = "http.method"\n\n'),
    'a constant of semconv that is in use': go(
      'span.SetAttributes(semconv.URLFull("x"))',
      '\tsemconv "go.opentelemetry.io/otel/semconv/v1.20.0"\n',
    ),
    'keys that are read': go(
      'find(string(semconv.HTTPMethodKey), []attribute.Key{semconv.DBSystemKey})',
      '\tsemconv "go.opentelemetry.io/otel/semconv/v1.20.0"\n',
    ),
    'names that moved to other conventions': go('span.SetAttributes(attribute.String("gen_ai.system", "x"))'),
  },
  invalid: {
    'an old name': {
      code: go('span.SetAttributes(attribute.String("http.method", r.Method))'),
      findings: [`11:38-11:51 ${METHOD}`],
      fixed: go('span.SetAttributes(attribute.String("http.request.method", r.Method))'),
    },
    'an old name by way of Key': {
      code: go('span.SetAttributes(attribute.Key("http.method").String(r.Method))'),
      findings: [`11:35-11:48 ${METHOD}`],
      fixed: go('span.SetAttributes(attribute.Key("http.request.method").String(r.Method))'),
    },
    'an old name in a literal': {
      code: go('record(attribute.KeyValue{Key: "http.method", Value: attribute.StringValue(r.Method)})'),
      findings: [`11:33-11:46 ${METHOD}`],
      fixed: go(
        'record(attribute.KeyValue{Key: "http.request.method", Value: attribute.StringValue(r.Method)})',
      ),
    },
    'an import under another name': {
      code: go('span.SetAttributes(attr.String("http.method", r.Method))').replace(
        '"go.opentelemetry.io/otel/attribute"',
        'attr "go.opentelemetry.io/otel/attribute"',
      ),
      findings: [`11:33-11:46 ${METHOD}`],
      fixed: go('span.SetAttributes(attr.String("http.request.method", r.Method))').replace(
        '"go.opentelemetry.io/otel/attribute"',
        'attr "go.opentelemetry.io/otel/attribute"',
      ),
    },
    'a name that depends on the span': {
      code: go('span.SetAttributes(attribute.String("net.peer.name", r.Host))'),
      findings: [`11:38-11:53 ${PEER}`],
    },
    'a misspelt name': {
      code: go('span.SetAttributes(attribute.String("http.request.metod", r.Method))'),
      findings: [
        '11:38-11:58 The semantic conventions have no `http.request.metod`. `http.request.method` may be meant: queries for that do not find this.',
      ],
      fixed: go('span.SetAttributes(attribute.String("http.request.method", r.Method))'),
    },
    'other separators': {
      code: go('span.SetAttributes(attribute.Int("http.response.statusCode", 200))'),
      findings: [
        '11:35-11:61 The semantic conventions have no `http.response.statusCode`. `http.response.status_code` may be meant: queries for that do not find this.',
      ],
      fixed: go('span.SetAttributes(attribute.Int("http.response.status_code", 200))'),
    },
    'a constant of another package': {
      code: {
        'tags/tags.go': 'package tags\n\nconst Method = "http.method"\n',
        'main.go': go(
          'span.SetAttributes(attribute.String(tags.Method, r.Method))',
          '\t"example.com/shop/tags"\n',
        ),
      },
      findings: [`3:16-3:29 ${METHOD}`],
      fixed: 'package tags\n\nconst Method = "http.request.method"\n',
    },
    'a key that is kept': {
      code: go(
        'span.SetAttributes(methodKey.String(r.Method))',
        '',
        'var methodKey = attribute.Key("http.method")\n\n',
      ),
      findings: [`10:31-10:44 ${METHOD}`],
      fixed: go(
        'span.SetAttributes(methodKey.String(r.Method))',
        '',
        'var methodKey = attribute.Key("http.request.method")\n\n',
      ),
    },
    'constants of an old release of semconv': {
      code: go(
        'span.SetAttributes(semconv.HTTPMethod(r.Method), semconv.DBSystemPostgreSQL, semconv.HTTPMethodKey.String("GET"))\n\tspan.SetAttributes(attribute.String(string(semconv.HTTPFlavorKey), "2"))',
        '\tsemconv "go.opentelemetry.io/otel/semconv/v1.20.0"\n',
      ),
      findings: [
        `12:21-12:39 \`HTTPMethod\` of semconv v1.20 is \`http.method\`: ${METHOD} Import a release from v1.24 on, and use its constant.`,
        '12:51-12:77 `DBSystemPostgreSQL` of semconv v1.20 is `db.system`: `db.system` was renamed in the semantic conventions (by 1.30): dashboards and queries look for `db.system.name`. Write that. Import a release from v1.30 on, and use its constant.',
        `12:79-12:100 \`HTTPMethodKey\` of semconv v1.20 is \`http.method\`: ${METHOD} Import a release from v1.24 on, and use its constant.`,
        '13:45-13:66 `HTTPFlavorKey` of semconv v1.20 is `http.flavor`: `http.flavor` is deprecated in the semantic conventions (by 1.24). Split into `network.protocol.name` and `network.protocol.version`. Import a release from v1.24 on, and use its constant.',
      ],
    },
  },
});

ruleTable(semconvAttributes, 'go', {
  options: { release: '1.29.0' },
  valid: {
    'a name that the chosen release still has': go(
      'span.SetAttributes(attribute.String("db.system", "mysql"))',
    ),
  },
  invalid: {
    'a name that the chosen release has renamed': {
      code: go('span.SetAttributes(attribute.String("http.method", r.Method))'),
      findings: [`11:38-11:51 ${METHOD}`],
      fixed: go('span.SetAttributes(attribute.String("http.request.method", r.Method))'),
    },
  },
});

/** A file whose function has the given body on line 6. */
const node = (body: string, imports = '') => `import { trace } from '@opentelemetry/api';
${imports}
const tracer = trace.getTracer('checkout');

export function describe(span, request) {
  ${body}
}
`;

ruleTable(semconvAttributes, 'node', {
  valid: {
    'the new name': node("span.setAttribute('http.request.method', request.method);"),
    'a name of ones own': node("span.setAttribute('order.id', '7');"),
    'an attribute of an element': node("element.setAttribute('data-url', '7');"),
    'attributes that are read': node("return span.attributes['http.method'] === 'GET';"),
    'the old and the new name together': node(
      "span.setAttributes({ 'http.method': 'GET', 'http.request.method': 'GET' });",
    ),
    'attributes of Sentry': node(
      "span.setAttribute('http.method', 'GET');",
      "import * as Sentry from '@sentry/node';\n",
    ),
    'a constant whose name is in use': node(
      "span.setAttribute(SEMATTRS_EXCEPTION_TYPE, 'x');",
      "import { SEMATTRS_EXCEPTION_TYPE } from '@opentelemetry/semantic-conventions';\n",
    ),
    'a text that is no key': node("span.setAttribute('order.field', 'http.method');"),
  },
  invalid: {
    'an old name': {
      code: node("span.setAttribute('http.method', request.method);"),
      findings: [`6:21-6:34 ${METHOD}`],
      fixed: node("span.setAttribute('http.request.method', request.method);"),
    },
    'one of several': {
      code: node("span.setAttributes({ 'order.id': 7, 'http.method': request.method });"),
      findings: [`6:39-6:52 ${METHOD}`],
      fixed: node("span.setAttributes({ 'order.id': 7, 'http.request.method': request.method });"),
    },
    'among the options of a start': {
      code: node("return tracer.startSpan('charge', { attributes: { 'http.method': request.method } });"),
      findings: [`6:53-6:66 ${METHOD}`],
      fixed: node(
        "return tracer.startSpan('charge', { attributes: { 'http.request.method': request.method } });",
      ),
    },
    'in an object that is kept': {
      code: node("const tags = { 'http.method': request.method };\n  span.setAttributes(tags);"),
      findings: [`6:18-6:31 ${METHOD}`],
      fixed: node("const tags = { 'http.request.method': request.method };\n  span.setAttributes(tags);"),
    },
    'a resource': {
      code: node(
        "return resourceFromAttributes({ 'deployment.environment': 'live' });",
        "import { resourceFromAttributes } from '@opentelemetry/resources';\n",
      ),
      findings: [
        '7:35-7:59 `deployment.environment` was renamed in the semantic conventions (by 1.27): dashboards and queries look for `deployment.environment.name`. Write that.',
      ],
      fixed: node(
        "return resourceFromAttributes({ 'deployment.environment.name': 'live' });",
        "import { resourceFromAttributes } from '@opentelemetry/resources';\n",
      ),
    },
    'a constant of the package': {
      code: node(
        'span.setAttribute(SEMATTRS_HTTP_METHOD, request.method);',
        "import { SEMATTRS_HTTP_METHOD } from '@opentelemetry/semantic-conventions';\n",
      ),
      findings: [
        `7:21-7:41 \`SEMATTRS_HTTP_METHOD\` is an old name: ${METHOD} The constant is \`ATTR_HTTP_REQUEST_METHOD\`.`,
      ],
    },
    'a member of the old collection': {
      code: node(
        'span.setAttributes({ [SemanticAttributes.NET_PEER_NAME]: request.host });',
        "import { SemanticAttributes } from '@opentelemetry/semantic-conventions';\n",
      ),
      findings: [`7:25-7:57 \`NET_PEER_NAME\` is an old name: ${PEER}`],
    },
    'a misspelt name': {
      code: node("span.setAttribute('server.adress', request.host);"),
      findings: [
        '6:21-6:36 The semantic conventions have no `server.adress`. `server.address` may be meant: queries for that do not find this.',
      ],
      fixed: node("span.setAttribute('server.address', request.host);"),
    },
    'a constant of another file': {
      code: {
        'tags.ts': "export const TAGS = { method: 'http.method', order: 'order.id' } as const;\n",
        'main.ts': node(
          'span.setAttribute(TAGS.method, request.method);',
          "import { TAGS } from './tags';\n",
        ),
      },
      findings: [`1:31-1:44 ${METHOD}`],
      fixed: "export const TAGS = { method: 'http.request.method', order: 'order.id' } as const;\n",
    },
    CommonJS: {
      code: "const { trace } = require('@opentelemetry/api');\n\nmodule.exports = (method) => trace.getActiveSpan().setAttribute('http.method', method);\n",
      findings: [`3:65-3:78 ${METHOD}`],
      fixed:
        "const { trace } = require('@opentelemetry/api');\n\nmodule.exports = (method) => trace.getActiveSpan().setAttribute('http.request.method', method);\n",
    },
  },
});
