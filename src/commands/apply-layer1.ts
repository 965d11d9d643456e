/** Settings of the Layer 1 bundle, from the flags and the configuration. */
import { posix } from 'node:path';
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { ApplyPlanner } from '../engine/apply-planner.js';
import { layer1Planner } from '../engine/layer1/plan-bundle.js';
import { InstrumentError } from '../errors/instrument-error.js';

export interface Layer1Flags {
  /** Directory of the bundle, below the root. */
  out?: string;
  obi?: boolean;
  privileged?: boolean;
  helm?: boolean;
}

const DEFAULT_OUT = 'deploy/beyla';

export function layer1PlannerOf(
  flags: Layer1Flags & { format?: string },
  { layer1 }: InstrumentConfig,
): ApplyPlanner {
  const { cluster, namespace, sampling, tenants, defaultTenant, endpoints } = layer1;
  return layer1Planner(
    {
      cluster: cluster ?? null,
      namespace,
      tempo: endpoints.tempo ?? 'http://tempo-distributor.tempo.svc.cluster.local:4318',
      mimir: endpoints.mimir ?? 'http://mimir-gateway.mimir.svc.cluster.local/otlp',
      tenants,
      defaultTenant: defaultTenant ?? null,
      sampling,
      privileged: flags.privileged ?? false,
      distribution: flags.obi ? 'obi' : 'beyla',
      packaging: flags.helm || flags.format === 'helm' ? 'helm' : 'kustomize',
    },
    directoryBelow(flags.out ?? DEFAULT_OUT),
  );
}

/** Throws unless the directory is below the root. */
function directoryBelow(out: string): string {
  const directory = posix.normalize(out.replaceAll('\\', '/')).replace(/\/$/, '');
  if (directory === '.' || directory === '..' || directory.startsWith('../') || posix.isAbsolute(directory))
    throw InstrumentError.of('unsafe-out-directory', { directory: out });
  return directory;
}
