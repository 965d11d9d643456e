/** One place where messages are sent or taken: the edits that trace it, or why there are none. */
import type { Edit } from '#src/model/change.js';
import type { GoUse, GoUseSite } from '#src/model/go-use.js';
import type { GoHelper, GoVersions } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { SiteUse } from '#src/model/scan-report.js';
import { unquoteGoString } from '../go-string.js';
import type { GoModule } from '../modules.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import { contextFor, type SendingPlace, type TracedMessage } from './context-to-send.js';
import { replace, wrapExpression } from './edit-expressions.js';
import type { FileNames } from './file-names.js';
import type { GoSource } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { intoGoroutine } from './goroutine-region.js';
import { type LocatedUse, locateUse } from './locate-use.js';
import { findMessageRegion } from './message-region.js';
import type { PlannedSite } from './planned-site.js';
import { type Refusal, refusal } from './refusals.js';
import { render, withUsed } from './render.js';
import type { SiteRewrite } from './site-rewrite.js';
import { type TracedRegion, traceRegion } from './trace-region.js';

export interface UseScene {
  tree: GoTree;
  planned: PlannedSite;
  source: GoSource;
  module: GoModule;
  versions: GoVersions;
  integration: GoIntegration;
  namesOf(source: GoSource): FileNames;
  helperName(source: GoSource, helper: GoHelper): string;
}

export interface UseRewrite {
  rewrite: SiteRewrite;
  /** The file that is edited: that of the function that gets the messages. */
  source: GoSource;
  notes: string[];
  /** Set where a message is worked on. */
  region?: TracedMessage;
}

/** @param regions messages that are traced by changes planned before */
export function planUse(
  scene: UseScene,
  regions: readonly TracedMessage[],
): UseRewrite | Refusal | 'nothing' {
  const { source, planned, integration } = scene;
  const { site } = planned;
  const use = locateUse(source, site.line, site.column, site.use!);
  if (!use) return refusal('unusual-use', 'The call was not found.');
  const wanted = integration.use!(describe(scene, use, site.use!));
  switch (wanted.kind) {
    case 'covered':
      return 'nothing';
    case 'skip':
      return wanted;
    case 'call':
      return planCall(scene, use, wanted, regions);
    case 'send':
      return planSend(scene, use, wanted, regions);
    case 'messages':
      return planMessages(scene, use, wanted, regions);
  }
}

function describe(
  { source, tree, module, versions }: UseScene,
  { node }: LocatedUse,
  use: SiteUse,
): GoUseSite {
  const text = (e: Expr) => source.text.slice(e.start, e.end);
  const call = node.kind === 'CallExpr' ? node : null;
  return {
    ...use,
    major: Number(/\/v(\d+)(?:\/|$)/.exec(use.package)?.[1] ?? 1),
    arguments: (call?.args ?? []).map((a) => ({
      text: text(a),
      literal: a.kind === 'BasicLit' && a.literal === 'string' ? unquoteGoString(a.raw) : null,
    })),
    spread: call?.ellipsis ?? false,
    otel: versions.otel,
    requires: module.requires,
    moduleHas: (pattern) => tree.filesOf(module).some((file) => pattern.test(tree.text(file))),
  };
}

/** OpenTelemetry before v1.25 may be built by Go 1.20, which has no `context.WithoutCancel`. */
function detached(context: string, otel: number): string {
  if (otel >= 25) return `@{context}.WithoutCancel(${context})`;
  const trace = '@{go.opentelemetry.io/otel/trace}';
  return `${trace}.ContextWithSpan(@{context}.Background(), ${trace}.SpanFromContext(${context}))`;
}

function placeOf(scene: UseScene, use: LocatedUse): SendingPlace {
  const { source, planned } = scene;
  return { source, names: scene.namesOf(source), line: planned.site.line, use };
}

function emptyRewrite(): SiteRewrite {
  return { edits: [], imports: [], helpers: [], dropped: [] };
}

/** `x.M(a)` → `helper(ctx, x, a)` */
function planCall(
  scene: UseScene,
  use: LocatedUse,
  { helper, context }: Extract<GoUse, { kind: 'call' }>,
  regions: readonly TracedMessage[],
): UseRewrite | Refusal {
  const { source } = scene;
  const call = use.node as CallExpr;
  if (call.fun.kind !== 'SelectorExpr') return refusal('unusual-use', 'It is not a plain call.');
  const rewrite = emptyRewrite();
  const name = scene.helperName(source, helper);
  rewrite.helpers.push(...withUsed([helper]));
  const receiver = receiverText(source, use, call.fun.x);
  const [first] = call.args;
  const comma = commaBefore(source, call);
  rewrite.edits.push(replace(source, call.fun, name));
  let notes: string[] = [];
  if (context === 'argument') {
    if (!first) return refusal('unusual-use', 'Its arguments come from another call.');
    rewrite.edits.push({ file: source.path, start: first.end, end: first.end, text: `${comma}${receiver}` });
  } else {
    const found = contextFor(placeOf(scene, use), regions, rewrite);
    if ('code' in found) return found;
    notes = found.notes;
    const at = first?.start ?? call.lparen + 1;
    const given = `${found.text}${comma}${receiver}${first ? comma : ''}`;
    rewrite.edits.push({ file: source.path, start: at, end: at, text: given });
  }
  return { rewrite, source, notes };
}

