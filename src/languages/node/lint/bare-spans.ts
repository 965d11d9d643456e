/** Spans of business operations that carry no attribute. */
import type { CheckResult, Claim } from '../../../model/finding.js';
import { BARE_SPAN } from '../../attribute-levels.js';
import { businessTerms } from '../../business-vocabulary.js';
import { children } from '../facts/ast.js';
import type { Binding } from './bindings.js';
import { fileBindings } from './file-indexes.js';
import { type FollowedSpan, followedSpans } from './followed-spans.js';
import { calledName, exportedName } from './function-names.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';

/** What the file says of its own starts; claimed is whether it adds attributes to spans of others. */
export function bareSpans(file: NodeRuleFile): Required<CheckResult> {
  const describes = /getActiveSpan|getSpan\b/.test(file.text) && /setAttributes?\b/.test(file.text);
  const own = exportedName(file.path, '');
  const claims: Claim[] = describes ? [{ name: describesOthers(own) }] : [];
  const findings = file.once(followedSpans).flatMap((followed) => {
    const [only, ...more] = followed.starts;
    const start = only?.span;
    if (!start || more.length > 0 || !isBare(file, followed)) return [];
    const value = file.evaluator.evaluate(start.name, start.scope);
    const name = value.is === 'text' ? value.text : null;
    if (name === null || businessTerms(name).critical.length === 0) return [];
    return [
      {
        at: { start: start.name.start, end: start.name.end },
        message: `The span \`${name}\` has no attribute, so it does not tell which one it was about. Add what one would search for, such as an id, an amount or a reason.`,
        level: BARE_SPAN,
        unless: [...(start.unless ?? []), describesOthers(own), ...importedFiles(file).map(describesOthers)],
      },
    ];
  });
  return { findings, claims };
}

/** "The file adds attributes to the active span." */
function describesOthers(file: string): string {
  return `node describes-active-span ${file}`;
}

function importedFiles({ path, collected }: NodeRuleFile): string[] {
  const names = [...collected.module.names.values()].flatMap((binding) =>
    binding.kind === 'value' && binding.value.is === 'module'
      ? (calledName({ is: 'module', module: binding.value.module, path: [''] }, path) ?? [])
      : [],
  );
  return [...new Set(names)];
}

/** Whether nothing but `end`, `recordException` and the like is done with the span, which goes nowhere else. */
function isBare(file: NodeRuleFile, { variable, starts }: FollowedSpan): boolean {
  const call = starts[0]?.call;
  const given = call === undefined ? [] : children(call, 'arguments');
  const options = given.slice(1).filter(({ type }) => !/Function/.test(type));
  if (options.length > 0) return false;
  const { around } = file.once(fileBindings);
  return references(variable).every((reference) => {
    const parent = around(reference)?.parent;
    return (
      parent?.type === 'MemberExpression' &&
      /^(?:end|recordException|setStatus|spanContext|isRecording)$/.test(memberName(parent) ?? '')
    );
  });
}

function references({ references: all, declaration }: Binding) {
  return all.filter((one) => one !== declaration);
}
