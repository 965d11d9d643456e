import { spanAttributes } from '#rules/span-attributes.js';
import { ruleTable } from './support/rule-table.js';

const secret = (name: string, what: string) =>
  `\`${name}\` puts ${what} into the span, where everybody who may read traces finds it. Leave it out, or say only that it was there.`;
const personal = (name: string, what: string) =>
  `\`${name}\` puts ${what} into the span: personal data that is kept, copied and searched with the traces. Use an identifier instead, or a hash.`;
const endless = (name: string, what: string) =>
  `\`${name}\` holds ${what}, whose size and content nothing bounds: it makes spans large, is cut off, and may hold secrets. Take the fields that are needed.`;
const bare = (name: string) =>
  `The span \`${name}\` has no attribute, so it does not tell which one it was about. Add what one would search for, such as an id, an amount or a reason.`;

/** A file whose function has the given body from line 14 on. */
const go = (body: string) => `package checkout

import (
	"encoding/json"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
)

var tracer = otel.Tracer("checkout")

func charge(ctx context.Context, span trace.Span, req Request, err error) {
	${body.split('\n').join('\n\t')}
}
`;

ruleTable(spanAttributes, 'go', {
  options: { allow: ['support.email'] },
  valid: {
    'an id': go('span.SetAttributes(attribute.String("order.id", req.ID))'),
    'whether there was a password': go('span.SetAttributes(attribute.Bool("password", req.Password != ""))'),
    'a masked card': go('span.SetAttributes(attribute.String("card.number", maskCard(req.Card)))'),
    'the last digits of a card': go('span.SetAttributes(attribute.String("card.number.last4", req.Last4))'),
    'a hash of an e-mail address': go('span.SetAttributes(attribute.String("user.email", req.EmailHash))'),
    'how many tokens a model took': go('span.SetAttributes(attribute.Int("llm.token", req.Tokens))'),
    'the token of a page': go('span.SetAttributes(attribute.String("page.token", req.PageToken))'),
    'the name of a secret': go('span.SetAttributes(attribute.String("k8s.secret.name", req.Secret))'),
    'a text of the code': go('span.SetAttributes(attribute.String("auth.password", "given"))'),
    'an attribute that is allowed': go('span.SetAttributes(attribute.String("support.email", req.Email))'),
    'a formatted number': go(
      'span.SetAttributes(attribute.String("order.total", fmt.Sprintf("%.2f", req.Total)))',
    ),
    'an error as text': go('span.SetAttributes(attribute.String("reason", fmt.Sprintf("%+v", err)))'),
    'a key of any type': go('span.SetAttributes(attribute.String("cache.key", fmt.Sprintf("%+v", key)))'),
    'a text made of bytes': go('span.SetAttributes(attribute.String("order.id", string(req.RawID)))'),
    'the messages of a model': go(
      'text, _ := json.Marshal(req)\nspan.SetAttributes(attribute.String("gen_ai.input.messages", string(text)))',
    ),
    'a business span with an attribute': go(
      '_, own := tracer.Start(ctx, "chargePayment")\ndefer own.End()\nown.SetAttributes(attribute.String("order.id", req.ID))',
    ),
    'a business span with attributes from the start': go(
      '_, own := tracer.Start(ctx, "chargePayment", trace.WithAttributes(attribute.String("order.id", req.ID)))\ndefer own.End()',
    ),
    'a business span that is handed on': go(
      '_, own := tracer.Start(ctx, "chargePayment")\ndefer own.End()\ndescribe(own, req)',
    ),
    'a span of plumbing': go('_, own := tracer.Start(ctx, "renderTemplate")\ndefer own.End()'),
    'a package that describes the span of the context': {
      'main.go': go('_, own := tracer.Start(ctx, "chargePayment")\ndefer own.End()'),
      'describe.go':
        'package checkout\n\nimport "go.opentelemetry.io/otel/trace"\n\nfunc describe(ctx context.Context) {\n\ttrace.SpanFromContext(ctx).SetAttributes(id)\n}\n',
    },
  },
  invalid: {
    'a password': {
      code: go('span.SetAttributes(attribute.String("user.password", req.Password))'),
      findings: [`14:38-14:67 ${secret('user.password', 'a password')}`],
    },
    'a secret under another name': {
      code: go(
        'span.SetAttributes(attribute.String("auth.value", r.Header.Get("Authorization-Header")))',
      ).replace('Authorization-Header', 'Authorization'),
      findings: [`14:38-14:81 ${secret('auth.value', 'an authorization header')}`],
    },
    'the number of a card': {
      code: go('span.SetAttributes(attribute.Int64("payment.card_number", req.Number))'),
      findings: [`14:37-14:70 ${secret('payment.card_number', 'card data')}`],
    },
    'a token that gives access': {
      code: go('span.SetAttributes(attribute.Key("auth.access_token").String(tok))'),
      findings: [`14:35-14:66 ${secret('auth.access_token', 'a token that gives access')}`],
    },
    'an e-mail address': {
      code: go('span.SetAttributes(attribute.String("user.email", req.Email))'),
      findings: [`14:38-14:61 ${personal('user.email', 'an e-mail address')}`],
    },
    'every field of a value': {
      code: go('span.SetAttributes(attribute.String("order", fmt.Sprintf("%+v", req)))'),
      findings: [`14:38-14:70 ${endless('order', 'every field of a value')}`],
    },
    'a whole value as JSON': {
      code: go('text, _ := json.Marshal(req)\nspan.SetAttributes(attribute.String("order", string(text)))'),
      findings: [`15:38-15:59 ${endless('order', 'a whole value, written out')}`],
    },
    'a business span without attributes': {
      code: go(
        '_, own := tracer.Start(ctx, "chargePayment")\ndefer own.End()\nif err != nil {\n\town.RecordError(err)\n}',
      ),
      findings: [`14:30-14:45 ${bare('chargePayment')}`],
    },
  },
});

