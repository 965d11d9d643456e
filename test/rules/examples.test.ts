import { describe, expect, it } from 'vitest';
import { rules } from '#rules/index.js';
import { lintTree } from '../engine/lint/lint-scene.js';
import { temporaryTree } from '../workspace/temporary-tree.js';

/** The examples of the pages are linted: what a page calls bad is reported, what it calls good is not. */
describe.each(rules.map((rule) => [rule.id, rule] as const))('the page of %s', (id, rule) => {
  it('has an example for each language that the rule checks', () => {
    const languages = new Set(rule.docs.examples.map((example) => example.language));
    if (rule.go ?? rule.goCodebase) expect(languages).toContain('go');
    if (rule.node) expect(languages).toContain('typescript');
  });

  it.each(rule.docs.examples)('tells bad from good ($language)', async ({ language, bad, good }) => {
    expect(await rulesBroken(language, bad)).toContain(id);
    expect(await rulesBroken(language, good)).not.toContain(id);
  });

  async function rulesBroken(language: string, code: string): Promise<string[]> {
    const root = temporaryTree(
      language === 'go'
        ? { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': code }
        : { 'package.json': '{"name":"shop"}', 'main.ts': code },
    );
    const { report } = await lintTree(root);
    return report.findings.map((finding) => finding.rule);
  }
});
