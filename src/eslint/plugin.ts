/** The Node.js rules as an ESLint plugin, `instrument/eslint`: one file at a time, by the same checks. */
import { relative, sep } from 'node:path';
import { rules } from '#rules/index.js';
import type { Rule } from '#rules/rule.js';
import { holdingClaims, stands } from '../engine/lint/link-claims.js';
import { optionsOf } from '../engine/lint/rule-selection.js';
import { nodeClaims } from '../languages/node/lint/claims.js';
import { type NodeRuleFile, openNodeRuleFile } from '../languages/node/lint/node-rule-file.js';
import type { DraftFinding, DraftFix, TextRange } from '../model/finding.js';
import type { OptionValues } from '../model/rule.js';

/** The parts of ESLint 9's interface that are used here. */
interface Position {
  line: number;
  column: number;
}
interface SourceCode {
  text: string;
  getLocFromIndex(offset: number): Position;
}
interface Fixer {
  replaceTextRange(range: [number, number], text: string): unknown;
}
interface Context {
  filename: string;
  cwd: string;
  sourceCode: SourceCode;
  options: readonly OptionValues[];
  report(problem: {
    loc: { start: Position; end: Position };
    message: string;
    fix?: (fixer: Fixer) => unknown;
    suggest?: readonly { desc: string; fix: (fixer: Fixer) => unknown }[];
  }): void;
}

const checked = rules.filter(({ node }) => node !== undefined);
const opened = new WeakMap<SourceCode, NodeRuleFile | null>();

function open({ filename, cwd, sourceCode }: Context): NodeRuleFile | null {
  let file = opened.get(sourceCode);
  if (file === undefined) {
    const path = relative(cwd, filename).split(sep).join('/');
    file = openNodeRuleFile(path, sourceCode.text, { wrappers: [] });
    opened.set(sourceCode, file);
  }
  return file;
}

/** The findings that stand by what this file alone says, the lesser ones left out unless asked for. */
function findingsOf(rule: Rule, context: Context): readonly DraftFinding[] {
  const { text } = context.sourceCode;
  if (rule.node?.mentions.test(text) !== true) return [];
  const file = open(context);
  if (file === null) return [];
  const given = context.options[0] ?? {};
  const options = optionsOf([rule], { [rule.id]: given }, { release: given.release ?? '' })[rule.id]!;
  const { findings, claims = [] } = rule.node.run(file, options);
  const holding = holdingClaims([...nodeClaims(file), ...claims]);
  return findings.filter(
    (finding) =>
      stands(finding, holding) &&
      (given.strict === true || (finding.level?.preset ?? 'recommended') === 'recommended'),
  );
}

function report(context: Context, { at, message, fix }: DraftFinding): void {
  const loc = (range: TextRange) => ({
    start: context.sourceCode.getLocFromIndex(range.start),
    end: context.sourceCode.getLocFromIndex(range.end),
  });
  const made = (draft: DraftFix) => (fixer: Fixer) =>
    draft.edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
  context.report({
    loc: loc(at),
    message,
    ...(fix?.safe === true && { fix: made(fix) }),
    ...(fix?.safe === false && { suggest: [{ desc: fix.title, fix: made(fix) }] }),
  });
}

function eslintRule(rule: Rule) {
  return {
    meta: {
      type: rule.severity === 'error' ? 'problem' : 'suggestion',
      docs: { description: rule.docs.summary, url: rule.docs.links[0] },
      fixable: 'code',
      hasSuggestions: true,
      schema: [{ type: 'object' }],
    },
    create: (context: Context) => ({
      Program: () => {
        for (const finding of findingsOf(rule, context)) report(context, finding);
      },
    }),
  };
}

const levels = { error: 'error', warning: 'warn', info: 'warn' } as const;

const plugin = {
  meta: { name: 'instrument' },
  rules: Object.fromEntries(checked.map((rule) => [rule.id, eslintRule(rule)])),
  configs: {} as Record<'recommended' | 'strict', object>,
};

function config(presets: readonly string[]): object {
  const chosen = checked.filter(({ preset }) => presets.includes(preset));
  return {
    name: 'instrument',
    plugins: { instrument: plugin },
    rules: Object.fromEntries(chosen.map(({ id, severity }) => [`instrument/${id}`, levels[severity]])),
  };
}

plugin.configs.recommended = config(['recommended']);
plugin.configs.strict = config(['recommended', 'strict']);

export default plugin;
