/** Resolves one function against the program: its references, sites, spans and the flow of values through it. */

import { columnOf, lineOf, type Position, type Value } from './facts.js';
import type { FlowNodes } from './flow-nodes.js';
import type { GoType } from './go-type.js';
import { isInert, isInertField, isLoggerName } from './inert-types.js';
import type { KnownSite, KnownSymbols } from './known-symbols.js';
import type { GoFunction, GoPackage, Program } from './program.js';
import type { FunctionSummary, Node } from './summary.js';
import { isAdminHandler, isExporter, symbolOf, TRACE_PACKAGE, withoutMajorVersion } from './symbols.js';
import { FunctionTypes, memberOf, resolveType } from './types.js';

/** What stands before the parentheses of a call. */
type Callee =
  | { kind: 'library'; path: string; name: string; receiver: Node | null; type: string }
  | { kind: 'function'; fn: GoFunction; receiver: Node | null }
  | { kind: 'dynamic'; name: string; receiver: Node }
  | { kind: 'builtin'; name: string }
  | { kind: 'conversion' }
  | { kind: 'value'; node: Node };

/** Functions that are given values by the type of their parameters. */
const INJECTORS = ['go.uber.org/fx', 'go.uber.org/dig', 'github.com/google/wire'];

/** Types of values that live as long as one request: no part of the server that hands them to its handlers. */
const OF_ONE_REQUEST = /^(?:Context|Ctx|Request|RequestCtx|ResponseWriter)$/;

const OF_CLIENT = /^(?:Client|ClientConn|Transport|Response|Header|Cookie)$/;

const HTTP_METHOD =
  /^(?:get|post|put|patch|delete|head|options|any|all|handle|handlefunc|method|methodfunc|path|pathprefix)$/i;

export function summarize(
  program: Program,
  nodes: FlowNodes,
  known: KnownSymbols,
  fn: GoFunction,
): FunctionSummary {
  return new Summarizer(program, nodes, known, fn).run();
}

class Summarizer {
  private readonly program: Program;
  private readonly nodes: FlowNodes;
  private readonly known: KnownSymbols;
  private readonly fn: GoFunction;
  private readonly types: FunctionTypes;
  private readonly pkg: GoPackage;
  private readonly out: FunctionSummary;
  private readonly refs = new Set<GoFunction>();
  private readonly dynamic = new Set<string>();
  private readonly makes = new Set<string>();
  private readonly escapes = new Set<string>();
  private readonly evaluated = new Map<NonNullable<Value>, Node>();
  private readonly calls = new Map<NonNullable<Value>, number>();
  /** Nodes of this function's parameters, with the node that collects what is done to them. */
  private readonly affected = new Map<Node, Node>();

  constructor(program: Program, nodes: FlowNodes, known: KnownSymbols, fn: GoFunction) {
    this.program = program;
    this.nodes = nodes;
    this.known = known;
    this.fn = fn;
    this.pkg = fn.file.package;
    this.types = new FunctionTypes(program, fn);
    this.out = {
      fn,
      refs: [],
      dynamic: [],
      makes: [],
      escapes: [],
      libraries: new Map(),
      calls: new Map(),
      sites: [],
      instrumenters: [],
      spans: [],
      routes: [],
      consumes: [],
      loops: [],
      moves: [],
      contains: [],
    };
    for (const variable of [fn.facts.receiverVar, ...fn.facts.params.map((p) => p.variable)]) {
      if (variable >= 0) this.affected.set(nodes.local(fn, variable), nodes.effects(fn, variable));
    }
  }

