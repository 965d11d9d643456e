import { rm } from 'node:fs/promises';

/** Removes a temporary directory, also while a tool that was stopped still writes its last files into it. */
export function removeTemporary(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
