/** The plugin in ESLint itself. */
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { rules } from '#rules/index.js';
import plugin from '#src/eslint/plugin.js';

type Config = Linter.Config;

function verify(code: string, more: Config['rules'] = {}): string[] {
  const config = {
    ...(plugin.configs.recommended as Config),
    rules: { ...(plugin.configs.recommended as Config).rules, ...more },
  };
  return new Linter()
    .verify(code, [config], { filename: 'src/charge.js' })
    .map(({ ruleId, line, column, severity }) => `${line}:${column} ${severity} ${ruleId}`);
}

const START = "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('shop');\n";

describe('the ESLint plugin', () => {
  it('has every rule that looks at Node.js files', () => {
    expect(Object.keys(plugin.rules)).toEqual(rules.filter(({ node }) => node).map(({ id }) => id));
  });

  it('reports with the severities of the preset', () => {
    const code = `${START}export function charge(order) {\n  const span = tracer.startSpan('charge order');\n  span.setAttribute('http.method', order.method);\n}\n`;
    expect(verify(code)).toEqual(['4:33 2 instrument/span-end', '5:21 1 instrument/semconv-attributes']);
  });

  it('lets good code pass', () => {
    const code = `${START}export function charge(order) {\n  const span = tracer.startSpan('charge order');\n  span.setAttribute('app.order.id', order.id);\n  span.end();\n}\n`;
    expect(verify(code)).toEqual([]);
  });

  it('takes the options of a rule', () => {
    const code = `${START}export function charge(span) {\n  span.setAttribute('db.system', 'mysql');\n}\n`;
    expect(verify(code)).toEqual(['4:21 1 instrument/semconv-attributes']);
    expect(verify(code, { 'instrument/semconv-attributes': ['warn', { release: '1.29.0' }] })).toEqual([]);
  });

  it('is silenced by its own comments', () => {
    const code = `${START}export function charge(span) {\n  // eslint-disable-next-line instrument/semconv-attributes -- an old dashboard\n  span.setAttribute('db.system', 'mysql');\n}\n`;
    expect(verify(code)).toEqual([]);
  });

  it('makes safe fixes', () => {
    const code = `${START}export const charge = (span) => span.setAttribute('http.method', 'GET');\n`;
    const { output } = new Linter().verifyAndFix(code, [plugin.configs.recommended as Config], {
      filename: 'src/charge.js',
    });
    expect(output).toBe(code.replace('http.method', 'http.request.method'));
  });

  it('only suggests fixes that change what code means', () => {
    const code = `${START}export const charge = (span) => span.setAttribute('server.adress', 'x');\n`;
    const [problem] = new Linter().verify(code, [plugin.configs.recommended as Config], {
      filename: 'src/charge.js',
    });
    expect(problem?.fix).toBeUndefined();
    expect(problem?.suggestions?.map(({ desc }) => desc)).toEqual(['Write `server.address`']);
  });
});