  run(): FunctionSummary {
    const { facts, file } = this.fn;
    for (const [variable, type] of facts.locals.entries()) {
      if (variable === facts.receiverVar) continue;
      const resolved = resolveType(this.program, file, type);
      if (resolved?.kind === 'named' && this.program.package(resolved.path)) {
        this.makes.add(`${resolved.path}.${resolved.name}`);
      }
    }
    for (const step of facts.steps) {
      if (step[0] === 'loop') this.out.loops.push(lineOf(step[1]));
      else if (step[0] === 'x') this.evaluate(step[1]);
      else if (step[0] === 'r') this.returned(step[1]);
      else this.assign(step[1], step[2]);
    }
    for (const [i, variable] of facts.resultVars.entries()) {
      this.move(this.local(this.fn, variable), this.result(this.fn, i));
    }
    for (const reference of facts.references) this.reference(reference);
    this.out.refs = [...this.refs];
    this.out.dynamic = [...this.dynamic];
    this.out.makes = [...this.makes];
    this.out.escapes = [...this.escapes];
    return this.out;
  }

  /** @param call the call that the value goes into (its number) or comes out of (the number negated); 0 for neither */
  private move(from: Node, to: Node, call = 0): void {
    if (from !== 0 && to !== 0 && from !== to) this.out.moves.push(from, to, call);
  }

  private contain(from: Node, to: Node, call = 0): void {
    if (from !== 0 && to !== 0 && from !== to) this.out.contains.push(from, to, call);
  }

  /** `target` is changed by `from`; callers see it too when it is a parameter. */
  private affect(from: Node, target: Node, call = 0): void {
    this.contain(from, target, call);
    this.contain(from, this.affected.get(target) ?? 0, call);
  }

  /** The node of a variable of `fn`, or none when its type is of no interest. */
  private local(fn: GoFunction, variable: number): Node {
    return isInert(fn.facts.locals[variable] ?? null) ? 0 : this.nodes.local(fn, variable);
  }

  /** Loggers are handed to everything and are given everything: through them all values would seem connected. */
  private isLogger(variable: number): boolean {
    const type = this.types.local(variable);
    return type?.kind === 'named' && isLoggerName(type.name);
  }

  private result(fn: GoFunction, index: number): Node {
    return isInert(fn.facts.results[index] ?? null) ? 0 : this.nodes.result(fn, index);
  }

  /** The number of a call, the same whenever it is asked for. */
  private callNumber(call: NonNullable<Value>): number {
    let number = this.calls.get(call);
    if (number === undefined) {
      number = this.nodes.fresh();
      this.calls.set(call, number);
    }
    return number;
  }

  /** A reference of a body that was only scanned for names. */
  private reference(text: string): void {
    const dot = text.indexOf('.');
    if (dot < 0) {
      this.mention(this.pkg, text);
      return;
    }
    const name = text.slice(dot + 1);
    const path = dot === 0 ? undefined : this.program.qualifier(this.fn.file, text.slice(0, dot));
    const pkg = path === undefined ? undefined : this.program.package(path);
    if (pkg) this.mention(pkg, name);
    else if (path === undefined) this.dynamic.add(name);
    else this.usesLibrary(path, name, this.fn.facts.position);
  }

  private mention(pkg: GoPackage, name: string): void {
    const fn = pkg.functions.get(name);
    if (fn) this.refs.add(fn);
    else if (pkg.types.has(name)) this.makes.add(`${pkg.importPath}.${name}`);
  }

  private usesLibrary(path: string, name: string, at: Position): void {
    if (!this.out.libraries.has(path)) this.out.libraries.set(path, lineOf(at));
    const symbol = symbolOf(path, name);
    if (!this.out.calls.has(symbol)) this.out.calls.set(symbol, lineOf(at));
  }

  private returned(values: Value[]): void {
    const { results } = this.fn.facts;
    for (const [i, value] of values.entries()) {
      const node = this.evaluate(value);
      if (values.length === 1 && results.length > 1) {
        for (const [r] of results.entries()) this.passResult(value, node, r, this.result(this.fn, r));
      } else this.move(node, this.result(this.fn, i));
      const declared = resolveType(this.program, this.fn.file, results[i] ?? null);
      if (declared?.kind === 'named' && !this.program.package(declared.path)) this.escape(value);
    }
  }

