import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(`${ROOT}/README.md`, 'utf8');

/** Blocks of the README that show a command and what it prints. */
const transcripts = [...README.matchAll(/```\n\$ npx instrument (.+)\n([\s\S]*?)\n```/g)].map(
  ([, command = '', output = '']) => [command, output] as const,
);

describe('transcripts of the README', () => {
  it('are there', () => {
    expect(transcripts.map(([command]) => command)).toContain('scan fixtures/projects/shop');
  });

  it.each(transcripts)('instrument %s', (command, output) => {
    const printed = execFileSync(
      process.execPath,
      ['dist/bin/instrument.js', ...command.split(' '), '--no-cache', '--no-color'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const trimmed = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd());
    expect(trimmed(printed)).toEqual(trimmed(output));
  });
});
