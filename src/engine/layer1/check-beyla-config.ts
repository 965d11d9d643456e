/** Finds what Beyla would silently ignore or refuse in a configuration file. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { beylaKeys, type Expected } from '#codemods/beyla/config-keys.js';

export interface ConfigProblem {
  code: 'invalid-yaml' | 'unknown-key' | 'wrong-value' | 'conflict';
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
  /** Keys to the place, `discovery.instrument[0].k8s_namespace`. */
  path: string;
  message: string;
  /** For an unknown key: the keys that may stand there. */
  known?: readonly string[];
  /** The unknown key itself. */
  key?: string;
}

/** @param text of a YAML file; never throws */
export function checkBeylaConfig(text: string): ConfigProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'silent' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      code: 'invalid-yaml',
      ...at(error.pos[0]),
      path: '',
      message: error.message.split('\n')[0]?.replace(/ at line.*/, '') ?? error.code,
    }));
  }
  return [...problemsOf(document.contents, beylaKeys, '', document), ...conflictsOf(document)]
    .map(({ node, ...problem }) => ({ ...problem, ...at(node.range?.[0] ?? 0) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

type Found = Omit<ConfigProblem, 'line' | 'column'> & { node: Node };

function problemsOf(node: Node | null, expected: Expected, path: string, document: Document): Found[] {
  if (node === null || (isScalar(node) && node.value === null)) return [];
  if (isAlias(node)) return problemsOf(node.resolve(document) ?? null, expected, path, document);
  if (typeof expected !== 'object' || expected.is === 'one-of') return scalarProblems(node, expected, path);
  if (expected.is === 'list') {
    if (!isSeq(node)) return [wrong(node, path, 'a list')];
    return node.items.flatMap((item, index) =>
      problemsOf(item as Node | null, expected.of, `${path}[${index}]`, document),
    );
  }
  if (!isMap(node)) return [wrong(node, path, 'a section with keys')];
  return node.items.flatMap(({ key, value }): Found[] => {
    if (!isScalar(key) || key.value === '<<') return [];
    const name = String(key.value);
    const below = path === '' ? name : `${path}.${name}`;
    const known = expected.is === 'map' ? { [name]: expected.of } : expected.keys;
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    if (own !== undefined) return problemsOf(value as Node | null, own, below, document);
    const where = path === '' ? "Beyla's configuration" : `\`${path}\``;
    return [
      {
        node: key,
        code: 'unknown-key',
        path: below,
        key: name,
        known: Object.keys(known),
        message: `\`${name}\` is no key of ${where}, so that Beyla does not read it.`,
      },
    ];
  });
}

/** Go's durations: `300ms`, `1m30s`. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$|^0$/;
const PORTS = /^\d+(?:-\d+)?(?:\s*,\s*\d+(?:-\d+)?)*$/;
const PROPAGATION = /^(?:disabled|all|(?:headers|tcp)(?:\s*,\s*(?:headers|tcp))*)$/;
/** Beyla fills `${VAR}` and `${VAR:-default}` in before it parses. */
const VARIABLE = /\$\{/;

function scalarProblems(node: Node, expected: Expected, path: string): Found[] {
  if (expected === 'any') return [];
  if (expected === 'ports' && isSeq(node)) {
    const isPorts = node.items.every((item) => isScalar(item) && Number.isInteger(item.value));
    return isPorts ? [] : [wrong(node, path, 'port numbers')];
  }
  if (!isScalar(node)) return [wrong(node, path, 'a single value')];
  const text = String(node.value);
  if (VARIABLE.test(text)) return [];
  const problem = expectationOf(expected, node.value, text);
  return problem === null ? [] : [wrong(node, path, problem)];
}

/** @returns what is expected instead, null when the value is fine */
function expectationOf(expected: Expected, value: unknown, text: string): string | null {
  if (typeof expected === 'object')
    return expected.is !== 'one-of' || expected.values.includes(text)
      ? null
      : `one of ${expected.values.map((one) => `\`${one}\``).join(', ')}`;
  switch (expected) {
    case 'boolean':
      return typeof value === 'boolean' ? null : '`true` or `false`';
    case 'integer':
      return Number.isInteger(value) ? null : 'a whole number';
    case 'number':
      return typeof value === 'number' ? null : 'a number';
    case 'duration':
      return DURATION.test(text) ? null : 'a duration such as `5s`';
    case 'ports':
      return PORTS.test(text) ? null : 'ports such as `80,8000-8999`';
    case 'propagation':
      return PROPAGATION.test(text) ? null : '`disabled`, `headers`, `tcp`, `headers,tcp` or `all`';
    default:
      return typeof value === 'object' ? 'a text' : null;
  }
}

function wrong(node: Node, path: string, expected: string): Found {
  const found = isScalar(node) ? `\`${String(node.value)}\`` : isMap(node) ? 'a section' : 'a list';
  return { node, code: 'wrong-value', path, message: `\`${path}\` takes ${expected}, and not ${found}.` };
}

const EXPORTERS = [
  'otel_traces_export',
  'otel_metrics_export',
  'prometheus_export',
  'trace_printer',
  'grafana',
];

/** What Beyla refuses at its start, or ignores, although each value is fine. */
function conflictsOf(document: Document): Found[] {
  const { contents } = document;
  if (!isMap(contents)) return [];
  const node = (...path: string[]) => document.getIn(path, true) as Node | undefined;
  const found: Found[] = [];
  const tell = (at: Node, path: string, message: string) =>
    found.push({ node: at, code: 'conflict', path, message });
  if (!EXPORTERS.some((key) => contents.has(key))) {
    const names = EXPORTERS.map((key) => `\`${key}\``).join(', ');
    tell(
      contents,
      '',
      `Nothing is exported: unless the environment says where to, Beyla needs one of ${names}.`,
    );
  }
  const services = node('discovery', 'services');
  if (services && node('discovery', 'instrument'))
    tell(
      services,
      'discovery.services',
      '`discovery.services` is ignored as soon as `discovery.instrument` is there.',
    );
  const wildcard = node('routes', 'wildcard_char');
  if (isScalar(wildcard) && String(wildcard.value).length > 1)
    tell(wildcard, 'routes.wildcard_char', '`routes.wildcard_char` takes one character.');
  return found;
}
