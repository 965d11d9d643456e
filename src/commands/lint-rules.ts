/** What the configuration and the command line say about rules, checked. */
import { rules } from '#rules/index.js';
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { RuleWishes, SeveritySetting } from '../engine/lint/rule-selection.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';
import type { Preset } from '../model/preset.js';
import type { OptionValues, RuleInfo, RuleOption } from '../model/rule.js';

const SEVERITIES = ['off', 'info', 'warning', 'error'] as const;
const PRESETS = ['recommended', 'strict', 'all'] as const;

/** Throws an InstrumentError on a rule, severity, preset or option that does not exist. */
export function ruleWishes(
  config: InstrumentConfig,
  flags: { rule?: string[]; preset?: string },
): RuleWishes {
  const settings = Object.entries(config.rules).map(([id, setting]) =>
    typeof setting === 'string' ? { id, severity: setting, options: {} } : { id, options: {}, ...setting },
  );
  const severities: Record<string, SeveritySetting> = {};
  const options: Record<string, OptionValues> = {};
  for (const { id, severity, options: given } of settings) {
    if (severity !== undefined) severities[id] = severity;
    const rule = rules.find((one) => one.id === id);
    if (rule) options[id] = checkedOptions(rule, given ?? {});
  }
  return {
    preset: presetOf(flags.preset) ?? config.lint.preset,
    severities,
    options,
    only: flags.rule === undefined ? null : new Map(flags.rule.map(readRuleFlag)),
    overrides: config.lint.overrides.map(({ files, rules: changed }) => ({
      files,
      rules: Object.fromEntries(
        Object.entries(changed).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
      ),
    })),
  };
}

function presetOf(name: string | undefined): Preset | undefined {
  if (name === undefined) return undefined;
  const preset = PRESETS.find((one) => one === name);
  if (preset) return preset;
  const values = { name, valid: listNames(PRESETS) };
  throw InstrumentError.of('unknown-preset', values, { nearest: nearest(name, PRESETS) });
}

/** `span-end` or `span-end:warning`. */
function readRuleFlag(given: string): [string, SeveritySetting | undefined] {
  const [name = '', severity] = given.split(':');
  const ids = rules.map(({ id }) => id as string);
  if (!ids.includes(name)) {
    const values = { name, where: '--rule', valid: listNames(ids) };
    throw InstrumentError.of('unknown-rule', values, { nearest: nearest(name, ids) });
  }
  if (severity === undefined) return [name, undefined];
  const known = SEVERITIES.find((one) => one === severity);
  if (known) return [name, known];
  const values = { name: severity, given, valid: listNames(SEVERITIES) };
  throw InstrumentError.of('unknown-severity', values, { nearest: nearest(severity, SEVERITIES) });
}

function checkedOptions(rule: RuleInfo, given: Readonly<Record<string, unknown>>): OptionValues {
  const known = rule.options ?? {};
  return Object.fromEntries(
    Object.entries(given).map(([option, value]) => {
      const spec = known[option];
      if (spec === undefined) {
        const names = Object.keys(known);
        const valid = names.length === 0 ? 'It has no options.' : `Its options are ${listNames(names)}.`;
        const values = { rule: rule.id, option, valid };
        throw InstrumentError.of('rule-option-unknown', values, { nearest: nearest(option, names) });
      }
      if (!fits(spec, value))
        throw InstrumentError.of('rule-option-invalid', { rule: rule.id, option, expected: expected(spec) });
      return [option, value as OptionValues[string]];
    }),
  );
}

function fits(spec: RuleOption, value: unknown): boolean {
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
  }
}

function expected(spec: RuleOption): string {
  switch (spec.type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return 'a whole number';
    case 'choice':
      return listNames(spec.choices);
    case 'texts':
      return 'a list of texts';
  }
}
