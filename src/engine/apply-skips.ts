/** Skips that the engine itself decides on, beside those of the planners. */
import type { Change, Skip } from '../model/change.js';
import type { ApplyScene } from './apply-scene.js';

export type EngineSkipCode =
  | 'go-version'
  | 'module-conflict'
  | 'module-unavailable'
  | 'no-go-toolchain'
  | 'not-instrumented'
  | 'vendored-module'
  | 'package-manager'
  | 'packages-unavailable';

const HELP: Record<EngineSkipCode, string> = {
  'go-version':
    'Raise the go line yourself when you are ready to (`go get go@<version>`), then run this again.',
  'module-conflict':
    'Bring the modules that the message names to versions that go together (`go get`), then run this again.',
  'module-unavailable':
    'Make the modules reachable (network, `GOPROXY`, or once `go mod download <module>@<version>`), then run this again.',
  'no-go-toolchain': 'Install Go, so that go.mod and go.sum can be written, then run this again.',
  'not-instrumented': 'See to what is said of the sites of its libraries, then run this again.',
  'package-manager':
    'Add the packages by hand with the package manager of the repository, or instrument the service by hand.',
  'packages-unavailable':
    'Make the registry reachable, or settle what the package manager says, then run this again.',
  'vendored-module':
    'Add the modules with `go get` and vendor them (`go mod vendor`, `go work vendor`), then run this again.',
};

/** Leaves a change out, one skip per service that it would have affected. */
export function skipChange(scene: ApplyScene, change: Change, code: EngineSkipCode, message: string): Skip[] {
  const first = change.edits[0];
  const file = first?.file ?? change.creates[0]?.file ?? '.';
  const before = first ? (scene.workspace.read(first.file) ?? '').slice(0, first.start) : '';
  const line = before.split('\n').length;
  return (change.services.length > 0 ? change.services : ['']).map((service) => ({
    code,
    service,
    file,
    line,
    message: `${change.title}: ${message}`,
    help: HELP[code],
  }));
}