  /** Hands result number `r` of a call to a node: exact for first-party functions, the first result of a library's. */
  private passResult(value: Value, node: Node, r: number, to: Node): void {
    const target = value?.[0] === 'c' ? this.callee(value[1]) : null;
    if (value && target?.kind === 'function')
      this.move(this.result(target.fn, r), to, -this.callNumber(value));
    else if (r === 0) this.move(node, to);
  }

  private assign(targets: Value[], values: Value[]): void {
    if (targets.length === values.length) {
      for (const [i, target] of targets.entries()) {
        this.assignOne(target, this.evaluate(values[i] ?? null), values[i] ?? null, null);
      }
      return;
    }
    const value = values[0] ?? null;
    const node = this.evaluate(value);
    for (const [i, target] of targets.entries()) this.assignOne(target, node, value, i);
  }

  private assignOne(target: Value, node: Node, value: Value, result: number | null): void {
    if (!target) return;
    const to = this.place(target);
    if (result !== null) this.passResult(value, node, result, to.node);
    else if (to.whole) this.move(node, to.node);
    else {
      this.affect(node, to.node);
      this.escape(value);
    }
  }

  /** The node that an assignment writes to; `whole` when it replaces the node's value rather than a part of it. */
  private place(target: Value): { node: Node; whole: boolean } {
    if (target?.[0] === 'e') return { node: this.evaluate(target[1]), whole: false };
    if (target?.[0] !== '.') return { node: this.evaluate(target), whole: true };
    const owner = this.types.of(target[1]);
    const member = memberOf(this.program, owner, target[2]);
    if (member?.kind === 'field' || this.types.qualifiedPackage(target[1])) {
      return { node: this.evaluate(target), whole: true };
    }
    return { node: this.evaluate(target[1]), whole: false };
  }

  /** Records what an expression does, once, and gives the node of its value. */
  private evaluate(value: Value): Node {
    if (!value) return 0;
    const seen = this.evaluated.get(value);
    if (seen !== undefined) return seen;
    this.evaluated.set(value, 0);
    const node = this.valueNode(value);
    this.evaluated.set(value, node);
    return node;
  }

  private valueNode(value: NonNullable<Value>): Node {
    switch (value[0]) {
      case 'v':
        return this.isLogger(value[1]) ? 0 : this.local(this.fn, value[1]);
      case 'n':
        return this.packageName(this.pkg, value[1]);
      case 'q':
        return this.qualified(value[1], value[2], value[3]);
      case '.':
        return this.selector(value[1], value[2], value[3]);
      case 'c':
        return this.call(value);
      case 'l':
        return this.literal(value);
      case 'f': {
        const node = this.nodes.fresh();
        for (const result of value[2]) this.contain(this.evaluate(result), node);
        return node;
      }
      case '+': {
        const node = this.nodes.fresh();
        this.contain(this.evaluate(value[1]), node);
        this.contain(this.evaluate(value[2]), node);
        return node;
      }
      case 'e':
      case 'a':
        return this.evaluate(value[1]);
      default:
        return 0;
    }
  }

  private packageName(pkg: GoPackage, name: string): Node {
    if (pkg.vars.has(name)) return this.nodes.variable(pkg.importPath, name);
    const fn = pkg.functions.get(name);
    if (fn) return this.functionValue(fn);
    if (pkg === this.pkg && !pkg.types.has(name) && !pkg.constants.has(name)) {
      for (const path of this.program.dotImports(this.fn.file)) {
        const dotted = this.program.package(path);
        if (dotted) {
          const node = this.packageName(dotted, name);
          if (node !== 0) return node;
        }
      }
    }
    return 0;
  }

  private functionValue(fn: GoFunction): Node {
    this.refs.add(fn);
    const node = this.nodes.fresh();
    // What it is called with comes from elsewhere: by a call of its own, so that no walk leaves by other callers.
    const call = this.nodes.fresh();
    for (const [i] of fn.facts.results.entries()) this.contain(this.result(fn, i), node, -call);
    return node;
  }

