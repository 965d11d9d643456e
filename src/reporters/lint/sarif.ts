/** SARIF 2.1.0, as code scanning takes it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Finding, FindingEdit } from '../../model/lint-report.js';
import type { RuleInfo } from '../../model/rule.js';
import type { Reporter } from '../reporter.js';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
/** Paths are relative to the root of the checkout. */
const BASE = '%SRCROOT%';

export const lintSarif: Reporter<LintOutcome> = ({ report, rules, prefix }) => {
  const index = new Map(rules.map(({ id }, at) => [id as string, at]));
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.map(ruleDescriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: {
      [BASE]: { description: { text: 'The root of the checkout.' } },
    },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: report.diagnostics.map(({ code, severity, message, file, line }) => ({
          descriptor: { id: code },
          level: LEVELS[severity],
          message: { text: message },
          locations: [{ physicalLocation: { ...artifact(prefix + file), region: { startLine: line } } }],
        })),
      },
    ],
    results: report.findings.map((finding) => result(finding, index, prefix)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function ruleDescriptor({ id, docs, severity, preset }: RuleInfo) {
  const help = [docs.why, docs.limits ?? ''].filter((part) => part !== '').join('\n\n');
  const examples = docs.examples.map(
    ({ language, bad, good }) =>
      `Not so:\n\n\`\`\`${language}\n${bad}\`\`\`\n\nBut so:\n\n\`\`\`${language}\n${good}\`\`\``,
  );
  return {
    id,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    help: { text: help, markdown: [docs.summary, help, ...examples].join('\n\n') },
    helpUri: docs.links[0],
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['opentelemetry', 'tracing', preset] },
  };
}

function result(finding: Finding, index: ReadonlyMap<string, number>, prefix: string) {
  const { rule, severity, message, file, line, column, endLine, endColumn, related, fix, fingerprint } =
    finding;
  const ruleIndex = index.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          ...artifact(prefix + file),
          region: {
            startLine: line,
            startColumn: column,
            endLine,
            endColumn,
            snippet: { text: finding.excerpt },
          },
        },
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, at) => ({
            id: at + 1,
            message: { text: one.message },
            physicalLocation: {
              ...artifact(prefix + one.file),
              region: { startLine: one.line, startColumn: one.column },
            },
          })),
        }),
    // GitHub matches alerts by `primaryLocationLineHash`.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'instrument/v1': fingerprint },
    ...(fix === undefined ? {} : { fixes: [fixOf(fix.title, fix.edits, prefix)] }),
  };
}

function fixOf(title: string, edits: readonly FindingEdit[], prefix: string) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      ...artifact(prefix + file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ line, column, endLine, endColumn, text }) => ({
          deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
          insertedContent: { text },
        })),
    })),
  };
}

function artifact(path: string) {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri, uriBaseId: BASE } };
}
