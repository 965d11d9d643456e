import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where `install.sh` puts what no system package has. */
export const INSTALLED = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'instrument-test-servers',
);
