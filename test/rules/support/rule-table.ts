/** The table of a rule: sources that are fine, and sources with the findings that they give. */
import { describe, expect, it } from 'vitest';
import { goIntegrations } from '#codemods/go/index.js';
import type { Rule } from '#rules/rule.js';
import { holdingClaims, stands } from '#src/engine/lint/link-claims.js';
import { goExtractor } from '#src/languages/go/extractor.js';
import { goClaims } from '#src/languages/go/lint/claims.js';
import { openGoCodebase } from '#src/languages/go/lint/go-codebase.js';
import { openGoRuleFile } from '#src/languages/go/lint/go-rule-file.js';
import { nodeClaims } from '#src/languages/node/lint/claims.js';
import { openNodeRuleFile } from '#src/languages/node/lint/node-rule-file.js';
import { mentionsWrapper, type SpanWrapper } from '#src/languages/span-wrapper.js';
import type { CheckResult, DraftFinding } from '#src/model/finding.js';
import { createPositions } from '#src/model/positions.js';
import type { OptionValues } from '#src/model/rule.js';

/** One file's text, or several by path. A single Go file is `main.go`, a single TypeScript file `main.ts`. */
export type Sources = string | Readonly<Record<string, string>>;

export interface Invalid {
  code: Sources;
  /** Every finding in order: `line:column-line:column message`, ends after the last character; related places follow as `  line:column message`. */
  findings: readonly string[];
  /** The file of the first finding with all fixes made; absent: none may have a fix. */
  fixed?: string;
}

export interface Table {
  options?: OptionValues;
  wrappers?: readonly SpanWrapper[];
  valid: Readonly<Record<string, Sources>>;
  invalid: Readonly<Record<string, Invalid>>;
}

/** Import path of the directory of in-memory Go files, as if a go.mod said `module example.com/shop`. */
const MODULE = 'example.com/shop';

/** Runs the table of one language as tests. */
export function ruleTable(rule: Rule, language: 'go' | 'node', table: Table): void {
  describe(`${rule.id} (${language})`, () => {
    it.each(Object.entries(table.valid))('lets pass: %s', (_name, code) => {
      expect(findingsOf(rule, language, code, table).flatMap(shown)).toEqual([]);
    });
    it.each(Object.entries(table.invalid))('reports: %s', (_name, { code, findings, fixed }) => {
      const found = findingsOf(rule, language, code, table);
      expect(found.flatMap(shown)).toEqual(findings);
      const first = found[0];
      const edits = found
        .filter((f) => f.text === first?.text)
        .flatMap(({ finding }) => finding.fix?.edits ?? []);
      if (fixed === undefined) expect(edits).toEqual([]);
      else expect(applied(first?.text ?? '', edits)).toBe(fixed);
    });
  });
}

export interface Found {
  path: string;
  text: string;
  finding: DraftFinding;
}

/** The findings of a rule that stand, in order of files and places. */
export function findingsOf(
  rule: Rule,
  language: 'go' | 'node',
  code: Sources,
  { options, wrappers = [] }: Pick<Table, 'options' | 'wrappers'> = {},
): Found[] {
  const files = typeof code === 'string' ? { [language === 'go' ? 'main.go' : 'main.ts']: code } : code;
  const values = { ...defaultsOf(rule), ...options };
  const together = language === 'go' ? checkCodebase(rule, files, values, wrappers) : new Map();
  const results = Object.entries(files).map(([path, text]) => {
    const { findings, claims } = checkFile(rule, language, path, text, values, wrappers);
    return { path, text, findings: [...findings, ...(together.get(path) ?? [])], claims };
  });
  const holding = holdingClaims(results.flatMap(({ claims = [] }) => claims));
  return results.flatMap(({ path, text, findings }) =>
    [...findings]
      .filter((finding) => stands(finding, holding))
      .sort((a, b) => a.at.start - b.at.start)
      .map((finding) => ({ path, text, finding })),
  );
}

function checkFile(
  rule: Rule,
  language: 'go' | 'node',
  path: string,
  text: string,
  options: OptionValues,
  wrappers: readonly SpanWrapper[],
): CheckResult {
  const asks = mentionsWrapper(text, wrappers);
  if (language === 'go') {
    const directory = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
    const file = openGoRuleFile(path, text, { importPath: MODULE + directory, wrappers });
    if (file === null) throw new Error(`${path} has a syntax error`);
    const { findings, claims = [] } =
      rule.go && (asks || rule.go.mentions.test(text)) ? rule.go.run(file, options) : { findings: [] };
    return { findings, claims: [...claims, ...goClaims(file)] };
  }
  const file = openNodeRuleFile(path, text, { wrappers });
  if (file === null) throw new Error(`${path} has a syntax error`);
  const { findings, claims = [] } =
    rule.node && (asks || rule.node.mentions.test(text)) ? rule.node.run(file, options) : { findings: [] };
  return { findings, claims: [...claims, ...nodeClaims(file)] };
}

const extractor = goExtractor(goIntegrations);

function checkCodebase(
  rule: Rule,
  files: Readonly<Record<string, string>>,
  options: OptionValues,
  wrappers: readonly SpanWrapper[],
): ReadonlyMap<string, readonly DraftFinding[]> {
  if (!rule.goCodebase) return new Map();
  const paths = Object.keys(files).filter((path) => path.endsWith('.go'));
  const facts = new Map(paths.map((path) => [path, extractor.extract(files[path] ?? '', path)]));
  const module = {
    directory: '.',
    path: MODULE,
    goVersion: '1.24',
    requires: new Map(),
    replacements: new Map(),
  };
  const read = (path: string) => files[path] ?? null;
  const codebase = openGoCodebase({ facts, modules: [module], wrappers, integrations: goIntegrations, read });
  for (const path of paths) if (!codebase.open(path)) throw new Error(`${path} has a syntax error`);
  return rule.goCodebase.run(codebase, options);
}

function defaultsOf(rule: Rule): OptionValues {
  return Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, { default: value }]) => [name, value]),
  );
}

function shown({ text, finding }: Found): string[] {
  const positions = createPositions(text);
  const at = (offset: number) => `${positions.at(offset).line}:${positions.at(offset).column}`;
  return [
    `${at(finding.at.start)}-${at(finding.at.end)} ${finding.message}`,
    ...(finding.related ?? []).map((one) => `  ${at(one.at.start)} ${one.message}`),
  ];
}

function applied(text: string, edits: readonly { start: number; end: number; text: string }[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
