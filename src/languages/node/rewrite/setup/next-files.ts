/** The files of a Next.js application that set OpenTelemetry up: Next.js loads them itself, so no start command changes. */
import { minVersion, satisfies, validRange } from 'semver';
import type { Edit } from '#src/model/change.js';
import { directoryOf, joinPath } from '#src/model/relative-path.js';
import { type AstNode, child, children, keyName, textOf } from '../../facts/ast.js';
import { readNextApplication } from '../../launch/next-application.js';
import { childNodes } from '../../lint/child-nodes.js';
import { openNodeRuleFile } from '../../lint/node-rule-file.js';
import { indentationAt, isFirstOnLine } from '../../spans/line-layout.js';
import type { NodeRefusal, NodeScene, NodeService } from '../node-service.js';

export interface NextFiles {
  /** The file with `register`, relative to the root. */
  register: string;
  /** The file that it loads. */
  sdk: string;
  edits: Edit[];
  /** Whether `register` has to be created. */
  isNew: boolean;
}

const NEEDS = '>=13.2.0';
const NEEDS_FLAG = '<15.0.0-0';

/**
 * Where the files go, and the edits of those that are there.
 * @param call statement that loads the SDK, for a `register` that is there
 */
export function planNextFiles(service: NodeService, call: string, scene: NodeScene): NextFiles | NodeRefusal {
  const { directory } = service.program.candidate;
  const { index } = scene.repository;
  const application = readNextApplication(directory, index);
  const inSource =
    index.hasDirectory(joinPath(directory, 'src/app')) ||
    index.hasDirectory(joinPath(directory, 'src/pages'));
  const extension = index.has(joinPath(directory, 'tsconfig.json')) ? 'ts' : 'js';
  const home =
    application.instrumentation === null
      ? joinPath(directory, inSource ? 'src' : '.')
      : directoryOf(application.instrumentation);
  const sdk = joinPath(home, `instrumentation.node.${extension}`);
  const flag = flagEdits(service, application.config, scene);
  if ('code' in flag) return flag;
  if (application.instrumentation === null) {
    const register = joinPath(home, `instrumentation.${extension}`);
    return { register, sdk, edits: flag, isNew: true };
  }
  const edit = callEdit(application.instrumentation, call, scene);
  if (edit === null)
    return refuse(
      application.instrumentation,
      'has no `async` function `register` that more can be added to',
      `Call the set-up from it: \`${call}\``,
    );
  return { register: application.instrumentation, sdk, edits: [...flag, edit], isNew: false };
}

function refuse(file: string, why: string, help: string): NodeRefusal {
  return { code: 'setup-not-understood', file, line: 1, message: `\`${file}\` ${why}.`, help };
}

/** The statement as the first one of `register`. */
function callEdit(path: string, call: string, { workspace }: NodeScene): Edit | null {
  const text = workspace.read(path);
  const file = text === null ? null : openNodeRuleFile(path, text, { wrappers: [] });
  if (file === null) return null;
  for (const statement of children(file.program, 'body')) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : null;
    if (declaration?.type !== 'FunctionDeclaration' || declaration.async !== true) continue;
    const body = child(declaration, 'body');
    if (textOf(child(declaration, 'id'), 'name') !== 'register' || body === null) continue;
    const first = children(body, 'body')[0];
    const indentation = first === undefined ? '  ' : indentationAt(file.text, first.start);
    return { file: path, start: body.start + 1, end: body.start + 1, text: `\n${indentation}${call}` };
  }
  return null;
}

/** Before version 15 the file is loaded only when the configuration asks for it. */
function flagEdits(
  { manifest }: NodeService,
  config: string | null,
  { workspace }: NodeScene,
): Edit[] | NodeRefusal {
  const range = manifest.dependencies.next ?? manifest.devDependencies.next;
  const lowest = range === undefined || validRange(range) === null ? null : minVersion(range);
  if (lowest === null || !satisfies(lowest, NEEDS_FLAG)) return [];
  if (!satisfies(lowest, NEEDS))
    return refuse(
      manifest.file,
      `asks for Next.js ${range}, which loads no \`instrumentation\` file`,
      'Raise Next.js to 13.4 or later, then run again.',
    );
  const text = config === null ? null : workspace.read(config);
  if (config !== null && text !== null && /instrumentationHook\s*:\s*true/.test(text)) return [];
  const file = config === null || text === null ? null : openNodeRuleFile(config, text, { wrappers: [] });
  const object = file === null ? null : configObject(file.program);
  if (config === null || file === null || object === null)
    return refuse(
      config ?? manifest.file,
      'is no object in which `experimental.instrumentationHook` can be set',
      'Set `experimental: { instrumentationHook: true }` in the configuration of Next.js, then run again.',
    );
  const experimental = children(object, 'properties').find(
    (one) => keyName(child(one, 'key'), false) === 'experimental',
  );
  const inner = experimental === undefined ? null : child(experimental, 'value');
  if (experimental === undefined)
    return [{ file: config, ...added(object, file.text, 'experimental: { instrumentationHook: true }') }];
  return inner?.type === 'ObjectExpression'
    ? [{ file: config, ...added(inner, file.text, 'instrumentationHook: true') }]
    : refuse(
        config,
        'gives `experimental` by more than an object',
        'Set `experimental.instrumentationHook` to true, then run again.',
      );
}

/** `module.exports = { … }`, `export default { … }`, or a variable that is exported. */
function configObject(program: AstNode): AstNode | null {
  const variables = new Map<string, AstNode>();
  let exported: AstNode | null = null;
  for (const statement of children(program, 'body')) {
    for (const declarator of children(statement, 'declarations')) {
      const init = child(declarator, 'init');
      if (init !== null) variables.set(textOf(child(declarator, 'id'), 'name') ?? '', init);
    }
    if (statement.type === 'ExportDefaultDeclaration') exported = child(statement, 'declaration');
    for (const inner of childNodes(statement))
      if (inner.type === 'AssignmentExpression' && /^module\.exports$/.test(sourceName(child(inner, 'left'))))
        exported = child(inner, 'right');
  }
  // `withBundleAnalyzer(config)` is given the object.
  for (let depth = 0; depth < 6 && exported !== null; depth++) {
    if (exported.type === 'ObjectExpression') return exported;
    if (exported.type === 'Identifier') exported = variables.get(textOf(exported, 'name') ?? '') ?? null;
    else if (exported.type === 'CallExpression') exported = children(exported, 'arguments')[0] ?? null;
    else return null;
  }
  return null;
}

function sourceName(node: AstNode | null): string {
  const object = node === null ? null : child(node, 'object');
  const property = node === null ? null : child(node, 'property');
  return `${textOf(object, 'name') ?? ''}.${textOf(property, 'name') ?? ''}`;
}

function added(object: AstNode, text: string, property: string) {
  const last = children(object, 'properties').at(-1);
  if (last === undefined) return { start: object.start, end: object.end, text: `{ ${property} }` };
  const separator = isFirstOnLine(text, last.start) ? `,\n${indentationAt(text, last.start)}` : ', ';
  return { start: last.end, end: last.end, text: `${separator}${property}` };
}
