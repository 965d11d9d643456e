/** Points between two effects on the disk, in the order in which they are passed. */
export type StepName =
  | 'locked'
  | 'before-kept'
  | 'journal-drafted'
  | 'journal-written'
  | 'directory-made'
  | 'opened'
  | 'staged'
  | 'checked'
  | 'written'
  | 'removed'
  | 'directories-removed'
  | 'synced'
  | 'committed'
  | 'cleaned'
  | 'restored'
  | 'journal-removed';

/** Told after each step, with the file or directory it was about; whoever listens may kill the process. */
export type OnStep = (step: StepName, file?: string) => void;
