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

/** The files of a Next.js application, which loads them by itself. */
export interface NextBootstrap {
  /** Packages that they need beside those of their instrumentations. */
  packages: readonly string[];
  /** The statement of `register` that loads the set-up. */
  call: string;
  /** `instrumentation.ts`. */
  register(call: string): string;
  /** `instrumentation.node.ts`. */
  sdk(file: {
    serviceName: string;
    typescript: boolean;
    instrumentations: readonly NodeInstrumentation[];
  }): string;
  /** Packages of instrumentations that would make the spans of Next.js a second time. */
  left: readonly string[];
}
