import { resolve } from 'node:path';
import { readRedMetrics } from '../backends/red-metrics.js';
import { traceServices } from '../backends/tempo-client.js';
import { loadConfig } from '../config/load-config.js';
import { describeServices } from '../engine/layer1/describe-services.js';
import { type Held, judgeArrival, tenantsToAsk } from '../engine/layer1/judge-arrival.js';
import { scan } from '../engine/scan.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { arrivalText } from '../reporters/arrival-text.js';
import { askBackend, secondsOf } from './ask-backend.js';
import type { CommandContext } from './command-context.js';
import { requireDirectory } from './require-directory.js';

export interface VerifyFlags {
  tempo?: string;
  mimir?: string;
  header?: string[];
  since?: string;
  format?: string;
  config?: string;
}

/** `instrument verify`: did traces and RED metrics arrive. @returns 1 when something is missing or astray */
export async function verifyCommand(
  path: string | undefined,
  flags: VerifyFlags,
  context: CommandContext,
): Promise<number> {
  const { tempo, mimir, header = [], since = '1h', format = 'text' } = flags;
  if (format !== 'text' && format !== 'json')
    throw InstrumentError.of('unknown-format', { name: format, valid: '`text` and `json`' });
  if (tempo === undefined && mimir === undefined) throw InstrumentError.of('nothing-to-verify', {});
  const seconds = secondsOf(since);
  const root = resolve(context.cwd, path ?? '.');
  requireDirectory(root, path ?? root, path === undefined ? 'the working directory' : 'the path to verify');
  const config = await loadConfig(
    root,
    flags.config === undefined ? undefined : { file: flags.config, cwd: context.cwd },
  );
  const { tenants, defaultTenant } = config.layer1;
  const map = { tenants, defaultTenant: defaultTenant ?? null };
  const held = new Map<string | null, Held>();
  for (const tenant of tenantsToAsk(map)) {
    const headers = tenant === null ? header : [...header, `X-Scope-OrgID: ${tenant}`];
    const traces = await askBackend('Tempo', tempo, headers, (backend) => traceServices(backend, seconds));
    const red = await askBackend('Mimir', mimir, headers, (backend) => readRedMetrics(backend, since));
    held.set(tenant, { traces, metrics: red && new Set(red.keys()) });
  }
  const report = await scan({ root, config, cache: true });
  const arrival = judgeArrival(describeServices(report.services), map, held);
  const { color, width } = context;
  context.print(
    format === 'json'
      ? `${JSON.stringify(arrival, null, 2)}\n`
      : arrivalText(arrival, { color, width, details: false }),
  );
  const isComplete = arrival.services.every(
    ({ traces, metrics }) => traces !== 'missing' && metrics !== 'missing',
  );
  return isComplete && arrival.strays.length === 0 ? 0 : 1;
}
