/** The example shop: a copy of what git has of it, with its Go services instrumented and built. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApplyReport } from '#src/model/apply-report.js';
import { runCli } from '../../cli/run-cli.js';

const SHOP = fileURLToPath(new URL('../../../fixtures/projects/shop', import.meta.url));
const GO_SERVICES = ['checkout', 'payments', 'catalog', 'shipping', 'shipping-worker'];

export interface BuiltShop {
  root: string;
  /** Of each apply, in their order. */
  reports: ApplyReport[];
  executable(service: string): string;
  remove(): void;
}

/**
 * @param configuration `instrument.yaml`, whose operations in checkout get their spans (Layer 3); none without it
 * @throws Error with the output of what failed
 */
export async function applyAndBuildShop(configuration?: string): Promise<BuiltShop> {
  const root = mkdtempSync(join(tmpdir(), 'instrument-shop-'));
  const shop = join(root, 'shop');
  for (const path of execFileSync('git', ['ls-files'], { cwd: SHOP, encoding: 'utf8' }).trim().split('\n')) {
    mkdirSync(dirname(join(shop, path)), { recursive: true });
    cpSync(join(SHOP, path), join(shop, path));
  }
  const apply = async (layer: string, names: readonly string[]): Promise<ApplyReport> => {
    const services = names.flatMap((name) => ['--service', name]);
    const { stdout, stderr, code } = await runCli(
      ['apply', '--layer', layer, '--yes', '--format', 'json', ...services],
      { cwd: shop, env: { XDG_STATE_HOME: join(root, 'state') } },
    );
    if (stdout === '') throw new Error(`apply gave ${code}: ${stderr}`);
    return JSON.parse(stdout) as ApplyReport;
  };
  const reports = [await apply('2', GO_SERVICES)];
  if (configuration !== undefined) {
    writeFileSync(join(shop, 'instrument.yaml'), configuration);
    reports.push(await apply('3', ['checkout']));
  }
  const built = spawnSync(
    'go',
    ['build', '-o', `${join(root, 'bin')}/`, './commerce/cmd/...', './services/shipping/cmd/...'],
    { cwd: shop, encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(built.stderr);
  return {
    root,
    reports,
    executable: (service) => join(root, 'bin', service),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The tables of the shop and what they hold at first, in place of what a test database holds. */
export function fillShopDatabase(url: string): void {
  const read = (name: string) => readFileSync(join(SHOP, 'db', name), 'utf8');
  execFileSync('psql', ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', url], {
    input: `DROP TABLE orders, customers;\n${read('schema.sql')}\n${read('seed.sql')}`,
    stdio: 'pipe',
  });
}

export const THIRD_PARTY = join(SHOP, 'scripts', 'third-party.mjs');
