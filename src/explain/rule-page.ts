import type { RuleInfo, RuleOption } from '../model/rule.js';
import type { Block, Page } from './page.js';

const LANGUAGES = { go: 'Go', typescript: 'TypeScript' } as const;

/** The page of a lint rule, from its metadata alone. */
export function rulePage(rule: RuleInfo & { languages: readonly string[] }): Page {
  const { id, docs, severity, preset, fixable, languages, options = {} } = rule;
  const fix = {
    safe: '`--fix` repairs some of its findings.',
    unsafe: '`--fix-unsafe` repairs some of its findings.',
  };
  const facts = [
    `Severity: ${severity}. Preset: ${preset}. Languages: ${languages.join(', ')}.`,
    fixable === null ? '' : fix[fixable],
  ];
  return {
    id,
    group: 'Lint rules',
    title: docs.summary.replace(/\.$/, ''),
    blocks: [
      { kind: 'paragraph', text: facts.filter((text) => text !== '').join(' ') },
      { kind: 'paragraph', text: docs.why },
      ...(docs.limits === undefined ? [] : paragraph('What it leaves alone', docs.limits)),
      ...docs.examples.flatMap(({ language, bad, good }): Block[] => [
        { kind: 'heading', text: `${LANGUAGES[language]}: reported` },
        { kind: 'code', language, text: bad.trimEnd() },
        { kind: 'heading', text: `${LANGUAGES[language]}: fine` },
        { kind: 'code', language, text: good.trimEnd() },
      ]),
      ...optionsTable(options),
      { kind: 'heading', text: 'Where the code is right' },
      {
        kind: 'paragraph',
        text: `A comment on the line or above it takes a finding back: \`//instrument:ignore ${id} -- why it is right here\`.`,
      },
      { kind: 'heading', text: 'Sources' },
      { kind: 'list', items: docs.links },
    ],
  };
}

function paragraph(title: string, text: string): Block[] {
  return [
    { kind: 'heading', text: title },
    { kind: 'paragraph', text },
  ];
}

function optionsTable(options: Readonly<Record<string, RuleOption>>): Block[] {
  const rows = Object.entries(options).map(([name, option]) => [
    `\`${name}\``,
    valuesOf(option),
    `\`${JSON.stringify(option.default)}\``,
    option.description,
  ]);
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: 'Options' },
    { kind: 'table', head: ['option', 'values', 'default', 'meaning'], rows },
  ];
}

function valuesOf(option: RuleOption): string {
  switch (option.type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return 'a whole number';
    case 'choice':
      return option.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'texts':
      return 'a list of texts';
  }
}
