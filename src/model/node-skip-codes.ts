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
  'build-not-understood': {
    title: 'How the service is built is not told',
    why: 'The command starts a built file. The file that sets the SDK up has to be built beside it, or the service would not start at all. No tsconfig has an `outDir` that holds the program, and no script compiles file by file: a bundler may make one file of the sources, or the build may be elsewhere.',
    help: 'Write the set-up as plain JavaScript beside package.json, leave the libraries out of the bundle, and load it with `--require` or `--import` in the start command.',
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
  'needs-code-change': {
    title: 'A library takes its instrumentation in the code that uses it',
    why: 'Nothing hooks this library when it is loaded: a middleware, a plugin or an option has to be given to it where it is made, and which of several objects that is, is not told with certainty.',
    help: 'Add what the message names where the library is made. The page of the integration shows how.',
  },
  'context-not-followed': {
    title: 'A callback of a request is kept, and where it runs is not followed',
    why: 'A callback that a list or an emitter keeps runs in the context of whatever runs it. The spans that it makes then belong to no trace, or to that of another request. Here what runs it is not seen in the file, so nothing was changed.',
    help: 'Where it runs outside of the request, hand over `context.bind(context.active(), callback)` of `@opentelemetry/api` instead of the callback.',
  },
  'setup-not-understood': {
    title: 'The SDK is set up in a way that is not edited',
    why: 'The set-up lists its instrumentations, or is given its options, in a way that is not followed, for example by a condition or from a library. A second SDK beside it would break traces apart.',
    help: 'Add the instrumentations that the message names to the `instrumentations` of the set-up, and their packages to the dependencies.',
  },
  'setup-fixed-list': {
    title: 'The SDK is started by a module that has a fixed list of instrumentations',
    why: 'A module such as `@opentelemetry/auto-instrumentations-node/register` sets everything up when it is loaded. Nothing can be added to its list, and a second SDK beside it would break traces apart.',
    help: 'Replace it by a file of your own that makes a `NodeSDK` with `getNodeAutoInstrumentations()` and the instrumentations that the message names.',
  },
  'setup-loaded-late': {
    title: 'The SDK is set up after the libraries that it instruments are loaded',
    why: 'An instrumentation hooks a library when Node.js loads it. A library that is loaded before stays without spans.',
    help: 'Load the set-up before everything else, with `--import` or `--require` in the start command, or as the first import of the entry file.',
  },
  'setup-other-agent': {
    title: "Another vendor's agent traces the service",
    why: 'Agents such as `dd-trace`, `newrelic` and `elastic-apm-node` hook the same libraries as OpenTelemetry. Two in one process count every call twice, break traces apart, and see each other’s exports as calls of the service.',
    help: 'Keep the agent, and let it join traces by W3C headers (`traceparent`); or remove it and run `instrument apply` again.',
  },
  'setup-sentry': {
    title: 'Sentry has set up OpenTelemetry for itself',
    why: '`@sentry/node` 8 to 10 registers a tracer provider of its own when `Sentry.init` runs. A second SDK would not be registered, or would take the traces of Sentry away.',
    help: 'Give the instrumentations to Sentry with `openTelemetryInstrumentations`, or set `skipOpenTelemetrySetup: true` and add `SentrySpanProcessor`, `SentryPropagator` and `SentrySampler` to an SDK of your own.',
  },
  'setup-version': {
    title: 'No version of an instrumentation fits the SDK that is there',
    why: 'Instrumentations and the SDK have to be of the same line of releases; a mixture gives no spans, and says nothing.',
    help: 'Raise the OpenTelemetry packages of the service, then run `instrument apply` again.',
  },
  'no-package-json': {
    title: 'A program without a package.json',
    why: 'OpenTelemetry’s packages have to be dependencies of the program, and nothing says which it has.',
    help: 'Add a package.json beside the program or above it, then run `instrument apply` again.',
  },
  'unsupported-version': {
    title: 'The library is in a version that its instrumentation does not support',
    why: 'Outside the supported versions an instrumentation does nothing, and does not say so: there would be no spans.',
    help: 'Stay with a supported version, or put spans around the calls by hand (`instrument explain layer-3`).',
  },
  'no-instrumentation': {
    title: 'No maintained instrumentation is known for the library',
    why: 'What is not maintained breaks with the next release of the library or of OpenTelemetry.',
    help: 'Put spans around the calls by hand; `instrument explain <library>` says how context is passed on.',
  },
  'version-conflict': {
    title: 'No version of OpenTelemetry goes with what is there',
    why: 'The line of Go or the version of Node.js, or the OpenTelemetry that is used already, leaves none. Neither is raised for you.',
    help: 'Raise what the message names when you are ready to, then run `instrument apply` again.',
  },
} as const satisfies Record<string, DiagnosticText>;

export type NodeSkipCode = keyof typeof nodeSkipCodes;
