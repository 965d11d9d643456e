/** Why the engine of `apply` leaves a planned change out; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const engineSkipCodes = {
  'go-version': {
    title: 'What is added needs a newer Go than the module says',
    why: 'The `go` line of go.mod is a promise to those who build the module. It is never raised in passing.',
    help: 'Raise the go line yourself when you are ready to (`go get go@<version>`), then run this again.',
  },
  'module-conflict': {
    title: 'The modules that are needed do not go together with those that are there',
    why: 'Adding a module may raise others. Here a package would then be in two modules, or in none, and nothing that uses it would build.',
    help: 'Bring the modules that the message names to versions that go together (`go get`), then run this again.',
  },
  'module-unavailable': {
    title: 'A module that is needed cannot be had',
    why: 'Neither the module cache nor the proxy gave it, so that go.mod and go.sum cannot be written and nothing can be checked.',
    help: 'Make the modules reachable (network, `GOPROXY`, or once `go mod download <module>@<version>`), then run this again.',
  },
  'no-go-toolchain': {
    title: 'There is no Go on this machine',
    why: 'Without Go neither go.mod and go.sum can be written, nor can it be checked that the change builds.',
    help: 'Install Go, so that go.mod and go.sum can be written, then run this again.',
  },
  'not-instrumented': {
    title: 'What the change is for is not instrumented',
    why: 'It only has a purpose beside others, which were left out. Alone it would change what calls do, for example cancel them with the request, and bring no span.',
    help: 'See to what is said of the sites of its libraries, then run this again.',
  },
  'package-manager': {
    title: 'The package manager’s files are not written',
    why: 'Dependencies and lockfile belong in the same change, and only the package manager of the repository writes them; a lockfile that does not agree breaks the next install.',
    help: 'Add the packages by hand with the package manager of the repository, or instrument the service by hand.',
  },
  'packages-unavailable': {
    title: 'The package manager cannot resolve what would be added',
    why: 'The registry is not reachable, or the packages do not go together with those that are there; the message holds its words.',
    help: 'Make the registry reachable, or settle what the package manager says, then run this again.',
  },
  'vendored-module': {
    title: 'The vendored modules could not be vendored anew',
    why: 'A module with a `vendor` folder builds from that alone; what is added has to be in it.',
    help: 'Add the modules with `go get` and vendor them (`go mod vendor`, `go work vendor`), then run this again.',
  },
} as const satisfies Record<string, DiagnosticText>;

export type EngineSkipCode = keyof typeof engineSkipCodes;
