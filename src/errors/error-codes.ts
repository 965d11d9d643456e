/** What a user needs to know about an error that stops the run. `{name}` is filled in when it happens. */
export interface ErrorText {
  title: string;
  why: string;
  /** One next step. A nearest valid name takes its place when there is one. */
  help: string;
}

/** Every error that `instrument` stops with on purpose. Anything else is a bug. */
export const errorCodes = {
  'missing-command': {
    title: 'a command is missing',
    why: 'The commands are {valid}.',
    help: 'run `instrument scan`, or `instrument --help` to see what each does',
  },
  'unknown-command': {
    title: 'there is no command `{name}`',
    why: 'The commands are {valid}.',
    help: 'run `instrument --help`',
  },
  'command-not-available': {
    title: '`instrument {name}` is not available in this version',
    why: 'It is planned. The commands of this version are {valid}.',
    help: 'run `instrument scan` to see where your services stand',
  },
  'unknown-flag': {
    title: 'there is no flag `{name}`',
    why: '`{command}` does not know it.',
    help: 'run `{command} --help` for the flags that it takes',
  },
  'missing-value': {
    title: '`{name}` needs a value',
    why: 'The command line ends, or another flag begins, where the value should be.',
    help: 'run `{command} --help` for the values that it takes',
  },
  'unexpected-argument': {
    title: 'wrong arguments: {message}',
    why: '`{command}` takes fewer or other arguments.',
    help: 'run `{command} --help`',
  },
  'unknown-format': {
    title: 'there is no format `{name}`',
    why: 'The formats are {valid}.',
    help: 'use `--format text` or leave the flag out',
  },
  'unknown-ci': {
    title: 'there is no snippet for the CI system `{name}`',
    why: 'The systems are {valid}.',
    help: 'use `--ci github` and adapt what it prints',
  },
  'invalid-number': {
    title: '`{flag}` takes a whole number from {min} to {max}, not `{value}`',
    why: 'Anything else would be a guess.',
    help: 'give such a number, or leave the flag out for the default',
  },
  'unknown-rule': {
    title: 'there is no rule `{name}`',
    why: 'It was given with `{where}`. The rules are {valid}.',
    help: 'run `instrument explain` for what each asks for',
  },
  'unknown-severity': {
    title: '`{name}` is no severity',
    why: 'It was given with `--rule {given}`. The severities are {valid}.',
    help: 'write `--rule <rule>:warning`, or leave the severity out',
  },
  'unknown-preset': {
    title: 'there is no preset `{name}`',
    why: 'The presets are {valid}.',
    help: 'use `--preset recommended` or leave the flag out',
  },
  'rule-option-unknown': {
    title: 'the rule `{rule}` has no option `{option}`',
    why: '{valid}',
    help: 'run `instrument explain {rule}`, then correct or remove the option',
  },
  'rule-option-invalid': {
    title: 'the option `{option}` of the rule `{rule}` is not valid',
    why: 'It takes {expected}.',
    help: 'run `instrument explain {rule}`, then correct the value under `rules.{rule}.options`',
  },
  'flags-exclude': {
    title: '`{one}` and `{other}` do not go together',
    why: '{why}',
    help: 'leave one of them out',
  },
  'no-repository': {
    title: '`{flag}` needs a git repository',
    why: 'Git says: {reason}.',
    help: 'run it inside the work tree, with git on the PATH',
  },
  'unknown-ref': {
    title: 'git does not know the revision `{ref}`',
    why: 'It was given with `--since`. A checkout in CI often has only the newest commit.',
    help: 'fetch it first, for example `git fetch origin main`, or check out with full history',
  },
  'no-merge-base': {
    title: '`{ref}` and HEAD have no commit in common',
    why: 'A checkout in CI often has only the newest commit.',
    help: 'check out with full history (`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab)',
  },
  'baseline-not-found': {
    title: 'there is no baseline `{path}`',
    why: 'It was given with {where}.',
    help: 'run `instrument lint --baseline {path} --update-baseline` to write it',
  },
  'baseline-invalid': {
    title: 'the baseline `{path}` cannot be used',
    why: '{reason}',
    help: 'write it anew with `--update-baseline`',
  },
  'files-not-written': {
    title: 'the fixes were not written',
    why: '{reason}',
    help: 'run it again; nothing was changed',
  },
  'unknown-service': {
    title: 'no service matches `{pattern}`',
    why: 'The scan found {found}.',
    help: 'run `instrument scan` without `--service` to see their names and paths',
  },
  'unknown-id': {
    title: 'there is nothing to explain under `{name}`',
    why: 'Ids are those of lint rules, integrations, reasons, diagnostics and errors, and `layers`.',
    help: 'run `instrument explain` for the list',
  },
  'directory-not-found': {
    title: 'there is no directory `{path}`',
    why: 'It was given as {what}.',
    help: 'check the path; it is relative to the working directory or to `--cwd`',
  },
  'not-a-directory': {
    title: '`{path}` is a file, not a directory',
    why: 'It was given as {what}.',
    help: 'give the directory; `--service` limits the report to some services',
  },
  'directory-unreadable': {
    title: 'the directory `{path}` cannot be read',
    why: 'The system says: {reason}.',
    help: 'check its permissions',
  },
  'config-not-found': {
    title: 'there is no configuration file `{path}`',
    why: 'It was given with `--config`.',
    help: 'check the path, or run `instrument init` to write one',
  },
  'unreadable-file': {
    title: 'the file `{file}` cannot be read',
    why: 'It does not exist, is a directory, or this user may not read it.',
    help: 'check the path; relative ones start at the working directory or at `--cwd`',
  },
  'config-unreadable': {
    title: 'the configuration file `{path}` cannot be read',
    why: 'The system says: {reason}.',
    help: 'check that it is a UTF-8 text file and its permissions',
  },
  'config-ambiguous': {
    title: 'there are two configurations: {files}',
    why: 'Only one of them could apply.',
    help: 'keep one, or choose with `--config <file>`',
  },
  'choice-not-saved': {
    title: 'the chosen functions cannot be written to `{file}`',
    why: 'They go into a list `operations` of a YAML file in the directory that is applied to.',
    help: 'write the list one entry a line, or run without `--save`',
  },
  'config-syntax': {
    title: '`{path}` is not valid YAML or JSON',
    why: 'The parser says: {reason}',
    help: 'correct the line above',
  },
  'config-unknown-key': {
    title: '{where} has no setting `{key}`',
    why: 'The settings there are {valid}.{more}',
    help: 'correct or remove the key',
  },
  'config-invalid-value': {
    title: '`{where}` is not valid: {problem}',
    why: 'The configuration has to be right before anything runs.{more}',
    help: '{expected}',
  },
  'file-exists': {
    title: '`{path}` exists already',
    why: 'It may hold settings of yours.',
    help: 'use `--force` to replace it',
  },
  'output-unwritable': {
    title: '`{path}` cannot be written',
    why: 'The system says: {reason}.',
    help: 'check that the directory exists, that it is yours to write and that the disk has room',
  },
  'missing-layer': {
    title: '`instrument apply` needs a layer',
    why: 'The layers differ in what they change: nothing is the default.',
    help: 'run `instrument apply --layer 2 --dry-run` to see what it would change',
  },
  'unknown-layer': {
    title: 'there is no layer `{layer}`',
    why: 'The layers are `1`, `2` and `3`.',
    help: 'use `--layer 2`, or run `instrument explain layers`',
  },
  'flag-of-other-layer': {
    title: '`{flag}` is only understood with `--layer {layer}`',
    why: 'Layer 1 writes manifests, layer 2 wraps libraries, layer 3 puts spans around functions: each has flags of its own.',
    help: 'add `--layer {layer}`, or leave `{flag}` out',
  },
  'unsafe-out-directory': {
    title: '`--out {directory}` is not a directory below the one to apply to',
    why: 'All that an apply writes can be taken back together, and so lies in one tree.',
    help: 'name a directory inside of it, for example `--out deploy/beyla`',
  },
  'unknown-function': {
    title: 'no function of these services is called `{name}`',
    why: '`--flag` takes the name of a function, `Type.Method` for a method, or a glob of them.',
    help: 'run `instrument scan --format json` for the operations that it knows, or check the spelling',
  },
  'no-live-figures': {
    title: '{name} at {url} gives no figures: {reason}',
    why: 'You asked for what it knows; a result without that could be taken for one with it.',
    help: '{help}',
  },
  'nothing-to-verify': {
    title: 'no back end is named',
    why: '`verify` asks Tempo for traces and Mimir for RED metrics of each service.',
    help: 'give `--tempo <url>`, `--mimir <url>` or both',
  },
  'wrong-range': {
    title: '`{value}` is no range of time',
    why: '`--since` says how far back to look.',
    help: 'write minutes, hours, days or weeks: `30m`, `1h`, `2d`, `1w`',
  },
  'wrong-date': {
    title: '`{value}` is no date',
    why: '`--start` is the first day of the rollout.',
    help: 'write it as YYYY-MM-DD, for example 2027-01-04',
  },
  'nobody-to-ask': {
    title: 'there is nobody to confirm the changes',
    why: 'Standard input or standard error is no terminal, and `apply` changes files.',
    help: 'use `--dry-run` to see the changes, and `--yes` to make them',
  },
  'dirty-files': {
    title: 'files that would be changed hold work that git could not give back',
    why: 'They are {files}.',
    help: 'commit or stash them, or use `--force`',
  },
  'apply-locked': {
    title: 'another `instrument apply` is at work here',
    why: 'Process {pid} holds the lock `{lock}`.',
    help: 'wait for it to end; if it is dead on another machine, remove the lock file',
  },
  'apply-failed': {
    title: 'the files could not be written: {reason}',
    why: '{state}',
    help: 'check permissions and free space, then run it again',
  },
  'nothing-to-undo': {
    title: 'there is no apply to take back',
    why: 'No apply is remembered for `{path}`.',
    help: 'give the directory that `instrument apply` was run for',
  },
  'undo-changed-files': {
    title: 'files have been changed since the apply; nothing was taken back',
    why: 'They are {files}.',
    help: 'take your changes to them back first, or use `--force` to lose them',
  },
  'internal-error': {
    title: '{message}',
    why: 'This is a bug in instrument, not a problem of your code.',
    help: 'run it again with `--debug` and report what it prints, with the version ({version}), to the maintainers',
  },
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorCodes;

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The values that the texts of one code need, by name. */
export type ErrorValues<Code extends ErrorCode> = Record<
  Placeholder<(typeof errorCodes)[Code][keyof ErrorText]>,
  string
>;
