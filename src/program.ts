/** Every command and flag of the command line, and which command answers it. */
import { Command, Option } from 'commander';
import type { ApplyFlags } from './commands/apply.js';
import type { Person } from './commands/apply-confirm.js';
import type { CheckFlags } from './commands/check.js';
import type { CommandContext } from './commands/command-context.js';
import type { ExplainFlags } from './commands/explain.js';
import type { InitFlags } from './commands/init.js';
import type { LintFlags } from './commands/lint.js';
import type { PlanFlags } from './commands/plan.js';
import type { ScanFlags } from './commands/scan.js';
import type { VerifyFlags } from './commands/verify.js';
import { toolVersion } from './config/tool-version.js';

/** The flags that every command takes. */
export interface GlobalFlags {
  cwd?: string;
  quiet?: boolean;
  debug?: boolean;
  color: boolean;
}

/** What the commands are told of the process that they run in. */
interface Surroundings {
  contextOf(flags: GlobalFlags): CommandContext;
  /** Null when nobody reads stderr or can answer. */
  person(): Person | null;
  /** Columns. */
  helpWidth: number;
}

/**
 * The commands with their flags, ready to parse. A command is loaded when it is called, so that `--help` stays quick.
 * Gives each command's exit code to `exit`: 0 fine, 1 findings, 2 could not run.
 */
