import { expect, it } from 'vitest';
import { toolProblem } from '#src/engine/npm/tool-problem.js';

const WARNING = 'npm warn Unknown env config "manage-package-manager-versions".\n';

it.each([
  [
    'pnpm',
    {
      stderr: WARNING,
      stdout:
        'Progress: resolved 1, reused 0\n[ERR_PNPM_NO_MATCHING_VERSION] No matching version found for orders@^3.6.1\n\nThis error happened while installing parcels@9.2.0\n',
    },
    'No matching version found for orders@^3.6.1 This error happened while installing parcels@9.2.0',
  ],
  [
    'an older pnpm',
    { stderr: WARNING, stdout: ' ERR_PNPM_FETCH_404  GET https://example.com/orders: Not Found - 404\n' },
    'GET https://example.com/orders: Not Found - 404',
  ],
  [
    'pnpm of what it calls',
    {
      stderr: WARNING,
      stdout:
        'orders | WARN  Unsupported engine: wanted: {"node":">=22"}\n/repo/orders:\n ERROR  Command failed with exit code 128: git fetch\nfatal: Could not read from remote repository.\n',
    },
    'Command failed with exit code 128: git fetch fatal: Could not read from remote repository.',
  ],
  [
    'npm',
    {
      stderr:
        'npm warn old lockfile\nnpm error code ERESOLVE\nnpm error ERESOLVE unable to resolve\nnpm error A complete log of this run\n',
      stdout: '',
    },
    'code ERESOLVE ERESOLVE unable to resolve',
  ],
  [
    'yarn',
    { stderr: 'warning package.json: No license\nerror Couldn\'t find package "orders"\n', stdout: '' },
    'Couldn\'t find package "orders"',
  ],
  ['a program that is not there', { stderr: 'spawn npm ENOENT', stdout: '' }, 'spawn npm ENOENT'],
  ['one that only warns', { stderr: WARNING, stdout: 'Nothing done\n' }, 'Nothing done'],
])('what %s says is wrong', (_, run, problem) => {
  expect(toolProblem(run)).toBe(problem);
});
