/** What one command of a script or a deployment starts. */

export type Framework =
  | 'next'
  | 'nest'
  | 'remix'
  | 'nuxt'
  | 'astro'
  | 'sveltekit'
  | 'tanstack-start'
  | 'solid-start'
  | 'analog'
  | 'nitro'
  | 'strapi'
  | 'medusa'
  | 'redwood'
  | 'browser';

export interface Command {
  env: Record<string, string>;
  preloads: string[];
  /** Directory that the command changes to first, relative. */
  directory: string | null;
  starts:
    | { is: 'file'; path: string }
    | {
        is: 'script';
        name: string;
        package: string | null;
        directory: string | null;
        /** Words that the caller adds to the end of the script. */
        args: readonly string[];
      }
    | { is: 'framework'; framework: Framework; project: string | null }
    | { is: 'nothing' };
}

/** What holds for a command: environment and preloads set before it, and the directory it runs in. */
export interface State {
  env: Record<string, string>;
  preloads: string[];
  directory: string | null;
}

/** A command that starts nothing of the repository. */
export const nothing = (state: State): Command[] => [{ ...state, starts: { is: 'nothing' } }];
