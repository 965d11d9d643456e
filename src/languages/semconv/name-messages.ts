import { type NameVerdict, releaseName } from './attribute-names.js';

/** The one name to write instead, or null where there is none for certain. */
export function replacement(verdict: NameVerdict): string | null {
  return verdict.kind === 'deprecated' ? null : verdict.to;
}

/** What, why, and what to do. */
export function describeVerdict(name: string, verdict: NameVerdict): string {
  switch (verdict.kind) {
    case 'renamed':
      return `\`${name}\` was renamed in the semantic conventions (by ${releaseName(verdict.since)}): dashboards and queries look for \`${verdict.to}\`. Write that.`;
    case 'deprecated':
      return `\`${name}\` is deprecated in the semantic conventions (by ${releaseName(verdict.since)}). ${sentence(verdict.note)}`;
    case 'misspelt':
      return `The semantic conventions have no \`${name}\`. \`${verdict.to}\` may be meant: queries for that do not find this.`;
  }
}

function sentence(note: string): string {
  return /[.!?]$/.test(note) ? note : `${note}.`;
}