  private qualified(path: string, name: string, at: Position): Node {
    const pkg = this.program.package(path);
    if (pkg) return this.packageName(pkg, name);
    this.usesLibrary(path, name, at);
    const symbol = symbolOf(path, name);
    const node = this.nodes.library(symbol);
    for (const site of this.known.variables.get(symbol) ?? []) this.site(site, at, node, node, 0);
    if (this.isInstrumenter(symbol, path))
      this.out.instrumenters.push({ symbol, node, args: [], line: lineOf(at) });
    return node;
  }

  private selector(x: Value, name: string, at: Position): Node {
    const path = this.types.qualifiedPackage(x);
    if (path !== undefined) return this.qualified(path, name, at);
    const owner = this.types.of(x);
    const member = memberOf(this.program, owner, name);
    if (member?.kind === 'field') {
      this.evaluate(x);
      return member.inert ? 0 : this.nodes.field(member.owner, name);
    }
    if (member?.kind === 'method') {
      const node = this.functionValue(member.fn);
      const receiver = this.evaluate(x);
      this.contain(receiver, node);
      return node;
    }
    if (member?.kind === 'interface' || (!member && owner?.kind !== 'struct')) this.dynamic.add(name);
    return this.evaluate(x);
  }

  private literal(value: ['l', import('./facts.js').TypeRef, [string | null, Value][], Position]): Node {
    const [, ref, entries, at] = value;
    const type = resolveType(this.program, this.fn.file, ref);
    const node = this.nodes.fresh();
    const own =
      type?.kind === 'named' && this.program.package(type.path) ? `${type.path}.${type.name}` : null;
    if (own) this.makes.add(own);
    const fields =
      own && type?.kind === 'named'
        ? this.program.package(type.path)?.types.get(type.name)?.facts.fields
        : [];
    const parts: [string | null, Value, Node][] = entries.map(([key, v]) => [key, v, this.evaluate(v)]);
    for (const [i, [key, v, part]] of parts.entries()) {
      this.contain(part, node);
      const field = key ?? fields?.[i]?.[0];
      if (own && field && !isInertField(fields?.find(([name]) => name === field)?.[1] ?? null))
        this.move(part, this.nodes.field(own, field));
      else if (!own && type?.kind === 'named') this.escape(v);
    }
    if (own && type?.kind === 'named') this.heldValues(type.path, type.name, node, entries, at);
    if (type?.kind === 'named' && !own) {
      this.usesLibrary(type.path, type.name, at);
      for (const site of this.known.literals.get(symbolOf(type.path, type.name)) ?? []) {
        const given = site.decides ? parts.find(([key]) => key === site.decides?.field) : undefined;
        const absent = site.decides !== undefined && !given?.[1];
        const value = given ? given[2] : node;
        this.site(site, at, value === 0 ? node : value, node, absent ? this.otherwise(site) : 0);
      }
    }
    return node;
  }

  /** A struct of ours that holds a library's by value, `struct{ http.Server }`, makes one with each literal. */
  private heldValues(
    path: string,
    name: string,
    owner: Node,
    entries: readonly [string | null, Value][],
    at: Position,
  ): void {
    const declared = this.program.package(path)?.types.get(name);
    if (!declared || declared.facts.held.length === 0) return;
    const { fields, held, embedded } = declared.facts;
    for (const field of held) {
      if (entries.some(([key, value]) => (key === field || key === null) && value)) continue;
      const ref = fields.find(([other]) => other === field)?.[1] ?? null;
      const type = resolveType(this.program, declared.file, ref);
      if (type?.kind !== 'named') continue;
      for (const site of this.known.literals.get(symbolOf(type.path, type.name)) ?? []) {
        const value = this.nodes.fresh();
        this.move(value, this.nodes.field(`${path}.${name}`, field));
        if (embedded.includes(field)) this.move(value, owner);
        // A handler comes later, by an assignment to the field: no default stands in for it.
        this.site(site, at, value, value, 0);
      }
    }
  }

  private otherwise(site: KnownSite): Node {
    return site.decides ? this.nodes.library(site.decides.otherwise) : 0;
  }

