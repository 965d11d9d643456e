import { directoryOf } from '../../model/relative-path.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { joinInRoot } from '../relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { interpretDockerfile } from './dockerfile.js';
import { parseEnvFile } from './env-file.js';
import { parseYaml, type YamlDocument } from './parse-yaml.js';
import {
  asList,
  asRecord,
  asText,
  asTexts,
  isRecord,
  type PlainRecord,
  textEntries,
  valueAt,
} from './plain-data.js';
import { commandWords } from './shell-words.js';
import { substitute } from './substitute.js';

/** A compose file by its name: `compose.yaml`, `docker-compose.prod.yml`, `docker-stack.yml`, … */
export function isComposePath(path: string): boolean {
  return /(^|\/)([\w.-]+[.-])?(docker-compose|compose|docker-stack)([.-][\w.-]+)?\.ya?ml$/i.test(path);
}

/**
 * The services of a compose file: `extends`, anchors, `env_file` and `${VAR:-default}` resolved; variables come from
 * `.env` beside it. A start command that the file leaves open is taken from the Dockerfile that it builds.
 */
export function readCompose(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): BuiltWorkload[] {
  const text = workspace.read(path);
  if (text === null) return [];
  const file = new ComposeFile(path, workspace);
  return parseYaml({ text, path }, report).flatMap((document) => {
    const { services, at } = servicesOf(document);
    return Object.keys(services).map((name) => ({
      ...file.workload(name, services),
      line: document.lineOf(...at, name),
    }));
  });
}

/** Files before version 2 have the services at the top. */
function servicesOf({ value }: YamlDocument): { services: PlainRecord; at: string[] } {
  const top = asRecord(value);
  if ('services' in top) return { services: asRecord(top.services), at: ['services'] };
  const entries = Object.entries(top).filter(
    ([, entry]) => isRecord(entry) && ('image' in entry || 'build' in entry),
  );
  return { services: Object.fromEntries(entries), at: [] };
}

/** Resolves the services of one compose file against its directory and its `.env`. */
class ComposeFile {
  readonly directory: string;
  readonly #variables: Record<string, string>;
  readonly #path: string;
  readonly #workspace: Workspace;

  constructor(path: string, workspace: Workspace) {
    this.#path = path;
    this.#workspace = workspace;
    this.directory = directoryOf(path);
    this.#variables = this.#environmentFile('.env');
  }

