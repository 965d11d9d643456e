/**
 * Builds the command after an installation. `npm install --global <git URL>`, which pre-commit runs, installs no development
 * dependencies before it prepares the package, since its `--global` reaches the npm that it starts for that
 * (https://github.com/npm/cli/issues/8440): then they are installed here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/typescript'))
  npm('ci', '--global=false', '--location=project', '--include=dev', '--ignore-scripts', '--no-audit');
npm('run', 'build', '--global=false', '--location=project');

function npm(...args) {
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
