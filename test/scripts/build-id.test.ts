import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIdOf } from '../../scripts/build-id.js';
import { temporaryTree } from '../workspace/temporary-tree.js';

const compiled = () => temporaryTree({ 'engine/scan.js': 'scan()', 'cli.js': 'cli()' });

describe('the fingerprint of a build', () => {
  it('is the same for the same modules', () => {
    expect(buildIdOf([compiled()])).toBe(buildIdOf([compiled()]));
  });

  it('changes with the text of a module', () => {
    const folder = compiled();
    const before = buildIdOf([folder]);
    writeFileSync(join(folder, 'engine/scan.js'), 'scan(1)');
    expect(buildIdOf([folder])).not.toBe(before);
  });

  it('changes when a module is moved', () => {
    expect(buildIdOf([temporaryTree({ 'scan.js': 'scan()', 'cli.js': 'cli()' })])).not.toBe(
      buildIdOf([compiled()]),
    );
  });
});
