/** Decides which calls are sites of which integration. */
import type { NodeIntegration, NodePattern } from '../../../model/integration.js';
import type { Role } from '../../../model/scan-report.js';
import { matchesName } from '../outline/interest.js';
import { type Linked, type LinkedCall, type Linker, linkedCall, MISSING } from './linker.js';

export interface PatternMatch {
  integration: NodeIntegration;
  role: Role;
}

export interface PatternIndex {
  match(call: LinkedCall, linker: Linker): PatternMatch[];
  /** Whether values of this module at this path can still become a site, for example a re-exported class. */
  mayLeadToSite(module: string, path: readonly string[]): boolean;
}

type Entry = { integration: NodeIntegration; pattern: NodePattern };

/** Members of the default import count as members of the module: CommonJS libraries give both. */
function withoutDefault(path: readonly string[]): readonly string[] {
  let start = 0;
  while (path[start] === 'default') start++;
  return path.slice(start);
}

function matchesExport(wanted: string, path: readonly string[]): boolean {
  if (wanted === 'default') return path.length === 0;
  if (wanted.endsWith('**')) {
    const prefix = wanted.slice(0, -2).split('.');
    return path.length > prefix.length && prefix.every((name, i) => path[i] === name);
  }
  if (wanted.startsWith('*'))
    return path.length === 1 && path[0]!.endsWith(wanted.slice(1)) && path[0] !== '()';
  const names = wanted.split('.').filter((name) => name !== 'default');
  return names.length === path.length && names.every((name, i) => path[i] === name);
}

function matchesModule(wanted: string, module: string): boolean {
  if (wanted === '*') return module === MISSING;
  return matchesName(wanted, module);
}

function matchesTarget(pattern: NodePattern, call: LinkedCall, { value }: Linked): boolean {
  const { form } = call.call;
  if (pattern.kind === 'global') {
    if (value.is !== 'global' || form !== 'call') return false;
    return value.name === pattern.name
      ? value.path.length === 0
      : value.name === 'globalThis' && value.path.join() === pattern.name;
  }
  if (value.is !== 'module' || !matchesModule(pattern.module, value.module)) return false;
  const path = withoutDefault(value.path);
  if (pattern.kind === 'method')
    return form === 'call' && path.length > 1 && pattern.methods.includes(path.at(-1)!);
  const wantedForm = pattern.kind === 'call' && form === 'decorator' ? 'decorator' : pattern.kind;
  return form === wantedForm && pattern.exports.some((name) => matchesExport(name, path));
}

/** Any name out of generated code that is not there. */
function isGuess(pattern: NodePattern): boolean {
  return (
    'exports' in pattern && pattern.module === '*' && pattern.exports.some((name) => name.startsWith('*'))
  );
}

/** `new CartClient(address, credentials.createInsecure())`: the arguments tell the library. */
function takesValueOf(integration: NodeIntegration, { call }: LinkedCall): boolean {
  return call.args.some(
    (arg) => arg.is === 'module' && integration.packages.some(({ name }) => arg.module === name),
  );
}

/** `app.register(plugin, options)` calls the plugin. */
function registeredPlugin({ file, call }: LinkedCall, linker: Linker): LinkedCall | null {
  if (call.form !== 'call' || call.method !== 'register') return null;
  const plugin = call.args[0];
  if (plugin?.is !== 'module') return null;
  return linkedCall(file, { ...call, callee: plugin, method: null }, linker.resolve(plugin, file));
}

/** Indexes the patterns of all integrations. */
export function createPatternIndex(integrations: readonly NodeIntegration[]): PatternIndex {
  const entries: Entry[] = integrations.flatMap((integration) =>
    integration.sites.map((pattern) => ({ integration, pattern })),
  );
  const byModule = new Map<string, Entry[]>();
  const others = entries.filter(({ pattern }) => pattern.kind === 'global' || pattern.module.endsWith('*'));
  for (const entry of entries) {
    if (entry.pattern.kind === 'global' || entry.pattern.module.endsWith('*')) continue;
    byModule.set(entry.pattern.module, [...(byModule.get(entry.pattern.module) ?? []), entry]);
  }
  const candidates = ({ value }: Linked): readonly Entry[] => {
    if (value.is === 'global') return others;
    return value.is === 'module' ? [...(byModule.get(value.module) ?? []), ...others] : [];
  };
  const matchOne = (call: LinkedCall): PatternMatch[] =>
    call.targets.flatMap((target) =>
      candidates(target)
        .filter(({ pattern }) => matchesTarget(pattern, call, target))
        .filter(({ integration, pattern }) => !isGuess(pattern) || takesValueOf(integration, call))
        .map(({ integration, pattern }) => ({ integration, role: pattern.role ?? integration.role })),
    );
  return {
    match(call, linker) {
      const plugin = registeredPlugin(call, linker);
      const found = [...matchOne(call), ...(plugin === null ? [] : matchOne(plugin))];
      return found.filter(
        (one, i) =>
          found.findIndex((other) => other.integration === one.integration && other.role === one.role) === i,
      );
    },
    mayLeadToSite(module, path) {
      const used = withoutDefault(path);
      return [...(byModule.get(module) ?? []), ...others].some(({ pattern }) => {
        if (pattern.kind === 'global' || !matchesModule(pattern.module, module)) return false;
        if (pattern.kind === 'method') return true;
        return pattern.exports.some((wanted) => {
          const names = wanted
            .replace(/\*+$/, '')
            .split('.')
            .filter((name) => name !== 'default' && name !== '');
          if (wanted.endsWith('**'))
            return (
              used.length <= names.length ||
              (names.every((name, i) => used[i] === name) && !used.includes('new'))
            );
          return used.length <= names.length && used.every((name, i) => names[i] === name);
        });
      });
    },
  };
}
