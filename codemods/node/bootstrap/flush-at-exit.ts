/** How a set-up file for Node.js sends its last spans: `sdk` is what it calls the SDK. */

/**
 * Lines that have the spans that are left sent when a signal, or nothing more to do, ends the process. Written so that the
 * usual linters take it: the rules of standard, airbnb and typescript-eslint, and parsers of ES2018.
 */
export function flushAtExit(typescript: boolean): string[] {
  const typed = (text: string) => (typescript ? text : '');
  return [
    ...(typescript ? ['type Exit = typeof process.exit;', ''] : []),
    `let flushed${typed(': Promise<unknown> | undefined')};`,
    '',
    '// Sends the spans that are left, for three seconds at most.',
    `const flush = (${typescript ? 'then: () => void' : 'then'})${typed(': void')} => {`,
    '  if (!flushed) {',
    '    const late = new Promise((resolve) => {',
    '      setTimeout(resolve, 3000).unref();',
    '    });',
    '    flushed = Promise.race([sdk.shutdown(), late]);',
    '  }',
    '  flushed.then(then, then);',
    '};',
    '',
    typescript
      ? "const flushOn = (signal: 'SIGTERM' | 'SIGINT', code: number): void => {"
      : 'const flushOn = (signal, code) => {',
    '  process.once(signal, () => {',
    '    const exit = process.exit.bind(process);',
    '    if (process.listenerCount(signal) > 0) {',
    '      // The service handles the signal itself: its exit waits for its last spans.',
    typescript
      ? '      process.exit = ((status) => flush(() => exit(status))) as Exit;'
      : '      process.exit = (status) => flush(() => exit(status));',
    '      return;',
    '    }',
    '    // Programs that start others send a signal twice; the second must not cut this short.',
    '    process.on(signal, () => undefined);',
    '    flush(() => exit(code));',
    '  });',
    '};',
    '',
    "flushOn('SIGTERM', 143);",
    "flushOn('SIGINT', 130);",
    "process.once('beforeExit', () => flush(() => undefined));",
    '',
  ];
}