  workload(name: string, services: PlainRecord): BuiltWorkload {
    const service = asRecord(this.#fill(this.#extended(name, services, 0)));
    const build = isRecord(service.build) ? service.build : { context: service.build };
    const context = asText(build.context) ?? (isRecord(service.build) ? '.' : null);
    const buildContext = context === null || isRemote(context) ? null : joinInRoot(this.directory, context);
    const dockerfile = buildContext && joinInRoot(buildContext, asText(build.dockerfile) ?? 'Dockerfile');
    const workload = {
      ...emptyWorkload(
        'compose',
        this.#path,
        buildContext ?? this.#mountedDirectory(service) ?? this.directory,
      ),
      ...{ name, buildContext, dockerfile },
      image: asText(service.image),
      env: this.#environment(service),
      ports: portsOf(service),
      buildArgs: pairs(build.args),
    };
    return { ...workload, command: this.#command(service, asText(build.target), workload) };
  }

  /** Values of the service over those of the one that it extends, as far as that lies in the workspace. */
  #extended(name: string, services: PlainRecord, depth: number): PlainRecord {
    const service = asRecord(services[name]);
    const base = asText(service.extends) ?? asText(valueAt(service.extends, 'service'));
    if (base === null || depth > 8) return service;
    const file = asText(valueAt(service.extends, 'file'));
    if (file === null) return mergeServices(this.#extended(base, services, depth + 1), service);
    const path = joinInRoot(this.directory, file);
    const text = path && this.#workspace.read(path);
    if (!path || text === null) return service;
    const document = parseYaml({ text, path }, null)[0];
    if (!document) return service;
    const other = new ComposeFile(path, this.#workspace);
    const inherited = other.#extended(base, servicesOf(document).services, depth + 1);
    return mergeServices(other.directory === this.directory ? inherited : withoutPaths(inherited), service);
  }

  #fill(value: unknown): unknown {
    if (typeof value === 'string') return substitute(value, this.#variables);
    if (Array.isArray(value)) return value.map((element) => this.#fill(element));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, this.#fill(element)]));
  }

  #environmentFile(file: string): Record<string, string> {
    const path = joinInRoot(this.directory, file);
    return parseEnvFile((path && this.#workspace.read(path)) || '');
  }

  #environment(service: PlainRecord): Record<string, string> {
    const files = Array.isArray(service.env_file) ? service.env_file : [service.env_file];
    const paths = files.flatMap((file) => asText(file) ?? asText(valueAt(file, 'path')) ?? []);
    const fromFiles = paths.map((file) => this.#environmentFile(file));
    return Object.assign({}, ...fromFiles, pairs(service.environment));
  }

  #command(service: PlainRecord, target: string | null, workload: BuiltWorkload): string[] {
    const entrypoint = wordsOf(service.entrypoint);
    const command = wordsOf(service.command);
    if (entrypoint.length > 0) return commandWords([...entrypoint, ...command]);
    const text = workload.dockerfile && this.#workspace.read(workload.dockerfile);
    if (!text || !workload.dockerfile) return command;
    const options = { args: workload.buildArgs, ...(target === null ? {} : { target }) };
    const built = interpretDockerfile(text, workload.dockerfile, options);
    return [...(built?.entrypoint ?? []), ...(command.length > 0 ? command : (built?.cmd ?? []))];
  }

  /** Development set-ups run a stock image over mounted source: the directory mounted where the process works. */
  #mountedDirectory(service: PlainRecord): string | null {
    const workdir = asText(service.working_dir);
    if (workdir === null) return null;
    for (const volume of asList(service.volumes)) {
      const [short, to] = asText(volume)?.split(':') ?? [];
      const source = short ?? asText(valueAt(volume, 'source'));
      const target = to ?? asText(valueAt(volume, 'target'));
      if (!source?.startsWith('.') || !target || !`${workdir}/`.startsWith(`${target}/`)) continue;
      return joinInRoot(this.directory, source, workdir.slice(target.length).replace(/^\//, ''));
    }
    return null;
  }
}

function isRemote(context: string): boolean {
  return /^(https?|git|ssh|oci-layout|docker-image):|^git@|\.git(#|$)/.test(context);
}

/** Maps are merged, everything else is replaced. */
function mergeServices(base: PlainRecord, over: PlainRecord): PlainRecord {
  const merged = { ...base, ...over };
  for (const [key, value] of Object.entries(over)) {
    if (isRecord(value) && isRecord(base[key])) merged[key] = { ...base[key], ...value };
    if (key === 'environment') merged[key] = { ...pairs(base[key]), ...pairs(value) };
  }
  return merged;
}

/** Paths of a service in another directory mean something else here. */
function withoutPaths(service: PlainRecord): PlainRecord {
  const { build: _build, env_file: _envFile, volumes: _volumes, ...rest } = service;
  return rest;
}

/** `NAME=value` lists and maps; names without a value come from the caller's environment and are unknown. */
function pairs(value: unknown): Record<string, string> {
  if (!Array.isArray(value)) return textEntries(value);
  const entries = asTexts(value).map((text) => /^([^=]+)=([\s\S]*)$/.exec(text));
  return Object.fromEntries(entries.flatMap((match) => (match ? [[match[1], match[2]]] : [])));
}

function wordsOf(value: unknown): string[] {
  const text = asText(value);
  return commandWords(text ?? asTexts(value));
}

function portsOf(service: PlainRecord): number[] {
  const written = [...asList(service.ports), ...asList(service.expose)];
  const containerPorts = written.map((port) => asText(port) ?? asText(valueAt(port, 'target')) ?? '');
  return containerPorts.flatMap((port) => {
    const match = /(?:^|:)(\d+)(?:\/\w+)?$/.exec(port);
    return match ? [Number(match[1])] : [];
  });
}