/** What parts the arguments of a call: a line each where its first has one of its own. */
function commaBefore({ text }: GoSource, { lparen, args: [first] }: CallExpr): string {
  const before = first ? text.slice(lparen + 1, first.start) : '';
  return /^[ \t]*\r?\n[ \t]*$/.test(before) ? `,\n${before.slice(before.lastIndexOf('\n') + 1)}` : ', ';
}

/** A struct that stands in a variable itself is passed by its address, as the method call does. */
function receiverText(source: GoSource, use: LocatedUse, receiver: Expr): string {
  const text = source.text.slice(receiver.start, receiver.end);
  return receiver.kind === 'Ident' && holdsStruct(use, receiver.name) ? `&${text}` : text;
}

/** `w := kafka.Writer{…}`, `var w kafka.Writer` in the function around. */
function holdsStruct(use: LocatedUse, name: string): boolean {
  for (const node of use.around.flatMap((n) => (n.kind === 'Block' ? n.stmts : []))) {
    if (node.kind === 'AssignStmt' && node.op === ':=') {
      const at = node.lhs.findIndex((l) => l.kind === 'Ident' && l.name === name);
      if (at !== -1) return node.rhs[at]?.kind === 'CompositeLit';
    }
    if (node.kind !== 'DeclStmt') continue;
    for (const spec of node.decl.specs) {
      if (spec.kind !== 'ValueSpec' || !spec.names.some((n) => n.name === name)) continue;
      return spec.type?.kind === 'SelectorExpr' || spec.values[0]?.kind === 'CompositeLit';
    }
  }
  return false;
}

/** `x.M() <- value` → `x.M() <- helper(ctx, value)` */
function planSend(
  scene: UseScene,
  use: LocatedUse,
  { helper }: Extract<GoUse, { kind: 'send' }>,
  regions: readonly TracedMessage[],
): UseRewrite | Refusal {
  const { source } = scene;
  const send = use.around.at(-1);
  if (send?.kind !== 'SendStmt' || send.chan !== use.node)
    return refusal('unusual-use', 'The channel is not sent to where it is taken.');
  const rewrite = emptyRewrite();
  const name = scene.helperName(source, helper);
  rewrite.helpers.push(...withUsed([helper]));
  const found = contextFor(placeOf(scene, use), regions, rewrite);
  if ('code' in found) return found;
  const { text, notes } = found;
  rewrite.edits.push(...wrapExpression(source, send.value, `${name}(${text}, `, ')'));
  return { rewrite, source, notes };
}

function planMessages(
  scene: UseScene,
  use: LocatedUse,
  { source: from, start, fail }: Extract<GoUse, { kind: 'messages' }>,
  regions: readonly TracedMessage[],
): UseRewrite | Refusal | 'nothing' {
  const { tree, planned } = scene;
  const found = findMessageRegion(tree, scene.source, use, from, planned.site.use!.package);
  if (typeof found === 'string') return untraced(found);
  const region = intoGoroutine(tree, found);
  const { source } = region;
  if (regions.some((r) => r.region.holder === region.holder)) return 'nothing';
  const rewrite = emptyRewrite();
  const imports = { edits: [] as Edit[], paths: [] as string[] };
  const put = (template: string) => {
    const rendered = render(template, scene.namesOf(source), use.node.start);
    imports.edits.push(...rendered.edits);
    imports.paths.push(...rendered.imports);
    return rendered.text;
  };
  const names = {
    start: scene.helperName(source, start),
    fail: scene.helperName(source, fail),
    contextPackage: () => put('@{context}'),
    detached: (context: string) => put(detached(context, scene.versions.otel)),
  };
  const traced = traceRegion(region, names, false);
  if (typeof traced === 'string') return untraced(traced);
  const fill = ({ edits }: TracedRegion) => {
    rewrite.edits.splice(0, rewrite.edits.length, ...edits, ...imports.edits);
    rewrite.imports.splice(0, rewrite.imports.length, ...imports.paths);
  };
  fill(traced);
  rewrite.helpers.push(...withUsed([start, fail]));
  const users = new Set<SiteRewrite>();
  const useContext = (rewrite: SiteRewrite) => {
    users.add(rewrite);
    const again = traceRegion(region, names, true);
    if (typeof again !== 'string') fill(again);
  };
  const { contextName, usesContext } = traced;
  const notes = usesContext
    ? []
    : [
        `What is done with the message of ${source.path}:${planned.site.line} takes no context: its spans join the trace once it does.`,
      ];
  return { rewrite, source, notes, region: { region, contextName, users, use: useContext } };
}

function untraced(why: string): Refusal {
  return refusal(
    'unusual-use',
    `Where the message is worked on could not be told: ${why}.`,
    'Extract the context from the message’s headers and start a consumer span by hand.',
  );
}
