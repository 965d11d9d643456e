/** The file that sets the SDK up, as the code modifications write it. */
import type { NodeInstrumentation } from './node-instrumentation.js';

export interface NodeBootstrapFile {
  syntax: 'import' | 'require';
  typescript: boolean;
  /** Whether Node.js runs it as an ES module: then the instrumentations need a hook for what is imported. */
  showsImports: boolean;
  /** Whether it may have an `await` outside of functions. */
  awaitsImports: boolean;
  /** `service.name` unless the environment says another; without quotes. */
  serviceName: string;
  instrumentations: readonly NodeInstrumentation[];
}

export interface NodeBootstrap {
  /** Packages that it needs beside those of its instrumentations. */
  packagesOf(file: NodeBootstrapFile): string[];
  /** Written with single quotes, semicolons, two blanks and trailing commas. */
  text(file: NodeBootstrapFile): string;
}
