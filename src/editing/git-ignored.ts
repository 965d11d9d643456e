import { runGit } from './safe-git.js';

/** Whether git leaves a file alone by its ignore rules; false for what is tracked, and outside a work tree. */
export function isGitIgnored(root: string, file: string): boolean {
  return runGit(root, ['check-ignore', '-q', '--', file]).ok;
}
