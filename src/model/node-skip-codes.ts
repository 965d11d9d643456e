/** Why `apply` leaves a part of a Node.js service alone; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const nodeSkipCodes = {
  'start-not-found': {
    title: 'Nothing in the repository says how the service is started',
    why: 'The SDK of OpenTelemetry has to be loaded before the libraries that it instruments, so the command that starts the service has to load it first. No script, Dockerfile, compose file, Kubernetes manifest, Procfile, PM2 file or systemd unit of the repository starts this service.',
    help: 'Start it with `node --import ./instrumentation.mjs <file>`, or set `NODE_OPTIONS="--import ./instrumentation.mjs"` where it runs.',
  },
  'start-not-understood': {
    title: 'A command starts the service in a way that is not edited',
    why: 'The flag that loads the SDK first has to go where Node.js takes it. Here a program, a quotation or a template stands in between that is not followed, so that a change might land in the wrong place.',
    help: 'Put the flag that the message names where Node.js is started, or set `NODE_OPTIONS` to it in the environment of the service.',
  },
  'start-not-node': {
    title: 'The service is not run by Node.js',
    why: 'Bun and Deno have no hooks that instrument libraries as they are loaded, so the libraries of OpenTelemetry for Node.js make no spans there.',
    help: 'Deno: set `OTEL_DENO=true`. Bun: run the service with Node.js, or make spans by hand with `@opentelemetry/api`.',
  },
  'start-late-import': {
    title: 'A file is loaded before the SDK can be',
    why: 'Node.js loads what `--require` names before what `--import` names. The file that is required may load libraries, which then stay without instrumentation.',
    help: 'Load that file with `--import` as well, behind the SDK, or import it in the entry file.',
  },
  'start-other-agent': {
    title: "The service is started by another vendor's agent",
    why: 'An agent such as `dd-trace` hooks the same libraries. Two agents in one process count everything twice and break traces apart.',
    help: 'Keep the agent and send its spans on, or remove it first and run `instrument apply` again.',
  },
  'start-serverless': {
    title: 'The service is a function that a platform starts',
    why: 'A function is frozen between calls, so spans that wait in a batch are lost, and there is no command to change. Platforms load the SDK by a layer of their own.',
    help: 'AWS Lambda: add the OpenTelemetry layer for Node.js and set `AWS_LAMBDA_EXEC_WRAPPER=/opt/otel-handler`.',
  },
  'start-image': {
    title: 'The image does not hold what the SDK needs',
    why: 'The image copies built files only, or files from a place that the Dockerfile does not tell. The packages of OpenTelemetry, or the file that sets them up, would be missing when the container starts.',
    help: 'Copy the file that the message names into the image, install the production dependencies in its last stage, and put the flag into its start command.',
  },
  'bundled-libraries': {
    title: 'Libraries are bundled into the program',
    why: 'Instrumentations hook a library when Node.js loads it as a module of its own. A bundler that puts it into one file with the program takes that moment away: only HTTP and `fetch` would make spans.',
    help: 'Leave the libraries that the message names out of the bundle (`external`), and install them beside it.',
  },
} as const satisfies Record<string, DiagnosticText>;

export type NodeSkipCode = keyof typeof nodeSkipCodes;
