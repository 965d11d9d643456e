/** Gives libraries their instrumentation in the options with which they are made. */
import type { Change, Edit } from '#src/model/change.js';
import type { NodeOption, NodeVersions } from '#src/model/node-instrumentation.js';
import type { Site } from '#src/model/scan-report.js';
import { type AstNode, bare, child, children, keyName } from '../../facts/ast.js';
import { type NodeRuleFile, openNodeRuleFile } from '../../lint/node-rule-file.js';
import { importEdit, importForm } from '../../spans/import-edit.js';
import { freeName } from '../../spans/local-names.js';
import { type SourceStyle, styleOf } from '../../spans/source-style.js';
import { restyle } from '../file-style.js';
import type { NodePlan, NodeScene, NodeService } from '../node-service.js';
import { type Insertion, intoCall, intoObject } from '../property-edit.js';
import { type GivenOption, inCode } from '../wanted-instrumentations.js';

const WIDTH = 100;

/** One change for each file and library; what is not made with options that can be read is left alone. */
export function planOptions(
  service: NodeService,
  given: readonly GivenOption[],
  versions: NodeVersions,
  scene: NodeScene,
): NodePlan {
  const plan: NodePlan = { changes: [], skips: [] };
  for (const [key, one] of byFile(given)) {
    const [, path = ''] = key;
    const text = scene.workspace.read(path);
    const file = text === null ? null : openNodeRuleFile(path, text, { wrappers: [] });
    const { change, left } = planFile(service, one, file, versions, scene);
    if (change !== null) plan.changes.push(change);
    for (const site of left) {
      const { code, line, message, help } = inCode(one.integration, one.by, site);
      plan.skips.push({ code, service: service.name, file: path, line, message, help });
    }
  }
  return plan;
}

/** Producers and consumers of one library share a file's import. */
function byFile(given: readonly GivenOption[]): [[string, string], GivenOption][] {
  const files = new Map<string, [[string, string], GivenOption]>();
  for (const one of given)
    for (const site of one.sites) {
      const key = `${one.integration.id}\n${site.file}`;
      const known = files.get(key)?.[1].sites ?? [];
      files.set(key, [[one.integration.id, site.file], { ...one, sites: [...known, site] }]);
    }
  return [...files.values()];
}

function planFile(
  service: NodeService,
  { integration, by, option, sites }: GivenOption,
  file: NodeRuleFile | null,
  versions: NodeVersions,
  { repository: { resolver } }: NodeScene,
): { change: Change | null; left: Site[] } {
  if (file === null) return { change: null, left: [...sites] };
  const style = styleOf(file.text, file.program, WIDTH);
  const local = freeName(file, [by.export]);
  const property = restyled(`${option.property}: ${option.value.replace('@@', local)}`, style);
  const left: Site[] = [];
  const edits: Edit[] = [];
  for (const site of sites) {
    const edit = optionEdit(file, site, option, property);
    if (edit === null) left.push(site);
    else edits.push({ file: file.path, ...edit });
  }
  const [first] = sites.filter((site) => !left.includes(site));
  const version = versions.rangeOf(by.package);
  if (first === undefined || version === null) return { change: null, left: [...sites] };
  const { directory } = resolver.packageAt(file.path) ?? service.manifest;
  const form = importForm(file) ?? (service.modules === 'esm' ? 'import' : 'require');
  const wanted = { specifier: by.package, exported: by.export, local, form } as const;
  const change: Change = {
    id: `node:${integration.id}:${file.path}:${first.line}`,
    title: `Give ${integration.title} its \`${option.property}\` in ${file.path}`,
    services: [service.name],
    subject: integration.id,
    edits: [{ file: file.path, ...importEdit(file, wanted, style) }, ...edits],
    creates: [],
    requires: [{ ecosystem: 'npm', name: by.package, version, directory }],
    notes: [],
  };
  return { change, left };
}

/** Null where the options are made elsewhere, have the property, or stand behind arguments that are not all written out. */
function optionEdit(
  file: NodeRuleFile,
  { line, column }: Site,
  { property: name, argument }: NodeOption,
  property: string,
): Insertion | null {
  const made = file.collected.calls.find(
    ({ node, form }) => form === 'new' && isAt(file.text, node.start, line, column),
  );
  if (made === undefined) return null;
  const library = file.evaluator.evaluate(made.callee, made.scope);
  const position = library.is === 'module' ? argument[library.path.at(-1) ?? ''] : undefined;
  const args = children(made.node, 'arguments');
  if (position === undefined || args.some(({ type }) => type === 'SpreadElement')) return null;
  const [last, options] = [args.at(-1), args[position]];
  if (options !== undefined) return propertyEdit(bare(options), name, file.text, property);
  if (args.length !== position) return null;
  return last === undefined
    ? intoCall(made.node, file.text, `{ ${property} }`)
    : { start: last.end, end: last.end, text: `, { ${property} }` };
}

function propertyEdit(options: AstNode, name: string, text: string, property: string): Insertion | null {
  const isThere = children(options, 'properties').some(
    (one) => one.type === 'Property' && keyName(child(one, 'key'), one.computed === true) === name,
  );
  return options.type !== 'ObjectExpression' || isThere ? null : intoObject(options, text, property);
}

function isAt(text: string, offset: number, line: number, column: number): boolean {
  const before = text.slice(0, offset).split('\n');
  return before.length === line && (before.at(-1)?.length ?? 0) + 1 === column;
}

function restyled(text: string, { quote, semicolons, unit, trailingComma, width }: SourceStyle): string {
  const style = { quote, semicolons, indent: unit, trailingCommas: trailingComma, arrowParentheses: true };
  return restyle(text, style, width);
}
