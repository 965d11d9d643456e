/** Which rules run, and how bad their findings are, file by file. */
import type { FindingLevel, Severity } from '../../model/finding.js';
import { matchesGlob } from '../../model/name-glob.js';
import type { Preset } from '../../model/preset.js';
import type { OptionValues, RuleInfo } from '../../model/rule.js';

export type SeveritySetting = Severity | 'off';

/** What the configuration and the command line say, checked already. */
export interface RuleWishes {
  preset: Preset;
  /** From `rules` of instrument.yaml. */
  severities: Readonly<Record<string, SeveritySetting>>;
  options: Readonly<Record<string, OptionValues>>;
  /** From `--rule`: only these run; null for all. An undefined severity is the configured one, or the rule's own. */
  only: ReadonlyMap<string, SeveritySetting | undefined> | null;
  /** From `lint.overrides`; later ones win. */
  overrides: readonly { files: readonly string[]; rules: Readonly<Record<string, SeveritySetting>> }[];
}

export interface RuleSelection {
  /** Rules that are on for some file. */
  active: ReadonlySet<string>;
  /** @param level of a finding that differs from its rule */
  severityOf(rule: string, file: string, level?: FindingLevel): SeveritySetting;
}

const RANK: Record<Preset, number> = { recommended: 0, strict: 1, all: 2 };

export function selectRules(rules: readonly RuleInfo[], wishes: RuleWishes): RuleSelection {
  const base = new Map(rules.map((rule) => [rule.id as string, baseSeverity(rule, wishes)]));
  const byId = new Map(rules.map((rule) => [rule.id as string, rule]));
  const severityOf = (id: string, file: string, level?: FindingLevel): SeveritySetting => {
    if (wishes.only && !wishes.only.has(id)) return 'off';
    // The command line is the last word.
    const asked = wishes.only?.get(id);
    if (asked !== undefined) return asked;
    const rule = level && byId.get(id);
    let severity = rule ? baseSeverity({ ...rule, ...level }, wishes) : (base.get(id) ?? 'off');
    for (const override of wishes.overrides) {
      const other = override.rules[id];
      if (other !== undefined && override.files.some((glob) => matchesGlob(glob, file))) severity = other;
    }
    return severity;
  };
  const mayBeOn = (rule: string) =>
    (wishes.only === null || wishes.only.has(rule)) &&
    (base.get(rule) !== 'off' ||
      (wishes.only?.get(rule) ?? 'off') !== 'off' ||
      wishes.overrides.some((override) => (override.rules[rule] ?? 'off') !== 'off'));
  return { active: new Set([...base.keys()].filter(mayBeOn)), severityOf };
}

function baseSeverity(rule: RuleInfo, { preset, severities, only }: RuleWishes): SeveritySetting {
  const configured = severities[rule.id];
  if (configured !== undefined && !(configured === 'off' && only?.has(rule.id))) return configured;
  return RANK[rule.preset] <= RANK[preset] || only?.has(rule.id) ? rule.severity : 'off';
}

/**
 * Options of every rule with the defaults of those that are not set.
 * @param shared what every rule is told besides its own options
 */
export function optionsOf(
  rules: readonly RuleInfo[],
  given: Readonly<Record<string, OptionValues>>,
  shared: OptionValues,
): Record<string, OptionValues> {
  return Object.fromEntries(
    rules.map(({ id, options = {} }) => {
      const defaults = Object.entries(options).map(([name, option]) => [name, option.default]);
      return [id, { ...shared, ...(Object.fromEntries(defaults) as OptionValues), ...given[id] }];
    }),
  );
}