  private site(known: KnownSite, at: Position, given: Node, value: Node, fallback: Node): void {
    if (this.fn.file.facts.generated) return;
    this.out.sites.push({
      integration: known.integration,
      role: known.role,
      kind: known.kind,
      fn: this.fn,
      line: lineOf(at),
      column: columnOf(at),
      given,
      value,
      constructedBy: known.constructedBy,
      fallback,
    });
  }

  private isInstrumenter(symbol: string, path: string): boolean {
    return this.known.instrumenters.has(symbol) || this.known.instrumenters.has(withoutMajorVersion(path));
  }

  private callee(value: Value): Callee {
    if (!value) return { kind: 'value', node: 0 };
    if (value[0] === 'n') {
      const fn = this.pkg.functions.get(value[1]);
      if (fn) return { kind: 'function', fn, receiver: null };
      if (this.pkg.types.has(value[1])) return { kind: 'conversion' };
      if (this.pkg.vars.has(value[1]))
        return { kind: 'value', node: this.nodes.variable(this.pkg.importPath, value[1]) };
      for (const path of this.program.dotImports(this.fn.file)) {
        const dotted = this.program.package(path);
        if (!dotted && !BUILTINS.has(value[1])) {
          return { kind: 'library', path, name: value[1], receiver: null, type: '' };
        }
        const found = dotted?.functions.get(value[1]);
        if (found) return { kind: 'function', fn: found, receiver: null };
      }
      return { kind: 'builtin', name: value[1] };
    }
    if (value[0] === 't') return { kind: 'conversion' };
    if (value[0] === 'q') return this.packageCallee(value[1], value[2]);
    if (value[0] !== '.') return { kind: 'value', node: this.evaluate(value) };
    const [, x, name] = value;
    const path = this.types.qualifiedPackage(x);
    if (path !== undefined) return this.packageCallee(path, name);
    const member = memberOf(this.program, this.types.of(x), name);
    const receiver = this.evaluate(x);
    if (member?.kind === 'method') return { kind: 'function', fn: member.fn, receiver };
    if (member?.kind === 'library')
      return { kind: 'library', path: member.path, name, receiver, type: member.type };
    if (member?.kind === 'field')
      return { kind: 'value', node: member.inert ? 0 : this.nodes.field(member.owner, name) };
    return { kind: 'dynamic', name, receiver };
  }

  private packageCallee(path: string, name: string): Callee {
    const pkg = this.program.package(path);
    if (!pkg) return { kind: 'library', path, name, receiver: null, type: '' };
    const fn = pkg.functions.get(name);
    if (fn) return { kind: 'function', fn, receiver: null };
    if (pkg.vars.has(name)) return { kind: 'value', node: this.nodes.variable(pkg.importPath, name) };
    return { kind: 'conversion' };
  }

  private call(value: ['c', Value, Value[], Position]): Node {
    const [, calleeValue, args, at] = value;
    const callee = this.callee(calleeValue);
    if (callee.kind === 'builtin') return this.builtin(callee.name, args, at);
    const argNodes = args.map((a) => this.evaluate(a));
    switch (callee.kind) {
      case 'conversion':
        if (args[0]) this.escapeIfLibraryType(calleeValue, args[0]);
        return argNodes[0] ?? 0;
      case 'function':
        this.generatedCall(callee.fn, args, argNodes, at);
        return this.firstPartyCall(callee.fn, callee.receiver, args, argNodes, this.callNumber(value));
      case 'library':
        return this.libraryCall(callee, args, argNodes, at);
      case 'dynamic':
        this.dynamic.add(callee.name);
        this.route(callee.name, callee.receiver, args, at, false);
        return this.interfaceCall(
          callee.name,
          args,
          argNodes,
          this.opaqueCall(callee.receiver, args, argNodes),
        );
      case 'value': {
        return this.opaqueCall(callee.node, args, argNodes);
      }
    }
  }

