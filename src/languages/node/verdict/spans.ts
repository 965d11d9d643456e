/** Manual OpenTelemetry spans: direct ones, and calls of the user's own functions that start one. */
import type { ManualSpan } from '../../../model/scan-report.js';
import type { Value } from '../facts/facts.js';
import type { LinkedCall } from '../link/linker.js';
import type { LoadedCode } from './loaded-code.js';

const STARTS = new Set(['startSpan', 'startActiveSpan']);
const DECORATORS: readonly (readonly [string, string])[] = [
  ['nestjs-otel', 'Span'],
  ['@amplication/opentelemetry-nestjs', 'Span'],
  ['nestjs-opentelemetry', 'Span'],
  ['@metinseylan/nestjs-opentelemetry', 'Span'],
];

/** Where a wrapper takes the span's name from: one of its parameters. */
interface NameParameter {
  position: number;
  path: readonly string[];
}

const OTHER_SPANS =
  /^(?:opentracing|dd-trace|jaeger-client|lightstep-tracer|zipkin|@sentry\/.*|elastic-apm-node)$/;

/** Whether a tracer of unknown origin in this file is OpenTelemetry's: the service loads its API, and the file no other. */
function tracerIsOpenTelemetry(file: string, code: LoadedCode): boolean {
  const loads = (from: string, matches: (module: string) => boolean) =>
    code.graph.edges(from).some(({ external }) => external !== null && matches(external));
  const isApi = (module: string) => module.startsWith('@opentelemetry/');
  if (loads(file, isApi)) return true;
  return !loads(file, (module) => OTHER_SPANS.test(module)) && code.files.some((one) => loads(one, isApi));
}

/** Whether a call starts an OpenTelemetry span itself. */
export function startsSpan(call: LinkedCall, code: LoadedCode): boolean {
  const { method, form } = call.call;
  const targets = call.libraries;
  if (form === 'decorator')
    return targets.some(({ module, path }) =>
      DECORATORS.some(([name, member]) => name === module && path.at(-1) === member),
    );
  if (method === null || !STARTS.has(method) || form !== 'call') return false;
  if (targets.length > 0)
    return targets.some(
      ({ module, path }) => /opentelemetry|otel/.test(module) && STARTS.has(path.at(-1) ?? ''),
    );
  const isOwnFunction = call.targets.some(({ value }) => value.is === 'function');
  return !isOwnFunction && tracerIsOpenTelemetry(call.file, code);
}

function calledFunctions(call: LinkedCall): string[] {
  return call.targets.flatMap(({ value, file }) => (value.is === 'function' ? [`${file}#${value.fn}`] : []));
}

function nameIn(
  args: readonly Value[],
  file: string,
  from: NameParameter,
  code: LoadedCode,
): readonly Value[] {
  const arg = args[from.position];
  if (arg === undefined) return [];
  let values = code.linker.resolve(arg, file);
  for (const step of from.path) values = values.flatMap((value) => code.linker.step(value, step));
  return values.map(({ value }) => value);
}

interface Wrapper {
  name: NameParameter;
  /** The span that it starts, shown when no call of it says more. */
  inside: ManualSpan;
  calls: ManualSpan[];
}

const MAX_ROUNDS = 4;

/** Every manual span of the loaded code, by file and line; a wrapper's span is shown where the wrapper is called by name. */
export function findSpans(code: LoadedCode): ManualSpan[] {
  const spans: ManualSpan[] = [];
  const wrappers = new Map<string, Wrapper>();

  /** A span whose name is a parameter belongs to the callers of the function. */
  const record = (call: LinkedCall, names: readonly Value[], into: ManualSpan[]): void => {
    const place = { file: call.file, line: call.call.line };
    const parameter = names.find((value) => value.is === 'parameter');
    const key = parameter?.is === 'parameter' ? `${call.file}#${parameter.fn}` : null;
    if (parameter?.is === 'parameter' && key !== null && !wrappers.has(key)) {
      const { position, path } = parameter;
      wrappers.set(key, { name: { position, path }, inside: { name: null, ...place }, calls: [] });
      return;
    }
    const text = names.length === 1 && names[0]?.is === 'text' ? names[0].text : null;
    into.push({ name: text, ...place });
  };

  for (const call of code.calls) {
    if (!startsSpan(call, code)) continue;
    const [name] = call.call.args;
    record(
      call,
      name === undefined ? [] : code.linker.resolve(name, call.file).map(({ value }) => value),
      spans,
    );
  }
  let pending: readonly string[] = [...wrappers.keys()];
  for (let round = 0; round < MAX_ROUNDS && pending.length > 0; round++) {
    const current = new Set(pending);
    const before = new Set(wrappers.keys());
    for (const call of code.calls) {
      const key = calledFunctions(call).find((candidate) => current.has(candidate));
      const wrapper = key === undefined ? undefined : wrappers.get(key);
      if (wrapper === undefined || call.call.form !== 'call') continue;
      record(call, nameIn(call.call.args, call.file, wrapper.name, code), wrapper.calls);
    }
    pending = [...wrappers.keys()].filter((key) => !before.has(key));
  }
  for (const { inside, calls } of wrappers.values()) {
    if (calls.some(({ name }) => name !== null)) spans.push(...calls);
    else spans.push(inside);
  }
  return spans.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