export function buildProgram(
  { contextOf, person, helpWidth }: Surroundings,
  exit: (code: number) => void,
): Command {
  const program = new Command('instrument')
    .description(
      'Finds out which OpenTelemetry instrumentation Go and Node.js services have, and which they should have.',
    )
    .usage('<command> [flags]')
    .version(toolVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help for the program or a command')
    .option('--cwd <dir>', 'run as if started in this directory')
    .option('-q, --quiet', 'print nothing on stderr but errors')
    .option('--debug', 'print stack traces and causes of errors')
    .option('--no-color', 'do not colour the output (NO_COLOR and FORCE_COLOR work too)')
    .configureHelp({ showGlobalOptions: true, helpWidth })
    .configureOutput({ outputError: () => {}, writeErr: () => {} })
    .exitOverride()
    .addHelpText(
      'after',
      '\nStart here:\n  instrument scan            what each service here has, and should have\n  instrument explain layers  what the three layers see, and what they cost\n',
    );

  const context = () => contextOf(program.opts<GlobalFlags>());

  program
    .command('scan')
    .summary('show the instrumentation layer of every service')
    .description(
      'Finds the services of a repository and says which instrumentation layer each has and should have.',
    )
    .argument('[path]', 'directory to scan (default: the working directory)')
    .option('-s, --service <name|path>', 'only this service, with all details; a glob; repeatable', append)
    .option('-f, --format <format>', 'text, json, markdown or html (default: text)')
    .option(
      '-o, --output <[format:]file>',
      'write to a file instead of stdout; - is stdout; repeatable',
      append,
    )
    .option('--config <file>', 'configuration (default: instrument.yaml of the scanned directory)')
    .option('--concurrency <n>', 'files to analyse at the same time (default: one per core, at most 4)')
    .option('--no-cache', 'analyse every file again')
    .action(async (path: string | undefined, flags: ScanFlags) => {
      const { scanCommand } = await import('./commands/scan.js');
      exit(await scanCommand(path, flags, context()));
    });

  program
    .command('apply')
    .summary('add the instrumentation of a layer to the code')
    .description(
      'Layer 1 writes manifests of an eBPF agent, its gateway, dashboards and rules; layer 2 sets the SDK up and adds the instrumentation libraries that a service needs: Go code is wrapped, Node.js loads them before it starts; layer 3 puts spans around the functions that you flag. Shows the changes and asks before it writes; what does not build is left out. Runs the `go` and the package manager of the PATH.',
    )
    .argument('[path]', 'directory of the services (default: the working directory)')
    .option(
      '-l, --layer <layer>',
      '1: write manifests that watch every service; 2: wrap servers and clients; 3: spans around flagged functions',
    )
    .option(
      '--flag <function>',
      'layer 3: put a span around this function, Type.Method or glob; repeatable',
      append,
    )
    .option(
      '--suggest [n]',
      'layer 3: also the best candidates of the scan, up to n spans in all (default: 10)',
    )
    .option(
      '--thread-context',
      'layer 3, Go: hand a context down to flagged functions that have none, through functions that this module alone calls',
    )
    .option(
      '--save',
      'layer 3: also write the functions of --flag and --suggest to `operations` of instrument.yaml',
    )
    .addOption(
      new Option(
        '--unflag <function>',
        'layer 3: take the span of this function out again, Type.Method or glob; repeatable',
      )
        .argParser(append)
        .conflicts(['flag', 'suggest', 'save', 'threadContext']),
    )
    .option('--out <dir>', 'layer 1: directory of the manifests (default: deploy/beyla)')
    .option('--helm', 'layer 1: values for the official charts instead of manifests (or --format helm)')
    .option('--obi', "layer 1: OpenTelemetry's distribution of the agent instead of Grafana's")
    .option('--privileged', 'layer 1: run the agent privileged instead of with single capabilities')
    .option('--dry-run', 'show what would be changed, and change nothing')
    .option('-y, --yes', 'do not ask')
    .option('--no-verify', 'do not build before and after')
    .option('--force', 'also change files with uncommitted work; with --undo, files changed since')
    .option('--undo', 'take the last apply back')
    .option('-s, --service <name|path>', 'only this service; a glob; repeatable', append)
    .option('-f, --format <format>', 'text, json or diff (default: text)')
    .option(
      '-o, --output <[format:]file>',
      'write to a file instead of stdout; - is stdout; repeatable',
      append,
    )
    .option('--config <file>', 'configuration (default: instrument.yaml of the directory)')
    .action(async (path: string | undefined, flags: ApplyFlags) => {
      const { applyCommand } = await import('./commands/apply.js');
      exit(await applyCommand(path, flags, context(), person()));
    });

  program
    .command('plan')
    .summary('plan the rollout: which services and flows first, and why')
    .description(
      'Orders the services by what the code says of them and, with a back end, by live traffic; gives the steps of three phases with effort and the trace to expect.',
    )
    .argument('[path]', 'directory of the services (default: the working directory)')
    .option('--prometheus <url>', 'rank by live RED metrics of this Prometheus or Mimir')
    .option('--tempo <url>', 'rank by the unexplained time of traces in this Tempo')
    .option('--header <name: value>', 'send this header to the back ends; repeatable', append)
    .option('--since <range>', 'how far back live figures go: 1h, 2d (default: 1h)')
    .option('--start <date>', 'first day of the rollout, YYYY-MM-DD (default: next Monday)')
    .option('-f, --format <format>', 'text, markdown or json (default: text)')
    .option(
      '-o, --output <[format:]file>',
      'write to a file instead of stdout; - is stdout; repeatable',
      append,
    )
    .option('--config <file>', 'configuration (default: instrument.yaml of the directory)')
    .option('--no-cache', 'analyse every file again')
    .action(async (path: string | undefined, flags: PlanFlags) => {
      const { planCommand } = await import('./commands/plan.js');
      exit(await planCommand(path, flags, context()));
    });

  program
    .command('verify')
    .summary('ask Tempo and Mimir whether the telemetry of every service arrives')
    .description(
      'Asks the back ends, tenant by tenant, for traces and RED metrics of the services that the scan finds. Exits with 1 when something is missing or lies under the wrong tenant.',
    )
    .argument('[path]', 'directory of the services (default: the working directory)')
    .option('--tempo <url>', 'base URL of Tempo')
    .option('--mimir <url>', 'base URL of the Prometheus API: for Mimir it ends in /prometheus')
    .option('--header <name: value>', 'send this header too; repeatable', append)
    .option('--since <range>', 'how far back to look: 30m, 1h, 2d (default: 1h)')
    .option('-f, --format <format>', 'text or json (default: text)')
    .option('--config <file>', 'configuration with the tenants (default: instrument.yaml of the directory)')
    .action(async (path: string | undefined, flags: VerifyFlags) => {
      const { verifyCommand } = await import('./commands/verify.js');
      exit(await verifyCommand(path, flags, context()));
    });

  program
    .command('lint')
    .summary('check spans and instrumentation against rules: the CI gate')
    .description(
      'Checks how Go and Node.js code uses OpenTelemetry. Exits with 1 on errors, and on what the flags below forbid.',
    )
    .argument('[path]', 'directory to lint (default: the working directory)')
    .option('-r, --rule <rule[:severity]>', 'only this rule, with this severity; repeatable', append)
    .option('--preset <name>', 'recommended, strict or all (default: recommended)')
    .option('-s, --service <name|path>', 'only this service; a glob; repeatable', append)
    .option('--tests', 'lint tests too')
    .option('--since <ref>', 'only findings that are new since the merge base with this revision')
    .option('--staged', 'only findings that what is staged for commit brings')
    .option('--baseline <file>', 'accept the findings that this file lists; fail on entries that are gone')
    .option('--update-baseline', 'write the baseline anew (default: instrument-baseline.json)')
    .option('--max-warnings <n>', 'fail on more warnings than this')
    .option('--min-coverage <percent>', 'fail when fewer of the sites are instrumented')
    .option('--fix', 'make the fixes that are safe')
    .option('--fix-unsafe', 'make all fixes, also those that may change what the program does')
    .option('--fix-dry-run', 'show what --fix would change, and change nothing')
    .option('-f, --format <format>', 'text, json, sarif, github, gitlab, junit or agent (default: text)')
    .option(
      '-o, --output <[format:]file>',
      'write to a file instead of stdout; - is stdout; repeatable',
      append,
    )
    .option('--config <file>', 'configuration (default: instrument.yaml of the directory)')
    .option('--concurrency <n>', 'files to analyse at the same time (default: one per core, at most 4)')
    .option('--no-cache', 'analyse every file again')
    .action(async (path: string | undefined, flags: LintFlags) => {
      const { lintCommand } = await import('./commands/lint.js');
      exit(await lintCommand(path, flags, context()));
    });

  program
    .command('check')
    .summary('check a configuration of Beyla, which itself ignores what it does not know')
    .description('Finds unknown keys and wrong values in a Beyla configuration, with the key that was meant.')
    .argument('<file>', 'for example deploy/beyla/beyla.yaml')
    .option('-f, --format <format>', 'text or json (default: text)')
    .action(async (file: string, flags: CheckFlags) => {
      const { checkCommand } = await import('./commands/check.js');
      exit(checkCommand(file, flags, context()));
    });

  program
    .command('explain')
    .summary('explain a lint rule, an integration, a reason, a diagnostic, an error or the layers')
    .description('Prints the page of an id that a report shows, or without an id the list of all.')
    .argument('[id]', 'for example net/http-server, syntax-error or layers')
    .option('-f, --format <format>', 'text or markdown (default: text)')
    .action(async (id: string | undefined, flags: ExplainFlags) => {
      const { explainCommand } = await import('./commands/explain.js');
      exit(explainCommand(id, flags, context()));
    });

  program
    .command('init')
    .summary('write a commented instrument.yaml')
    .description('Writes a commented instrument.yaml, or prints a snippet for a CI system.')
    .option('--ci <system>', 'print a CI snippet instead: github or gitlab')
    .option('-o, --output <file>', 'write to this file')
    .addOption(new Option('--force', 'replace a file that exists'))
    .action(async (flags: InitFlags) => {
      const { initCommand } = await import('./commands/init.js');
      exit(initCommand(flags, context()));
    });
  return program;
}

function append(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