  private escapeIfLibraryType(type: Value, value: Value): void {
    const target = this.types.asType(type);
    if (target?.kind === 'named' && !this.program.package(target.path)) this.escape(value);
  }

  private builtin(name: string, args: Value[], at: Position): Node {
    if (name === 'new') {
      const type = this.types.asType(args[0] ?? null);
      const node = this.nodes.fresh();
      if (type?.kind === 'named') {
        if (this.program.package(type.path)) {
          this.makes.add(`${type.path}.${type.name}`);
          if (at !== 0) this.heldValues(type.path, type.name, node, [], at);
        } else if (args[0]?.[0] === 'q')
          return this.literal(['l', ['q', args[0][1], args[0][2]], [], args[0][3]]);
      }
      return node;
    }
    const nodes = args.map((a) => this.evaluate(a));
    if (name !== 'append') return 0;
    const node = this.nodes.fresh();
    for (const part of nodes) this.contain(part, node);
    return node;
  }

  /** A call of generated code that constructs a library's value: the site is where users write it. */
  private generatedCall(fn: GoFunction, args: Value[], argNodes: Node[], at: Position): void {
    const { facts } = fn.file;
    if (!facts.generated || fn.facts.receiver !== '') return;
    for (const { package: path, name, site } of this.known.generated) {
      if (!name.test(fn.facts.name) || !facts.imports.some((i) => isBelow(i.path, path))) continue;
      const node = this.opaqueCall(0, args, argNodes);
      this.move(node, this.result(fn, 0));
      this.site(site, at, node, node, 0);
    }
  }

  private firstPartyCall(
    fn: GoFunction,
    receiver: Node | null,
    args: Value[],
    argNodes: Node[],
    call: number,
  ): Node {
    this.refs.add(fn);
    const { params, receiverVar, variadic } = fn.facts;
    if (receiver !== null && receiverVar >= 0) {
      this.move(receiver, this.local(fn, receiverVar), call);
      this.affect(this.nodes.effects(fn, receiverVar), receiver, -call);
    }
    const spread = args.length === 1 && params.length > 1 ? this.callee0(args[0] ?? null) : null;
    for (const [i, node] of argNodes.entries()) {
      const last = params.length - 1;
      const param = params[Math.min(i, last)];
      if (!param) continue;
      const to = this.local(fn, param.variable);
      if (to === 0) continue;
      if (variadic && i >= last) this.contain(node, to, call);
      else this.move(node, to, call);
      // What the callee does to a parameter, such as a router that it adds middleware to, it does to the argument.
      this.affect(this.nodes.effects(fn, param.variable), node, -call);
    }
    if (spread && args[0]) {
      for (const [i, param] of params.entries()) {
        const between = this.nodes.fresh();
        this.move(this.result(spread, i), between, -this.callNumber(args[0]));
        this.move(between, this.local(fn, param.variable), call);
      }
    }
    if (!fn.file.facts.full) for (const arg of args) this.escape(arg);
    if (fn.facts.results.length === 0) return 0;
    const node = this.nodes.fresh();
    this.move(this.result(fn, 0), node, -call);
    return node;
  }

  /** The function behind `f(g())` where g has several results. */
  private callee0(value: Value): GoFunction | null {
    const target = value?.[0] === 'c' ? this.callee(value[1]) : null;
    return target?.kind === 'function' && target.fn.facts.results.length > 1 ? target.fn : null;
  }

  /** A call through an interface reaches every first-party method of that name, when there are few. */
  private interfaceCall(name: string, args: Value[], argNodes: Node[], result: Node): Node {
    const candidates = this.program.methodsByName.get(name) ?? [];
    if (candidates.length > 4) return result;
    const call = this.nodes.fresh();
    for (const fn of candidates) {
      for (const [i, param] of fn.facts.params.entries()) {
        this.contain(argNodes[Math.min(i, args.length - 1)] ?? 0, this.local(fn, param.variable), call);
      }
      this.move(this.result(fn, 0), result, -call);
    }
    return result;
  }

