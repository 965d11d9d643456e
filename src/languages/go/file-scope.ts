import type { Position } from './facts.js';

/** What a file offers to the reduction of its functions. */
export interface FileScope {
  /** Import path by the identifier that the file knows it under. */
  imports: ReadonlyMap<string, string>;
  /** Packed position of a UTF-16 offset. */
  position(offset: number): Position;
}
