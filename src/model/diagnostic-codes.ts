/** What a diagnostic of a scan means: the report, `instrument explain <code>` and docs/diagnostics.md read this table. */
export interface DiagnosticText {
  title: string;
  why: string;
  help: string;
}

export const diagnosticCodes = {
  unreadable: {
    title: 'A file or directory could not be read',
    why: 'The operating system refused to open it, or it disappeared while the scan ran. What it says is missing from the report.',
    help: 'Check its permissions and scan again.',
  },
  'invalid-utf8': {
    title: 'A source file is not valid UTF-8',
    why: 'Go and Node.js read source as UTF-8. In another encoding, names and positions would be wrong, so the file is left out.',
    help: 'Convert the file to UTF-8, or list it under `ignore` in instrument.yaml.',
  },
  'binary-file': {
    title: 'A file with a source extension holds binary data',
    why: 'It has NUL bytes in it, so it is no program text (an MPEG stream named `.ts`, for example).',
    help: 'Nothing to do when that is intended; list it under `ignore` in instrument.yaml to silence this.',
  },
  'file-too-large': {
    title: 'A source file is too large to be analysed',
    why: 'Files of this size, often a single line, are built or generated. Reading them costs much and says little.',
    help: 'List build output under `ignore` in instrument.yaml or in .gitignore.',
  },
  'invalid-yaml': {
    title: 'A YAML file could not be parsed',
    why: 'Compose files, Kubernetes manifests and the like say how services start. What this one says is missing.',
    help: 'Correct the line. A template that only becomes YAML later (Helm, Jinja) can be listed under `ignore`.',
  },
  'invalid-go-mod': {
    title: 'A go.mod or go.work file could not be parsed',
    why: 'It names the module and its replacements, which tell first-party imports from others.',
    help: 'Run `go mod edit -json` in its directory: it shows what is wrong.',
  },
  'invalid-package-json': {
    title: 'A package.json could not be parsed',
    why: 'It names the package, its entry points, scripts and dependencies. Services that only it describes are missing.',
    help: 'Correct the JSON at the line given; trailing commas and comments are not allowed there.',
  },
  'invalid-tsconfig': {
    title: 'A tsconfig.json could not be parsed',
    why: 'Its `paths` and `baseUrl` tell where imports lead. Imports through them may look like foreign packages.',
    help: 'Run `npx tsc --showConfig` in its directory: it shows what is wrong.',
  },
  'cyclic-tsconfig': {
    title: 'tsconfig files extend each other in a circle',
    why: 'None of them says what finally holds, so the settings that come from the circle are left out.',
    help: 'Break the circle of `extends`; TypeScript refuses it too.',
  },
  'analysis-failed': {
    title: 'A file could not be analysed',
    why: 'This is a mistake of instrument, not of the file. The file is left out; the rest of the scan goes on.',
    help: 'Please report it with the file, if you can share it.',
  },
  'syntax-error': {
    title: 'A source file has a syntax error',
    why: 'What could be understood of it is used; the rest is missing, so a service may seem less instrumented than it is.',
    help: 'Correct the file, or list it under `ignore` in instrument.yaml when it is not meant to compile.',
  },
  'sdk-loaded-late': {
    title: 'The OpenTelemetry SDK is loaded after the libraries that it instruments',
    why: 'Node.js instrumentation patches a module when it is loaded. Modules loaded earlier stay as they were and make no spans.',
    help: 'Load the SDK first: `node --import ./instrumentation.mjs server.js`, or make it the first import of the entry point.',
  },
  'esm-without-hook': {
    title: 'An ES module service starts its SDK without the loader hook',
    why: 'Patching works on `require`. For `import`, the OpenTelemetry loader hook has to be registered before the modules load.',
    help: "Call `register('@opentelemetry/instrumentation/hook.mjs', import.meta.url)` of `node:module` first in the file that `--import` loads.",
  },
  'sdk-missing': {
    title: 'Instrumentation is there, but no SDK is set up',
    why: 'Without an SDK the OpenTelemetry API does nothing: spans are started and thrown away.',
    help: 'Set up a tracer provider with an exporter at the start of the program.',
  },
  'no-services': {
    title: 'No service was found',
    why: 'A Go service is a `main` package that serves, consumes or loops; a Node.js service is a package that is started and does so.',
    help: 'Scan the root of the repository, and check that neither .gitignore nor `ignore` in instrument.yaml hides it.',
  },
} as const satisfies Record<string, DiagnosticText>;
