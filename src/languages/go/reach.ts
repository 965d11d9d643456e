/** Which functions of a program one `main` can reach. */
import type { GoFunction, GoPackage, Program } from './program.js';
import type { FunctionSummary } from './summary.js';

export type Summaries = (fn: GoFunction) => FunctionSummary;

/** The first-party packages that a package imports, itself included. */
export function importClosure(program: Program, start: GoPackage): Set<GoPackage> {
  const closure = new Set([start]);
  for (const pkg of closure) {
    for (const file of pkg.files) {
      for (const { path } of file.facts.imports) {
        const imported = program.package(path);
        if (imported) closure.add(imported);
      }
    }
  }
  return closure;
}

/**
 * Functions reachable from `main` and from the initialisers of every imported package. A method counts when its type
 * is made in reachable code and it is called, directly, through an interface, or by a library that was given the value.
 * @param roots restricts the start to these functions instead of every `main` of the package
 */
export function reachableFunctions(program: Program, main: GoPackage, summaries: Summaries): Set<GoFunction> {
  const closure = importClosure(program, main);
  const reach = new Reach(program, closure, summaries);
  const entry = main.functions.get('main');
  if (entry) reach.add(entry);
  for (const pkg of closure) for (const fn of pkg.initial) reach.add(fn);
  return reach.run();
}

class Reach {
  private readonly program: Program;
  private readonly closure: ReadonlySet<GoPackage>;
  private readonly summaries: Summaries;
  private readonly found = new Set<GoFunction>();
  private readonly queue: GoFunction[] = [];
  private readonly made = new Set<string>();
  private readonly escaped = new Set<string>();
  private readonly called = new Set<string>();

  constructor(program: Program, closure: ReadonlySet<GoPackage>, summaries: Summaries) {
    this.program = program;
    this.closure = closure;
    this.summaries = summaries;
  }

  add(fn: GoFunction): void {
    if (this.found.has(fn)) return;
    this.found.add(fn);
    this.queue.push(fn);
  }

  run(): Set<GoFunction> {
    for (let fn = this.queue.pop(); fn; fn = this.queue.pop()) {
      const summary = this.summaries(fn);
      for (const ref of summary.refs) this.add(ref);
      for (const type of summary.makes) this.make(type);
      for (const type of summary.escapes) this.escape(type);
      for (const name of summary.dynamic) this.call(name);
      if (fn.facts.receiver !== '') this.make(`${fn.file.package.importPath}.${fn.facts.receiver}`);
    }
    return this.found;
  }

  private methods(type: string): Map<string, GoFunction> | undefined {
    const dot = type.lastIndexOf('.');
    return this.program.package(type.slice(0, dot))?.methods.get(type.slice(dot + 1));
  }

  private make(type: string): void {
    if (this.made.has(type)) return;
    this.made.add(type);
    for (const [name, method] of this.methods(type) ?? []) {
      if (this.called.has(name) || (this.escaped.has(type) && isExported(name))) this.add(method);
    }
    this.makeEmbedded(type);
  }

  private makeEmbedded(type: string): void {
    const dot = type.lastIndexOf('.');
    const pkg = this.program.package(type.slice(0, dot));
    const facts = pkg?.types.get(type.slice(dot + 1))?.facts;
    for (const embedded of facts?.embedded ?? []) {
      if (pkg?.types.has(embedded)) {
        this.make(`${pkg.importPath}.${embedded}`);
        if (this.escaped.has(type)) this.escape(`${pkg.importPath}.${embedded}`);
      }
    }
  }

  private escape(type: string): void {
    if (this.escaped.has(type)) return;
    this.escaped.add(type);
    this.make(type);
    this.makeEmbedded(type);
    for (const [name, method] of this.methods(type) ?? []) if (isExported(name)) this.add(method);
  }

  private call(name: string): void {
    if (this.called.has(name)) return;
    this.called.add(name);
    for (const method of this.program.methodsByName.get(name) ?? []) {
      const { importPath } = method.file.package;
      if (this.closure.has(method.file.package) && this.made.has(`${importPath}.${method.facts.receiver}`)) {
        this.add(method);
      }
    }
  }
}

function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