  private opaqueCall(receiver: Node, args: Value[], argNodes: Node[]): Node {
    const node = this.nodes.fresh();
    this.contain(receiver, node);
    for (const [i, part] of argNodes.entries()) {
      this.contain(part, node);
      this.affect(part, receiver);
      const arg = args[i];
      if (arg?.[0] === 'f') this.callback(arg[1], receiver);
      this.escape(arg ?? null);
    }
    return node;
  }

  /** A function literal that a library calls back with the receiver or something derived from it: `r.Route("/", func(r chi.Router) {…})`. */
  private callback(params: number[], receiver: Node): void {
    for (const param of params) {
      const type = this.fn.facts.locals[param] ?? null;
      if (type?.[0] === 'q' && OF_ONE_REQUEST.test(type[2])) continue;
      const to = this.local(this.fn, param);
      this.contain(receiver, to);
      this.affect(to, receiver);
    }
  }

  private libraryCall(
    callee: Extract<Callee, { kind: 'library' }>,
    args: Value[],
    argNodes: Node[],
    at: Position,
  ): Node {
    const { path, name } = callee;
    this.usesLibrary(path, name, at);
    const symbol = symbolOf(path, name);
    if (callee.receiver !== null) {
      this.libraryMethod(callee.path, callee.type, name, callee.receiver, args, at);
      const result = this.opaqueCall(callee.receiver, args, argNodes);
      // `r.PathPrefix("/v1").Subrouter()`: what is done to the part is done to the router.
      if (this.isRouter(path, callee.type)) {
        this.move(callee.receiver, result);
        this.affect(result, callee.receiver);
      }
      return result;
    }
    const node = this.opaqueCall(0, args, argNodes);
    if (isAdminHandler(symbol)) this.contain(this.nodes.library(symbol), node);
    if (path === 'net/http' && (name === 'Handle' || name === 'HandleFunc')) {
      const mux = this.nodes.library('net/http.DefaultServeMux');
      for (const part of argNodes) this.contain(part, mux);
      this.route(name, mux, args, at, true);
    }
    if (INJECTORS.includes(withoutMajorVersion(path))) this.inject(args);
    if (this.isInstrumenter(symbol, path) || isExporter(path)) {
      this.out.instrumenters.push({ symbol, node, args: argNodes, line: lineOf(at) });
    }
    for (const site of this.known.calls.get(symbol) ?? []) {
      const index = site.decides?.arguments[name];
      const absent = index !== undefined && !args[index];
      const given = index === undefined ? node : (argNodes[index] ?? 0);
      const fallback =
        absent || (site.decides !== undefined && index === undefined) ? this.otherwise(site) : 0;
      this.site(site, at, given, node, fallback);
    }
    return node;
  }

  private libraryMethod(
    path: string,
    type: string,
    name: string,
    receiver: Node,
    args: Value[],
    at: Position,
  ): void {
    const base = withoutMajorVersion(path);
    if (name === 'Start' && base === TRACE_PACKAGE && type !== 'Span' && args.length >= 2) {
      this.out.spans.push({ name: this.constant(args[1] ?? null), line: lineOf(at) });
    }
    for (const consumer of this.known.consumers.get(base) ?? []) {
      if (consumer.methods.has(name))
        this.out.consumes.push({ integration: consumer.integration, line: lineOf(at) });
    }
    this.route(name, receiver, args, at, this.isRouter(path, type));
  }

  /** A server, a router or a part of one, as far as its package tells. */
  private isRouter(path: string, type: string): boolean {
    return (
      this.known.routers.has(withoutMajorVersion(path)) && !OF_ONE_REQUEST.test(type) && !OF_CLIENT.test(type)
    );
  }

