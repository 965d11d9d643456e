/**
 * Results that do their work after the function has returned: queries, streams, observables, iterators. Around the function
 * a span would be over before.
 */
import { type AstNode, bare, child, children, keyName, textOf } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { packageOf } from '../outline/interest.js';
import type { Refusal } from './refusal.js';
import { valuesOf } from './return-annotation.js';
import type { SpanTarget } from './span-target.js';

/** Libraries whose calls give what runs when somebody waits for it, or has methods of its own that a promise has not. */
const LAZY = new Set([
  '@prisma/client',
  '@supabase/supabase-js',
  'drizzle-orm',
  'execa',
  'got',
  'knex',
  'ky',
  'kysely',
  'mongoose',
  'objection',
  'rxjs',
  'superagent',
  'waterline',
]);
const NODE = /^(?:node:)?(?:stream|events|child_process)$/;
/** Methods of queries that give a promise. */
const RUNS = /^(?:exec|execute\w*|then|catch|finally)$/;
const ITERATOR = /^(?:Async)?(?:Iterable|Iterator|IterableIterator|Generator|IteratorObject)$/;
const LATER =
  /Observable$|^(?:Behavior|Replay|Async)?Subject$|^(?:Readable|Writable|Duplex|PassThrough|Transform)$|Stream$|Emitter$|^ChildProcess|^Query$|QueryBuilder$|Cursor$|^(?:Thenable|PromiseLike)$|.Promise$|CancelableRequest$/;

/**
 * @param follow what an import stands for in the file that it leads to
 * @returns null for what is there when the function has returned or its promise has settled
 */
export function refuseLaterResult(
  file: NodeRuleFile,
  target: SpanTarget,
  follow: (value: Value) => Value,
): Refusal | null {
  if (target.isAsync || target.isGenerator) return null;
  const name = target.collected.name || 'function';
  const type = laterType(file, target.node);
  if (type !== null)
    return ITERATOR.test(type)
      ? {
          code: 'iterator',
          message: `\`${name}\` gives an \`${type}\`, and the work is done by whoever iterates.`,
        }
      : { code: 'lazy-result', message: `\`${name}\` gives a \`${type}\`, which does its work later.` };
  const from = laterModule(file.evaluator.returned(target.index), file, follow);
  if (from === 'Promise')
    return {
      code: 'lazy-result',
      message: `\`${name}\` gives a promise with more to it than promises have.`,
    };
  if (from !== null)
    return {
      code: 'lazy-result',
      message: `\`${name}\` gives something of \`${from}\`, which does its work when somebody uses it.`,
    };
  const values = valuesOf(target.body).map(bare);
  if (values.some((one) => isIteration(one, file)))
    return {
      code: 'iterator',
      message: `\`${name}\` gives a generator, and the work is done by whoever iterates.`,
    };
  if (values.some(isPiped))
    return { code: 'lazy-result', message: `\`${name}\` gives what \`pipe\` does, which works later.` };
  return null;
}

/** The package whose query, stream or emitter a value is, or `Promise` for one with more to it. */
function laterModule(value: Value, file: NodeRuleFile, follow: (value: Value) => Value): string | null {
  if (value.is === 'either')
    return value.of.map((one) => laterModule(one, file, follow)).find((one) => one !== null) ?? null;
  if (value.is === 'record') {
    const spread = value.fields.find(([key, inner]) => key === '...' && isPromise(inner));
    return spread === undefined ? null : 'Promise';
  }
  if (value.is === 'instance') {
    const base = child(file.collected.classes[value.class]?.node ?? NOTHING, 'superClass');
    if (base !== null && textOf(base, 'name') === 'Promise') return 'Promise';
  }
  const own = follow(value);
  if (own.is !== 'module' || !own.path.some((one) => one === '()' || one === 'new')) return null;
  const last = own.path.at(-1) === '()' ? own.path.at(-2) : undefined;
  if (last !== undefined && RUNS.test(last)) return null;
  const from = packageOf(own.module);
  return LAZY.has(from) || NODE.test(own.module) ? from : null;
}

const NOTHING: AstNode = { type: 'Empty', start: 0, end: 0 };

const isPromise = (value: Value): boolean => value.is === 'global' && value.name === 'Promise';

/** The name of the first type of a function's annotation that stands for something later. */
function laterType(file: NodeRuleFile, node: AstNode): string | null {
  const annotation = child(node, 'returnType');
  return annotation === null ? null : laterIn(child(annotation, 'typeAnnotation'), file);
}

function laterIn(type: AstNode | null, file: NodeRuleFile): string | null {
  if (type === null) return null;
  if (/^TS(?:Union|Intersection)Type$/.test(type.type)) {
    const members = children(type, 'types');
    const promise = members.find((one) => textOf(child(one, 'typeName'), 'name') === 'Promise');
    if (type.type === 'TSIntersectionType' && promise !== undefined)
      return file.text.slice(type.start, type.end);
    return members.map((one) => laterIn(one, file)).find((one) => one !== null) ?? null;
  }
  const written = type.type === 'TSTypeReference' ? child(type, 'typeName') : null;
  const name = textOf(written, 'name') ?? textOf(child(written ?? NOTHING, 'right'), 'name');
  if (name === null || isOwnType(written!, file)) return null;
  return ITERATOR.test(name) || LATER.test(name) ? name : null;
}

/** Whether a type is of the project: what its name says of libraries means nothing then. */
function isOwnType(written: AstNode, { program }: NodeRuleFile): boolean {
  const name = textOf(written, 'name');
  return children(program, 'body').some((statement) => {
    if (statement.type === 'ImportDeclaration')
      return (
        /^[.~#@]?\//.test(textOf(child(statement, 'source'), 'value') ?? '') &&
        children(statement, 'specifiers').some((one) => textOf(child(one, 'local'), 'name') === name)
      );
    const declared = child(statement, 'declaration') ?? statement;
    return name !== null && textOf(child(declared, 'id'), 'name') === name;
  });
}

/** `pages(3)` of a generator `pages`, `(function* () { … })()`. */
function isIteration(value: AstNode, file: NodeRuleFile): boolean {
  const call = file.collected.calls.find(({ node }) => node === value);
  const callee = call === undefined ? null : file.evaluator.evaluate(call.callee, call.scope);
  const fn = callee?.is === 'function' ? file.collected.functions[callee.fn]?.node : undefined;
  return fn?.generator === true;
}

/** `source.pipe(…)` */
function isPiped(value: AstNode): boolean {
  const callee = value.type === 'CallExpression' ? child(value, 'callee') : null;
  return callee?.type === 'MemberExpression' && keyName(child(callee, 'property'), false) === 'pipe';
}
