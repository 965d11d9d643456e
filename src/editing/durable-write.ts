/** Writing that survives a crash: the bytes are on disk before a name points to them. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** What a file keeps besides its bytes. */
export interface FileMode {
  /** Permission bits. */
  mode: number;
  uid: number;
  gid: number;
}

/**
 * Writes a new file and waits until it is on disk.
 * @param keep mode and owner to give it; null for those of any new file
 * @param onOpened is called when the file is there and still empty
 * @throws when the file exists, or the owner cannot be kept
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array,
  keep: FileMode | null,
  onOpened: () => void = () => {},
): Promise<void> {
  const file = await open(path, 'wx', keep ? 0o600 : 0o666);
  try {
    onOpened();
    await file.writeFile(bytes);
    if (keep && process.platform !== 'win32') {
      const { uid, gid } = await file.stat();
      // Changing the owner clears the set-id bits: the mode comes last.
      if (uid !== keep.uid || gid !== keep.gid) await file.chown(keep.uid, keep.gid);
      await file.chmod(keep.mode);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until the names in a directory are on disk. */
export function syncDirectory(path: string): void {
  // Windows opens no directories.
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
