import { describe, expect, it } from 'vitest';
import { rules } from '#rules/index.js';
import { findingsOf } from './support/rule-table.js';

/** The examples of the pages are run: what a page calls bad is reported, what it calls good is not. */
describe.each(rules.map((rule) => [rule.id, rule] as const))('the page of %s', (_id, rule) => {
  it('has an example for each language that the rule checks', () => {
    const languages = new Set(rule.docs.examples.map((example) => example.language));
    if (rule.go ?? rule.goCodebase) expect(languages).toContain('go');
    if (rule.node) expect(languages).toContain('typescript');
  });

  it.each(rule.docs.examples)('tells bad from good ($language)', ({ language, bad, good }) => {
    const checked = language === 'go' ? 'go' : 'node';
    expect(findingsOf(rule, checked, bad)).not.toEqual([]);
    expect(findingsOf(rule, checked, good)).toEqual([]);
  });
});
