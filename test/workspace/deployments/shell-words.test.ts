import { expect, test } from 'vitest';
import { commandWords, splitShell } from '#src/workspace/deployments/shell-words.js';
import { substitute } from '#src/workspace/deployments/substitute.js';

test.each<[string, string[]]>([
  ['node "a b.js" --x=1', ['node', 'a b.js', '--x=1']],
  [`echo \${FOO:-bar} $X`, ['echo', `\${FOO:-bar}`, '$X']],
  ['a && b; c | d > log', ['a', '&&', 'b', ';', 'c', '|', 'd', '>', 'log']],
  ['node a#b # comment', ['node', 'a#b']],
  ['node *.js', ['node', '*.js']],
  [`a \${`, ['a', `\${`]],
  ['a "unclosed', ['a', 'unclosed']],
  ['', []],
])('splits %j', (line, expected) => {
  expect(splitShell(line)).toEqual(expected);
});

test.each<[string | string[], string[]]>([
  [
    ['/bin/sh', '-c', 'exec node a.js'],
    ['node', 'a.js'],
  ],
  [
    ['bash', '-lc', 'sh -c "node a.js"'],
    ['node', 'a.js'],
  ],
  ['exec node a.js', ['node', 'a.js']],
  [
    ['sh', 'start.sh'],
    ['sh', 'start.sh'],
  ],
  [[], []],
])('unwraps %j', (command, expected) => {
  expect(commandWords(command)).toEqual(expected);
});

test.each([
  ['$A-$B', '1-$B'],
  [`\${A}\${EMPTY}`, '1'],
  [`\${B:-x}\${A:-x}\${EMPTY:-y}\${EMPTY-z}`, 'x1y'],
  [`\${B:-\${A}}`, '1'],
  [`\${A:+yes}\${B:+no}`, 'yes'],
  [`\${B:?must}`, `\${B:?must}`],
  ['$$A', '$A'],
  ['no variables', 'no variables'],
])('substitutes %s', (text, expected) => {
  expect(substitute(text, { A: '1', EMPTY: '' })).toBe(expected);
});
