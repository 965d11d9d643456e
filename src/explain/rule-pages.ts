import { rules } from '#rules/index.js';
import type { Page } from './page.js';
import { rulePage } from './rule-page.js';

/** The pages of all lint rules. A rule without checks of its own is about both languages. */
export function rulePages(): Page[] {
  return rules.map((rule) => {
    const languages = [
      ...(rule.go || rule.goCodebase ? ['Go'] : []),
      ...(rule.node ? ['JavaScript', 'TypeScript'] : []),
    ];
    return rulePage({
      ...rule,
      languages: languages.length > 0 ? languages : ['Go', 'JavaScript', 'TypeScript'],
    });
  });
}
