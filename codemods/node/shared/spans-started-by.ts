/**
 * Declares an instrumentation whose spans are started in another way than it does by itself, for those that have no hook
 * with the span and what it is about.
 *
 * @param variable what the set-up file calls the instrumentation
 * @param made how it is made
 * @param body how a span is started: statements that know `options`, `context`, the instrumentation's own `name` of the
 *   span, and `startSpan` of the tracer
 * @param name how the body calls that name; `_` where it does not
 */
export function spansStartedBy(
  variable: string,
  made: string,
  body: readonly string[],
  name: 'name' | '_' = '_',
): string {
  return [
    `const ${variable} = ${made};`,
    `const ${variable}Provider = ${variable}.setTracerProvider.bind(${variable});`,
    `${variable}.setTracerProvider = (provider) => {`,
    // Typed by what is assigned to it: where `bind` is not looked at, an argument would be `any`.
    '  const own = { ...provider };',
    '  own.getTracer = (...scope) => {',
    '    const tracer = provider.getTracer(...scope);',
    '    const startSpan = tracer.startSpan.bind(tracer);',
    `    tracer.startSpan = (${name}, options = {}, context) => {`,
    ...body.map((line) => `      ${line}`),
    '    };',
    '    return tracer;',
    '  };',
    `  ${variable}Provider(own);`,
    '};',
  ].join('\n');
}
