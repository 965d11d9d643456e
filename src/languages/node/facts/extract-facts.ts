/** Turns one file into facts: parse, walk once, evaluate what calls and exports are about. */
import { parseSync } from 'oxc-parser';
import { createPositions, type Positions } from '../../../model/positions.js';
import type { Extractor } from '../../language.js';
import type { Interest } from '../outline/interest.js';
import { type AstNode, bare, child, keyName } from './ast.js';
import { collect } from './collect.js';
import type { Collected, CollectedCall } from './collected.js';
import { createEvaluator, type Evaluator } from './evaluate.js';
import type { CallFact, ClassFact, FunctionFact, NodeFacts, Value } from './facts.js';
import { keepsCall, trimValue } from './keep.js';
import { languageOf } from './source-language.js';

const EMPTY: NodeFacts = {
  error: null,
  calls: [],
  functions: [],
  classes: [],
  exports: [],
  reexports: [],
  loops: [],
};
const SPAN_COMMENT = /^\s*(?:instrument|dd|otelc):span\b/;

function calledMember(callee: AstNode): string | null {
  const target = bare(callee);
  return target.type === 'MemberExpression'
    ? keyName(child(target, 'property'), target.computed === true)
    : null;
}

function callFact(
  call: CollectedCall,
  evaluator: Evaluator,
  positions: Positions,
  interest: Interest,
): CallFact | null {
  const callee = evaluator.evaluate(call.callee, call.scope);
  const method = calledMember(call.callee);
  if (!keepsCall(callee, method, interest)) return null;
  const args = call.args.slice(0, 4).map((arg) => trimValue(evaluator.evaluate(arg, call.scope)));
  return {
    callee,
    method,
    form: call.form,
    ...positions.at(call.node.start),
    fn: call.scope.fn,
    args,
    ...(call.on !== undefined && { on: call.on }),
  };
}

function functionFacts(
  file: Collected,
  evaluator: Evaluator,
  positions: Positions,
  flagged: ReadonlySet<number>,
): FunctionFact[] {
  return file.functions.map(({ node, name, owner, thisClass, parameters, statements, parent }, fn) => {
    const { line } = positions.at(node.start);
    return {
      name,
      owner,
      thisClass,
      line,
      parameters,
      statements,
      returns: trimValue(evaluator.returned(fn)),
      parent,
      flagged: flagged.has(line - 1),
    };
  });
}

function classFacts(file: Collected, evaluator: Evaluator, positions: Positions): ClassFact[] {
  return file.classes.map(({ node, scope, name, fields, statics, types }, index) => {
    const members = (keys: Iterable<string>, of: Value) =>
      [...keys]
        .map((key) => [key, trimValue(evaluator.step(of, key))] as const)
        .filter(([, value]) => value.is !== 'unknown');
    const superClass = child(node, 'superClass');
    return {
      name,
      line: positions.at(node.start).line,
      extends: superClass === null ? { is: 'unknown' } : evaluator.evaluate(superClass, scope),
      fields: members(new Set([...fields.keys(), ...types.keys()]), { is: 'instance', class: index }),
      statics: members(statics.keys(), { is: 'class', class: index }),
    };
  });
}

/** The facts extractor for the packages of interest. */
export function createFactsExtractor(interest: Interest): Extractor<NodeFacts> {
  return {
    id: 'node-facts',
    version: 3,
    extract(text, path) {
      const parsed = parseSync(path, text, {
        lang: languageOf(path),
        sourceType: 'unambiguous',
        preserveParens: false,
      });
      const positions = createPositions(text);
      const error = parsed.errors.find(({ severity }) => severity === 'Error');
      const program = parsed.program as unknown as AstNode;
      if (error !== undefined && parsed.program.body.length === 0) {
        const offset = error.labels[0]?.start ?? 0;
        return { ...EMPTY, error: { line: positions.at(offset).line, message: error.message } };
      }
      const file = collect(program);
      const evaluator = createEvaluator(file);
      const flagged = new Set(
        parsed.comments
          .filter(({ value }) => SPAN_COMMENT.test(value))
          .map(({ end }) => positions.at(end).line),
      );
      return {
        error: null,
        calls: file.calls.flatMap((call) => callFact(call, evaluator, positions, interest) ?? []),
        functions: functionFacts(file, evaluator, positions, flagged),
        classes: classFacts(file, evaluator, positions),
        exports: [
          ...file.exports.map(
            ({ name, node, scope }) => [name, trimValue(evaluator.evaluate(node, scope))] as const,
          ),
          ...file.exportedFrom.map(
            ({ name, module, path }) => [name, { is: 'module', module, path }] as const,
          ),
        ],
        reexports: file.reexports,
        loops: file.loops.map(({ node, fn }) => ({ line: positions.at(node.start).line, fn })),
      };
    },
  };
}
