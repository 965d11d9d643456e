import type { Workload } from '../../model/deployment.js';

/** A workload with what its deployment file says about the build of its image. */
export interface BuiltWorkload extends Workload {
  /** Values of Docker build arguments; {} without a build. */
  buildArgs: Record<string, string>;
}

/** A workload with nothing stated, to spread known facts over. */
export function emptyWorkload(source: Workload['source'], file: string, directory: string): BuiltWorkload {
  return {
    ...{ source, file, line: 1, name: null, directory },
    ...{ buildContext: null, dockerfile: null, image: null, command: [], env: {}, annotations: {} },
    ...{ kind: 'service', ports: [], kubernetes: null, buildArgs: {} },
  };
}
