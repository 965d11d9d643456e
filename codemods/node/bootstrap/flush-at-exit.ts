/** How a set-up file for Node.js sends its last spans: `sdk` is what it calls the SDK. */

/** Lines that have the spans that are left sent when a signal, or nothing more to do, ends the process. */
export function flushAtExit(typescript: boolean): string[] {
  const typed = (text: string) => (typescript ? text : '');
  return [
    `let stopping${typed(': Promise<unknown> | undefined')};`,
    '',
    '// Sends the spans that are left, for three seconds at most.',
    `function stop()${typed(': Promise<unknown>')} {`,
    '  stopping ??= Promise.race([',
    '    sdk.shutdown().catch(() => {}),',
    '    new Promise((resolve) => setTimeout(resolve, 3000).unref()),',
    '  ]);',
    '  return stopping;',
    '}',
    '',
    'for (const [signal, code] of [',
    "  ['SIGTERM', 143],",
    "  ['SIGINT', 130],",
    `]${typed(' as const')}) {`,
    '  process.once(signal, () => {',
    '    const exit = process.exit;',
    '    if (process.listenerCount(signal) === 0) {',
    '      // Programs that start others send a signal twice; the second must not cut this short.',
    '      process.on(signal, () => {});',
    '      void stop().then(() => exit(code));',
    '      return;',
    '    }',
    '    // The service handles the signal itself: its exit waits for its last spans.',
    typescript
      ? '    process.exit = ((status) => void stop().then(() => exit(status))) as typeof process.exit;'
      : '    process.exit = (status) => void stop().then(() => exit(status));',
    '  });',
    '}',
    "process.once('beforeExit', stop);",
    '',
  ];
}
