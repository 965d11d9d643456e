/** A place where a repository says how something is started, as commands that can be edited there. */

import type { State } from '../../launch/command-types.js';
import type { CommandPlace } from '../../launch/expand.js';
import type { CommandWords } from './command-words.js';
import type { DockerStage } from './dockerfile-stages.js';
import type { EditContext } from './preload-edit.js';

export interface StartText {
  /** Relative to the root. */
  file: string;
  /** 1-based. */
  line: number;
  /** How messages name it, for example "the script `start`". */
  title: string;
  commands: readonly CommandWords[];
  place: CommandPlace;
  /** Environment in which it runs. */
  state: State;
  context: EditContext;
  /** The image in which it runs, as far as the repository builds it. */
  image: ImageStage | null;
}

/** A stage of a Dockerfile of the repository. */
export interface ImageStage {
  dockerfile: string;
  /** Null: the last one. */
  stage: DockerStage | null;
  /** Directory of the container in which the command runs; null: the stage's own. */
  directory: string | null;
}

/** What cannot be read as commands, although it may start the service. */
export interface UnreadableStart {
  file: string;
  line: number;
  title: string;
  why: string;
}

export type StartTexts = readonly (StartText | UnreadableStart)[];

export const isReadable = (text: StartText | UnreadableStart): text is StartText => 'commands' in text;
export const isUnreadable = (text: StartText | UnreadableStart): text is UnreadableStart => !isReadable(text);

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
