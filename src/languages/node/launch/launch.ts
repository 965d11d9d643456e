/** One way in which the repository starts a program of its own. */
import type { Workload } from '../../../model/deployment.js';
import type { Framework } from './command-types.js';

export interface Preload {
  /** Module that is loaded before the program, as written. */
  specifier: string;
  /** Directory that a relative specifier refers to. */
  directory: string;
  /** `file:line` that says so. */
  at: string;
}

export interface Launch {
  /** Source file that starts, or null for a framework that finds its own. */
  entry: string | null;
  framework: Framework | 'lambda' | null;
  /** Directory of the program: the package's, or a project's inside it. */
  directory: string;
  preloads: Preload[];
  env: Record<string, string>;
  /** `file:line` of the command. */
  at: string;
  origin: 'workload' | 'script' | 'project' | 'manifest';
  /** Script or project name; for a workload its own. */
  label: string | null;
  workload: Workload | null;
  /** The command names no source file: the entry is the usual one. */
  isGuess?: boolean;
}

/** How much a launch says about production: deployments, then production scripts, then the rest. */
export function launchRank({ origin, label }: Launch): number {
  if (origin === 'workload') return 0;
  if (
    origin === 'script' &&
    /^(?:start|serve|prod|production)(?:$|[:-](?:prod|production|server)$)/.test(label ?? '')
  )
    return 1;
  if (origin === 'script' && /dev|watch|debug|local/.test(label ?? '')) return 3;
  return 2;
}