/** A file whose function has the given body from line 6 on. */
const node = (body: string) => `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('checkout');

export function charge(span, req, user, order) {
  ${body.split('\n').join('\n  ')}
}
`;

ruleTable(spanAttributes, 'node', {
  valid: {
    'an id': node("span.setAttribute('order.id', order.id);"),
    'whether there was a password': node("span.setAttribute('password', !!user.password);"),
    'a comparison': node("span.setAttribute('has.api_key', req.apiKey !== undefined);"),
    'a masked e-mail address': node("span.setAttribute('user.email', maskEmail(user.email));"),
    'a hashed one': node(
      "span.setAttribute('user.email', createHash('sha256').update(user.email).digest('hex'));",
    ),
    'the domain of an e-mail address': node("span.setAttribute('user.email', user.emailDomain);"),
    'a list of ids as JSON': node("span.setAttribute('orders', JSON.stringify(order.itemIds));"),
    'named fields as JSON': node("span.setAttribute('order', JSON.stringify({ id: order.id }));"),
    'a shortened value': node("span.setAttribute('order', JSON.stringify(order).slice(0, 200));"),
    'the prompt of a model': node("span.setAttribute('gen_ai.prompt.text', JSON.stringify(req));"),
    'an attribute of an element': node("input.setAttribute('type', 'password');"),
    'a business span with an attribute': node(
      "tracer.startActiveSpan('charge payment', (own) => {\n  own.setAttribute('order.id', order.id);\n  own.end();\n});",
    ),
    'a business span that is handed on': node(
      "tracer.startActiveSpan('charge payment', (own) => {\n  describe(own);\n  own.end();\n});",
    ),
    'a file that describes the active span': node(
      "tracer.startActiveSpan('charge payment', (own) => {\n  trace.getActiveSpan()?.setAttribute('order.id', order.id);\n  own.end();\n});",
    ),
  },
  invalid: {
    'a password': {
      code: node("span.setAttribute('login', user.password);"),
      findings: [`6:21-6:43 ${secret('login', 'a password')}`],
    },
    'a header': {
      code: node("span.setAttributes({ 'order.id': order.id, header: req.headers.authorization });"),
      findings: [`6:46-6:79 ${secret('header', 'an authorization header')}`],
    },
    'an API key': {
      code: node("span.setAttribute('app.api_key', req.key);"),
      findings: [`6:21-6:43 ${secret('app.api_key', 'an API key')}`],
    },
    'an e-mail address': {
      code: node("return tracer.startSpan('send', { attributes: { 'user.email': user.email } });"),
      findings: [`6:51-6:75 ${personal('user.email', 'an e-mail address')}`],
    },
    'a whole object as JSON': {
      code: node("const text = JSON.stringify(order);\nspan.setAttribute('order', text);"),
      findings: [`7:21-7:34 ${endless('order', 'a whole value, written out')}`],
    },
    'a whole body': {
      code: node("span.setAttribute('request', req.body);"),
      findings: [`6:21-6:40 ${endless('request', 'the whole body')}`],
    },
    'a business span without attributes': {
      code: node("tracer.startActiveSpan('charge payment', (own) => {\n  pay(order);\n  own.end();\n});"),
      findings: [`6:26-6:42 ${bare('charge payment')}`],
    },
  },
});
