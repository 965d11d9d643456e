/** Whether `go build` on Linux takes a file: https://pkg.go.dev/cmd/go#hdr-Build_constraints. */

const OPERATING_SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '),
);
const SATISFIED = new Set(['linux', 'unix', 'amd64', 'gc', 'cgo']);

/** True when the file's name (`_GOOS`, `_GOARCH` suffixes) allows it in a build for linux/amd64, or in the tests of one. */
export function fileNameIsBuilt(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('_') || name.startsWith('.')) return false;
  const parts = suffixes(name);
  const last = parts.at(-1);
  if (last === undefined) return true;
  if (ARCHITECTURES.has(last)) {
    const system = parts.at(-2);
    return last === 'amd64' && (system === undefined || !OPERATING_SYSTEMS.has(system) || system === 'linux');
  }
  return !OPERATING_SYSTEMS.has(last) || last === 'linux';
}

/** What the name of a file says of its platform, as a `//go:build` line would; null when nothing. */
export function platformOfName(path: string): string | null {
  const [last, before] = suffixes(path.slice(path.lastIndexOf('/') + 1)).reverse();
  if (last === undefined) return null;
  if (!ARCHITECTURES.has(last)) return OPERATING_SYSTEMS.has(last) ? last : null;
  return before !== undefined && OPERATING_SYSTEMS.has(before) ? `${before} && ${last}` : last;
}

function suffixes(name: string): string[] {
  return name
    .replace(/(?:_test)?\.go$/, '')
    .split('_')
    .slice(1);
}

/**
 * Evaluates a `//go:build` line (the whole comment) with the tags of a default linux/amd64 build: tags of the
 * project's own are not set, language versions are. A line that does not parse counts as satisfied.
 */
export function constraintIsSatisfied(comment: string): boolean {
  const words = comment.replace(/^\/\/go:build/, '').match(/[\w.]+|&&|\|\||[!()]/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (words[at] === '||') {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (words[at] === '&&') {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const word = words[at++];
    if (word === '!') return !one();
    if (word === '(') {
      const value = either();
      at++;
      return value;
    }
    return word === undefined || SATISFIED.has(word) || /^go1\.\d+$/.test(word);
  };
  return either();
}
