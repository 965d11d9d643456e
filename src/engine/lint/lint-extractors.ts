/** The extractors of `lint`: all rules over one file. Which of them count is decided later, so that the facts can be kept. */
import { rules } from '#rules/index.js';
import type { Rule } from '#rules/rule.js';
import type { Extractor } from '../../languages/language.js';
import type { Check } from '../../languages/lint-check.js';
import { mentionsWrapper } from '../../languages/span-wrapper.js';
import type { Claim } from '../../model/finding.js';
import { createPositions } from '../../model/positions.js';
import { directoryOf, isWithin, joinPath } from '../../model/relative-path.js';
import { type CommentText, type FileFacts, type LintSettings, NOTHING } from './file-facts.js';
import { locateFinding } from './locate.js';
import { MENTIONS_SUPPRESSION, readSuppressions } from './suppressions.js';

/** Raise when the meaning of the facts changes within one version of the tool. */
const VERSION = 1;

export async function goLintExtractor(settings: LintSettings): Promise<Extractor<FileFacts>> {
  const { openGoRuleFile } = await import('../../languages/go/lint/go-rule-file.js');
  const { goClaims, MENTIONS_GO_CLAIMS } = await import('../../languages/go/lint/claims.js');
  return {
    id: 'go-lint',
    version: VERSION,
    settings: JSON.stringify(settings),
    extract(text, path) {
      const wanted = rulesFor(text, mentionsWrapper(text, settings.wrappers), ({ go }) => go);
      if (wanted.length === 0 && !MENTIONS_GO_CLAIMS.test(text) && !MENTIONS_SUPPRESSION.test(text))
        return NOTHING;
      const { wrappers, modules } = settings;
      const file = openGoRuleFile(path, text, { wrappers, importPath: importPathOf(path, modules) });
      if (file === null) return NOTHING;
      const comments = file.tree.comments.map(({ start, end }) => commentAt(text, start, end));
      return factsOf(file, { text, comments, settings, wanted, claims: goClaims(file) });
    },
  };
}

export async function nodeLintExtractor(settings: LintSettings): Promise<Extractor<FileFacts>> {
  const { openNodeRuleFile } = await import('../../languages/node/lint/node-rule-file.js');
  const { nodeClaims, mentionsNodeClaims } = await import('../../languages/node/lint/claims.js');
  const { looksMinified } = await import('../../languages/node/minified.js');
  return {
    id: 'node-lint',
    version: VERSION,
    settings: JSON.stringify(settings),
    extract(text, path) {
      if (looksMinified(text)) return NOTHING;
      const wanted = rulesFor(text, mentionsWrapper(text, settings.wrappers), ({ node }) => node);
      if (wanted.length === 0 && !mentionsNodeClaims(text) && !MENTIONS_SUPPRESSION.test(text))
        return NOTHING;
      const file = openNodeRuleFile(path, text, { wrappers: settings.wrappers });
      if (file === null) return NOTHING;
      const comments = file.comments.map(({ start, end }) => commentAt(text, start, end));
      return factsOf(file, { text, comments, settings, wanted, claims: nodeClaims(file) });
    },
  };
}

/** In a file that names a wrapper of spans every rule has something to look at. */
function rulesFor<File>(text: string, all: boolean, pick: (rule: Rule) => Check<File> | undefined) {
  return rules.flatMap((rule) => {
    const check = pick(rule);
    return check && (all || check.mentions.test(text)) ? [{ id: rule.id, check }] : [];
  });
}

function factsOf<File>(
  file: File,
  given: {
    text: string;
    comments: readonly CommentText[];
    settings: LintSettings;
    wanted: readonly { id: string; check: Check<File> }[];
    claims: readonly Claim[];
  },
): FileFacts {
  const { text, settings, wanted } = given;
  const positions = createPositions(text);
  const results = wanted.map(({ id, check }) => ({ id, ...check.run(file, settings.options[id] ?? {}) }));
  return {
    findings: results.flatMap(({ id, findings }) =>
      findings.map((finding) => locateFinding(id, finding, text, positions)),
    ),
    claims: [...given.claims, ...results.flatMap(({ claims = [] }) => claims)],
    suppressions: MENTIONS_SUPPRESSION.test(text) ? readSuppressions(text, given.comments, positions) : [],
  };
}

function commentAt(text: string, start: number, end: number): CommentText {
  const isBlock = text.charCodeAt(start + 1) === 42;
  return { start, end, text: text.slice(start + 2, isBlock ? end - 2 : end) };
}

/** Import path of a file's package: that of the innermost module around it, and the way from there. */
function importPathOf(path: string, modules: LintSettings['modules']): string | null {
  const directory = directoryOf(path);
  let best: LintSettings['modules'][number] | null = null;
  for (const module of modules)
    if (isWithin(directory, module.directory) && (!best || module.directory.length > best.directory.length))
      best = module;
  if (best === null) return null;
  const inside = best.directory === '.' ? directory : directory.slice(best.directory.length + 1);
  return inside === '.' || inside === '' ? best.path : joinPath(best.path, inside);
}