  /** `mux.HandleFunc("POST /checkout", …)`, `r.GET("/users/:id", …)`, `r.Method("GET", "/x", …)`. */
  private route(method: string, target: Node, args: Value[], at: Position, isRouter: boolean): void {
    if (!HTTP_METHOD.test(method)) return;
    const texts = args.slice(0, 2).map((a) => this.constant(a ?? null));
    const path = texts.find((t) => t !== null && /^(?:[A-Z]+ )?\S*\//.test(t));
    if (path === undefined || path === null) {
      if (isRouter && args.length > 1) this.addRoute(target, null, args, at);
      return;
    }
    const verb = /^(?:get|post|put|patch|delete|head|options)$/i.test(method)
      ? `${method.toUpperCase()} `
      : texts[0] !== path && texts[0]
        ? `${texts[0].toUpperCase()} `
        : '';
    this.addRoute(target, `${verb}${path}`, args, at);
  }

  private addRoute(target: Node, route: string | null, args: Value[], at: Position): void {
    const handlers = args.slice(1).map((a) => this.evaluate(a));
    this.out.routes.push({ target, route, handlers, line: lineOf(at) });
  }

  /** Dependency injection: what a provider returns flows to every provider that takes a parameter of that type. */
  private inject(args: Value[]): void {
    for (const arg of args) {
      if (arg?.[0] === 'c') {
        this.inject(arg[2]);
        continue;
      }
      const callee = arg && arg[0] !== 'f' ? this.callee(arg) : null;
      if (callee?.kind !== 'function') continue;
      const { fn } = callee;
      for (const [i, ref] of fn.facts.results.entries()) {
        const type = this.typeKey(resolveType(this.program, fn.file, ref));
        if (type) this.move(this.result(fn, i), this.nodes.provided(type));
      }
      for (const param of fn.facts.params) {
        const type = this.typeKey(resolveType(this.program, fn.file, param.type));
        if (!type) continue;
        const provided = this.nodes.provided(type);
        this.move(provided, this.local(fn, param.variable));
        this.affect(this.nodes.effects(fn, param.variable), provided);
      }
    }
  }

  private typeKey(type: GoType): string | null {
    return type?.kind === 'named' && type.name !== '?' ? `${type.path}.${type.name}` : null;
  }

  /** The value goes where we cannot see: to a library, or to code that was not read in full. */
  private escape(value: Value): void {
    if (!value || value[0] === 's' || value[0] === 'f') return;
    const type = this.types.of(value);
    if (type?.kind !== 'named') return;
    const pkg = this.program.package(type.path);
    if (!pkg) return;
    const key = `${type.path}.${type.name}`;
    if (this.escapes.has(key)) return;
    this.escapes.add(key);
    const declared = pkg.types.get(type.name);
    if (declared?.facts.kind !== 'struct') return;
    const node = this.evaluate(value);
    for (const [field, ref] of declared.facts.fields)
      if (!isInertField(ref)) this.contain(this.nodes.field(key, field), node);
  }

  /** Folds a string constant; null when it is none. */
  private constant(value: Value): string | null {
    switch (value?.[0]) {
      case 's':
        return value[1];
      case '+': {
        const left = this.constant(value[1]);
        const right = this.constant(value[2]);
        return left === null || right === null ? null : left + right;
      }
      case 'n':
        return this.pkg.constants.get(value[1]) ?? null;
      case 'q':
        return this.program.package(value[1])?.constants.get(value[2]) ?? null;
      case 'v': {
        const step = this.fn.facts.steps.filter(
          (s) => s[0] === '=' && s[1].some((t) => t?.[0] === 'v' && t[1] === value[1]),
        );
        const only = step.length === 1 ? step[0] : undefined;
        if (only?.[0] !== '=' || only[1].length !== only[2].length) return null;
        const index = only[1].findIndex((t) => t?.[0] === 'v' && t[1] === value[1]);
        const source = only[2][index] ?? null;
        return source?.[0] === 's' ? source[1] : null;
      }
      default:
        return null;
    }
  }
}

function isBelow(path: string, base: string): boolean {
  const bare = withoutMajorVersion(path);
  return bare === base || bare.startsWith(`${base}/`);
}

const BUILTINS = new Set(
  'append cap clear close complex copy delete imag len make max min new panic print println real recover'.split(
    ' ',
  ),
);
